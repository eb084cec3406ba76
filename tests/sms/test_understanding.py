"""Texts as villagers write them, and what must be made of them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms.understanding.engine import understand
from sms.understanding.request import Intent, Request

HOUSEHOLD = "10019"
ACTING = {Intent.OPTOUT, Intent.OPTIN, Intent.CLAIM, Intent.OBJECTION, Intent.REDEEM}

QUERIES: dict[Intent, str] = {
    Intent.BALANCE: """
        积分 | 查分 | 1 | １ | ① | 1。 | 【1】 | “1” | 回复1 | 回1 | 发1 | 按1 | 一 | 1、积分 | 积分1 | 1 谢谢 | 1?
        1️⃣ | 積分 | 查詢積分 | 查詢 | 几分 | 幾分 | 记分 | 鸡分 | 机分 | 级分 | 基分 | 集分 | 积份 | 几份 | 查粉
        积 分 | 积。分 | 积分！！！ | jifen | JIFEN | Jf | jf | J F | chafen | cha fen | cf | ｊｆ | jifeng | jifenn
        cha ji fen | wo yao cha ji fen | wo jia duo shao fen | 查积分 | 查一下积分 | 查询一下我家的积分
        你好，请帮我查一下积分谢谢 | 你好 积分 | 您好！我想查积分 | 请问积分 | 积分查询 | 我家还有多少分
        我们家还剩多少分 | 我家多少分了 | 我家有多少分 | 阿拉屋里几分啊 | 伲屋里有几化分 | 俺家有几分 | 咱家多少积分
        多少分 | 多少分? | 还有多少 | 总共多少积分了 | 现在有几分 | 看看我的积分 | 我的分 | 我要查分
        书记你好我家现在几分了 | 分数 | 得分 | 王阿姨让我问问我家积分有多少 | 积分多少 | 积分还剩多少 | 帮忙查查积分
        怎么查积分 | 余额 | 麻烦查下分数 | 家里几分 | 本月积分 | 我家的鸡分 | 积分🙏 | 🙂积分🙂
        不知道我家积分有多少 | 今年我家攒了多少分 | 查下我家分 | 老师，积分！ | 積分，謝謝 | 村里 查分 | 我们家几分""",
    Intent.DETAIL: """
        明细 | 2 | ２ | ② | 2. | 二 | 回复2 | 積分明細 | 明細 | 名细 | 明系 | mingxi | mx | MX | mingx | ming xi
        积分明细 | 查明细 | 扣了啥 | 为啥扣我家的分 | 为什么扣分 | 为什么扣我分 | 凭什么扣我家的分 | 怎么又扣分了
        谁扣的 | 什么时候扣的 | 扣了几分 | 哪里扣了 | 加了几分 | 加了多少分 | 我家分怎么少了 | 积分怎么少了
        积分怎么没加 | 为什么没给我加分 | 做啥扣我分 | 咋又扣分了 | 记录 | 积分记录 | 扣分记录 | 加分记录
        最近加减分的记录 | 详细 | 详情 | 我要看明细 | 请发一下明细，谢谢 | 扣分原因 | 扣分 | 查扣分 | 分数变动
        为什么上个月少了五分 | 哪能扣脱介许多分 | 我想知道扣在哪里""",
    Intent.RANK: """
        排名 | 3 | ３ | ③ | 三 | 3、 | 回复3 | 排行榜 | 排名？ | 排行 | 名次 | 第几名 | 我们家排第几 | 我家排第几
        我家第几 | 我家排名第几 | 积分排名 | 積分排名 | 查排名 | 排明 | 牌名 | paiming | pai ming | pm | PM | 排几
        村里排老几 | 我家排多少 | 请问我家现在排在第几名 | 差几名 | 前面还有几家 | 我的排名 | 查一下名次
        前三名 | 阿拉屋里排第几啊""",
    Intent.GOODS: """
        物品 | 4 | ４ | ④ | 四 | 回复4 | 兑换 | 兑换什么 | 有啥好换 | 能换什么东西 | 能换什么 | 可以换什么
        有什么东西换 | 物品清单 | 悟品 | wupin | wp | WP | duihuan | 兌換 | 積分兌換 | 积分兑换 | 兑换物品 | 换东西
        礼品 | 奖品有哪些 | 超市 | 积分超市有什么 | 什么东西可以换 | 怎么兑换 | 怎么换东西 | 我要换大米 | 兑大米
        大米多少分 | 大米要多少分 | 洗衣液要几分 | 换2袋大米 | 兑3个什么 | 兑3要多少分 | 多少分能换大米 | T恤能换吗
        毛巾可以换吗 | 积分能换啥 | 积分可以换什么 | 积分怎么用 | 有哪些物品 | 我想兑换东西 | 有啥好调
        兑换3号要多少分 | 换 | 兑 | 兑 0 | 兑现 | 我家的分够换什么 | 还有什么礼品
        领取码 | 领取码忘了 | 取货码是多少 | 我的领取码丢了怎么办
        码 | 码丢了 | 我的码是多少 | 没收到码 | 码忘了怎么办""",
    Intent.RULES: """
        规则 | 5 | ５ | ⑤ | 五 | 規則 | 积分规则 | 龟则 | guize | gui ze | gz | 细则 | 规则是什么 | 怎么加分
        怎么才能加分 | 怎样加分 | 什么能加分 | 哪些可以加分 | 做什么加分 | 加分标准 | 扣分标准 | 怎么得分
        怎么赚积分 | 怎么扣分 | 扣分规则 | 评分标准 | 讲一下规则 | 请问规则 | 村规 | 加分 | 积分怎么算 | 积分怎么来的
        查规则 | 积分办法""",
    Intent.HELP: """
        帮助 | 0 | ０ | ? | ？ | ？？ | 幫助 | 零 | 怎么用 | 怎么弄 | 怎么查 | 怎么发 | 咋用 | 哪能用 | 如何使用
        不会用 | 我不会弄 | 看不懂 | bangzhu | bz | help | HELP | Help! | 使用说明 | 说明 | 菜单 | 有什么功能
        教教我 | 棒住 | 请问怎么用啊 | 求助 | 指令 | 不知道怎么用""",
    Intent.CALLBACK: """
        找人 | 6 | ６ | ⑥ | 六 | 回6 | 6找人 | 人工 | 转人工 | 电话 | 打电话给我 | 给我打电话 | 给我打个电话
        請打電話給我
        麻烦打个电话给我 | 回个电话 | 我不识字 | 阿拉不识字 | 老太婆不认得字 | 看不清字 | 找村干部 | 我想找村干部
        想找人说说 | 你们打我电话说清楚 | 请派人来一趟 | 我摔跤住院了 | 找谁 | zhaoren | dianhua""",
    Intent.ANNOUNCEMENT: """
        公告 | 8 | ８ | 八 | 回8 | 8公告 | 看公告 | 最新公告 | 村里有什么公告 | 通告 | gonggao""",
    Intent.OPTOUT: """
        退订 | 退訂 | TD | td | Td | ＴＤ | T | t | N | n | R | r | 拒收 | STOP | stop | Stop. | STOP! | 退订。 | TD!
        【退订】 | 回复TD | 回T | 回复T退订 | TD退订 | 退订TD | STOPALL | stop all | UNSUBSCRIBE | QUIT | CANCEL
        END | 取消订阅 | 取消通知 | 我要退订 | 请退订 | 退订谢谢 | 退订吧 | 帮我退订 | 退订短信 | 把短信退订了
        你好，我要退订，谢谢 | tuiding | TUIDING | tui ding | 退定 | 别再发了 | 不要发短信了 | 不要再发短信给我了
        别发了 | 别给我发短信了 | 不要发了 | 覅再发了 | 请不要再发了 | 我不想再收到短信了 | 不想收短信 | 停止发送
        退订退订 | 拒收短信 | please stop | 勿发 | 取消短信通知 | 请勿打扰 | 不用发短信了 | 不要再给我发通知 | T。
        Ｎ""",
    Intent.OPTIN: """
        订阅 | 訂閱 | START | start | Start! | UNSTOP | 恢复通知 | 恢复短信 | 我要订阅 | 重新订阅 | 请恢复订阅
        订阅通知 | 取消退订 | dingyue | 继续接收短信 | 我想订阅，谢谢 | 订阅。""",
}

ACTS: list[tuple[str, Intent, dict[str, object]]] = [
    ("兑3", Intent.REDEEM, {"goods": 3, "quantity": 1}),
    ("同意 3", Intent.CONSENT, {"number": 3, "consents": True}),
    ("我同意3号", Intent.CONSENT, {"number": 3, "consents": True}),
    ("不同意 3", Intent.CONSENT, {"number": 3, "consents": False}),
    ("三号我们不同意", Intent.CONSENT, {"number": 3, "consents": False}),
    ("不同意3号上榜", Intent.CONSENT, {"number": 3, "consents": False}),
    ("3号不愿意", Intent.CONSENT, {"number": 3, "consents": False}),
    ("同意", Intent.CONSENT, {"number": None, "consents": True}),
    ("兑 3", Intent.REDEEM, {"goods": 3, "quantity": 1}),
    ("兌３", Intent.REDEEM, {"goods": 3, "quantity": 1}),
    ("兑 3 两份", Intent.REDEEM, {"goods": 3, "quantity": 2}),
    ("兑换第3个", Intent.REDEEM, {"goods": 3, "quantity": 1}),
    ("兑第二样", Intent.REDEEM, {"goods": 2, "quantity": 1}),
    ("兑3两份", Intent.REDEEM, {"goods": 3, "quantity": 2}),
    ("换3号2个", Intent.REDEEM, {"goods": 3, "quantity": 2}),
    ("兑换 3 2", Intent.REDEEM, {"goods": 3, "quantity": 2}),
    ("兑换3号，2份", Intent.REDEEM, {"goods": 3, "quantity": 2}),
    ("我要兑换3号", Intent.REDEEM, {"goods": 3, "quantity": 1}),
    ("你好，我要换3号，谢谢", Intent.REDEEM, {"goods": 3, "quantity": 1}),
    ("3号换两个", Intent.REDEEM, {"goods": 3, "quantity": 2}),
    ("兑三号", Intent.REDEEM, {"goods": 3, "quantity": 1}),
    ("兑 十二", Intent.REDEEM, {"goods": 12, "quantity": 1}),
    ("兑+3", Intent.REDEEM, {"goods": 3, "quantity": 1}),
    ("兑#3x2", Intent.REDEEM, {"goods": 3, "quantity": 2}),
    ("兑3*2", Intent.REDEEM, {"goods": 3, "quantity": 2}),
    ("兑3×2袋", Intent.REDEEM, {"goods": 3, "quantity": 2}),
    ("兑②", Intent.REDEEM, {"goods": 2, "quantity": 1}),
    ("兑【3】", Intent.REDEEM, {"goods": 3, "quantity": 1}),
    ("DH 3", Intent.REDEEM, {"goods": 3, "quantity": 1}),
    ("dui3", Intent.REDEEM, {"goods": 3, "quantity": 1}),
    ("兑🍚3", Intent.REDEEM, {"goods": 3, "quantity": 1}),
    ("请帮我兑一下3号物品吧", Intent.REDEEM, {"goods": 3, "quantity": 1}),
    (f"兑 3 2 {HOUSEHOLD}", Intent.REDEEM, {"goods": 3, "quantity": 2, "household": HOUSEHOLD}),
    (f"{HOUSEHOLD} 兑3", Intent.REDEEM, {"goods": 3, "quantity": 1, "household": HOUSEHOLD}),
    ("申报 献血 8月12日", Intent.CLAIM, {"content": "献血 8月12日"}),
    ("申报献血", Intent.CLAIM, {"content": "献血"}),
    ("申報獻血", Intent.CLAIM, {"content": "献血"}),
    ("我要申报 献血", Intent.CLAIM, {"content": "献血"}),
    ("申报：献血，8月12日", Intent.CLAIM, {"content": "献血，8月12日"}),
    ("申报", Intent.CLAIM, {"content": ""}),
    ("我要申报", Intent.CLAIM, {"content": ""}),
    ("申报积分 献血", Intent.CLAIM, {"content": "献血"}),
    ("申请加分 献血400毫升", Intent.CLAIM, {"content": "献血400毫升"}),
    ("你好，我申报一下，参加河道清理，谢谢", Intent.CLAIM, {"content": "参加河道清理"}),
    ("献血 申报", Intent.CLAIM, {"content": "献血"}),
    ("昨天我献血了，申报加分", Intent.CLAIM, {"content": "昨天我献血了"}),
    ("shenbao xianxue", Intent.CLAIM, {"content": "xianxue"}),
    ("上报 捡垃圾3袋", Intent.CLAIM, {"content": "捡垃圾3袋"}),
    ("申报\n志愿服务2小时", Intent.CLAIM, {"content": "志愿服务2小时"}),
    ("申报 捡了10019个瓶子", Intent.CLAIM, {"content": "捡了10019个瓶子"}),
    (f"申报 {HOUSEHOLD} 献血", Intent.CLAIM, {"content": "献血", "household": HOUSEHOLD}),
    (f"申报 献血 {HOUSEHOLD}", Intent.CLAIM, {"content": "献血", "household": HOUSEHOLD}),
    (f"{HOUSEHOLD}申报献血", Intent.CLAIM, {"content": "献血", "household": HOUSEHOLD}),
    ("异义 2 没养", Intent.OBJECTION, {"entry": 2, "content": "没养"}),
    ("异议 12 没有扔垃圾", Intent.OBJECTION, {"entry": 12, "content": "没有扔垃圾"}),
    ("异议 #12 没有扔垃圾", Intent.OBJECTION, {"entry": 12, "content": "没有扔垃圾"}),
    ("異議＃１２沒有扔垃圾", Intent.OBJECTION, {"entry": 12, "content": "没有扔垃圾"}),
    ("异议12没有扔垃圾，是邻居", Intent.OBJECTION, {"entry": 12, "content": "没有扔垃圾，是邻居"}),
    ("异议12", Intent.OBJECTION, {"entry": 12, "content": ""}),
    ("异议", Intent.OBJECTION, {"entry": None, "content": ""}),
    ("我有异议", Intent.OBJECTION, {"entry": None, "content": ""}),
    ("异议 没有扔垃圾", Intent.OBJECTION, {"entry": None, "content": "没有扔垃圾"}),
    ("异议 8月12日没有扔垃圾", Intent.OBJECTION, {"entry": None, "content": "8月12日没有扔垃圾"}),
    ("异议 一直没有扔垃圾", Intent.OBJECTION, {"entry": None, "content": "一直没有扔垃圾"}),
    ("异议第十二条 没扔", Intent.OBJECTION, {"entry": 12, "content": "没扔"}),
    ("异议 10019 没扔", Intent.OBJECTION, {"entry": 10019, "content": "没扔"}),
    ("异议 10019", Intent.OBJECTION, {"entry": 10019, "content": ""}),
    ("异议 12 凭什么扣我家的分？我没有扔", Intent.OBJECTION, {"entry": 12, "content": "凭什么扣我家的分？我没有扔"}),
    (f"异议 {HOUSEHOLD} 12 没扔", Intent.OBJECTION, {"entry": 12, "content": "没扔", "household": HOUSEHOLD}),
    (f"{HOUSEHOLD} 异议 12 没扔", Intent.OBJECTION, {"entry": 12, "content": "没扔", "household": HOUSEHOLD}),
    ("异议 12 那天下大雨", Intent.OBJECTION, {"entry": 12, "content": "那天下大雨"}),
    ("异议 12 少加一分", Intent.OBJECTION, {"entry": 12, "content": "少加一分"}),
    ("异议 12 证书在这里", Intent.OBJECTION, {"entry": 12, "content": "证书在这里"}),
    ("申诉 12 那天不在家", Intent.OBJECTION, {"entry": 12, "content": "那天不在家"}),
    ("意义 12 没扔", Intent.OBJECTION, {"entry": 12, "content": "没扔"}),
    ("异义 123 没有扔", Intent.OBJECTION, {"entry": 123, "content": "没有扔"}),
    ("yiyi 12 mei reng", Intent.OBJECTION, {"entry": 12, "content": "mei reng"}),
    ("我对12号有异议", Intent.OBJECTION, {"entry": 12, "content": ""}),
    ("第12条扣错了，我家没有鸡", Intent.OBJECTION, {"entry": 12, "content": "我家没有鸡"}),
    ("#12 不对", Intent.OBJECTION, {"entry": 12, "content": ""}),
    ("扣错了，我没扔垃圾", Intent.OBJECTION, {"entry": None, "content": "扣错了，我没扔垃圾"}),
    ("你们记错了", Intent.OBJECTION, {"entry": None, "content": "你们记错了"}),
    ("投诉 12 乱扣分", Intent.OBJECTION, {"entry": 12, "content": "乱扣分"}),
    ("规则 垃圾", Intent.RULES, {"item": "垃圾"}),
    ("规则垃圾", Intent.RULES, {"item": "垃圾"}),
    ("規則：垃圾", Intent.RULES, {"item": "垃圾"}),
    ("5 垃圾", Intent.RULES, {"item": "垃圾"}),
    ("垃圾的规则", Intent.RULES, {"item": "垃圾"}),
    ("垃圾怎么扣分", Intent.RULES, {"item": "垃圾"}),
    ("请问乱扔垃圾扣几分啊", Intent.RULES, {"item": "乱扔垃圾"}),
    ("献血加几分", Intent.RULES, {"item": "献血"}),
    ("献血能加多少分？", Intent.RULES, {"item": "献血"}),
    ("献血能加分吗", Intent.RULES, {"item": "献血"}),
    ("垃圾分类怎么算分", Intent.RULES, {"item": "垃圾分类"}),
    ("规则 环3", Intent.RULES, {"item": "环3"}),
    ("积分规则", Intent.RULES, {}),
    ("积分 10019", Intent.BALANCE, {"household": HOUSEHOLD}),
    ("10019 积分", Intent.BALANCE, {"household": HOUSEHOLD}),
    ("10019积分", Intent.BALANCE, {"household": HOUSEHOLD}),
    ("１００１９　積分", Intent.BALANCE, {"household": HOUSEHOLD}),
    ("10019", Intent.BALANCE, {"household": HOUSEHOLD}),
    ("户码10019", Intent.BALANCE, {"household": HOUSEHOLD}),
    ("我家10019还有多少分", Intent.BALANCE, {"household": HOUSEHOLD}),
    ("1 10019", Intent.BALANCE, {"household": HOUSEHOLD}),
    ("10019 3", Intent.RANK, {"household": HOUSEHOLD}),
    ("10019户的明细", Intent.DETAIL, {"household": HOUSEHOLD}),
    ("规则 垃圾 10019", Intent.RULES, {"item": "垃圾", "household": HOUSEHOLD}),
    ("退订 10019", Intent.OPTOUT, {"household": HOUSEHOLD}),
    ("积分 10018", Intent.BALANCE, {"whose": "10018"}),
]

NOTHING_IS_DONE = """
    不要退订 | 别退订 | 不想退订 | 我不想退订 | 怎么退订 | 如何退订 | 怎么退订？ | 退订？ | 退订吗 | 能退订吗
    可以退订吗 | 退订后还能查积分吗 | 退订了还能换东西吗 | 退订是什么意思 | TD是什么意思 | T恤能换吗 | T恤
    有没有T恤 | N年没换了 | 是谁退订的 | 我没有退订 | 误发了退订 | 不是退订 | 取消 | 不要 | 不要了 | 怎么不发短信了
    为什么不发短信了 | 不要再扣分了 | 不要发垃圾到河里 | 别人家几分 | 不要取消通知 | 怎么订阅 | 订阅吗 | 不要订阅吗
    要不要订阅 | 怎么申报 | 申报什么 | 如何申报？ | 申报献血可以吗 | 能申报吗 | 可以申报吗 | 申报能加几分
    申报了没有 | 我的申报怎么样了 | 申报通过了吗 | 不申报了 | 不要申报 | 取消申报 | 申报流程 | 申报需要什么材料
    申报 怎么弄 | 申报？ | 献血能申报吗 | 没有申报过 | 没有异议 | 无异议 | 我没有异议 | 对12号没有异议 | 异议怎么提
    怎么提异议 | 异议是什么意思 | 异议处理了吗 | 异议12处理了吗 | 异议5不异议了 | 异议12怎么样了？ | 撤销异议12
    取消异议 | 12号为什么扣分 | 12号扣错了吗 | 是不是扣错了 | 可以申诉吗 | 申诉有用吗 | 异议12? | 兑3? | 能兑3吗
    不兑3了 | 取消兑3 | 兑换3号要多少分 | 怎么兑3 | 3号能换吗 | 要不要换3号 | 兑3个什么 | 换2袋大米 | 8月3号换电话
    换手机号13800000001 | 取消兑换 | 兑 0 | 兑3 0 | 兑 | 3号 | 不换3号 | 献血 | 我献血了 | 投诉邻居乱扔垃圾 | 不公平
    烦死了 | 12 | 1234 | 13800000001 | 2026 | no | NO | y"""

QUESTIONS = """
    怎么{} 如何{} 能不能{} 可以{} 要不要{} 谁{} 为什么{} 什么叫{} 哪能{}
    没{} 没有{} 我不能{} 不是{} 如果{} {}吗 {}？ {}么 {}怎么弄
    {}是什么意思 {}行不行 {}要钱吗 {}多少钱 {}了吗 {}了没 {}了没有 {}在哪里 {}咋弄
    {}会怎样 {}有用吗 我要{}可以吗
"""

UNCLEAR: list[tuple[str, list[str]]] = [
    ("", ["balance", "detail", "help"]),
    ("   ", ["balance", "detail", "help"]),
    ("。。。", ["balance", "detail", "help"]),
    ("🙂🙂", ["balance", "detail", "help"]),
    ("asdfgh", ["balance", "detail", "help"]),
    ("今天天气不错", ["balance", "detail", "help"]),
    ("积分，明细和排名都要", ["balance", "detail", "rank"]),
    ("1,2", ["balance", "detail"]),
    ("怎么退订", ["optout", "help"]),
    ("意见 2 没养", ["objection", "detail"]),
    ("我不同意", ["objection", "detail"]),
    ("投诉", ["objection", "detail"]),
    ("我昨天扫雪了想加点分", ["claim", "callback"]),
    ("我献血了", ["claim", "callback"]),
    ("tui ding ma", ["optout", "help"]),
]


def texts(block: str) -> list[str]:
    return [text.strip() for line in block.strip().splitlines() for text in line.split(" | ")]


LABELLED = [(text, intent) for intent, block in QUERIES.items() for text in texts(block)]


@pytest.mark.parametrize(("text", "intent"), LABELLED)
def test_what_villagers_write(text: str, intent: Intent) -> None:
    found = understand(text)
    assert (found.intent, found.args.keys() - {"named", "pieces", "number", "period"}) == (intent, set())


@pytest.mark.parametrize(("text", "intent", "args"), ACTS)
def test_what_is_said_with_it(text: str, intent: Intent, args: dict[str, object]) -> None:
    assert understand(text) == Request(intent, args)


@pytest.mark.parametrize("text", texts(NOTHING_IS_DONE))
def test_questions_and_refusals_do_nothing(text: str) -> None:
    assert understand(text).intent not in ACTING


@pytest.mark.parametrize(("text", "choices"), UNCLEAR)
def test_what_is_not_clear_is_asked_back(text: str, choices: list[str]) -> None:
    request = understand(text)
    assert (request.intent, request.args["choices"]) == (Intent.UNCLEAR, choices)


@pytest.mark.parametrize(
    "order",
    ["退订", "订阅", "拒收", "TD", "STOP", "兑3", "换3号", "申报", "申报献血", "异议", "异议12", "申诉", "恢复通知"],
)
@pytest.mark.parametrize(
    "question",
    QUESTIONS.split(),
)
def test_no_question_orders_anything(order: str, question: str) -> None:
    assert understand(question.format(order)).intent not in ACTING


@settings(max_examples=300)
@given(st.text() | st.text(alphabet="积分退订兑换申报异议不要怎么吗123０#？, TDtd我家第号"))
def test_any_text_gets_an_answer_that_can_be_written_down(text: str) -> None:
    request = understand(text)
    json.dumps({"intent": request.intent, "args": dict(request.args)}, ensure_ascii=False).encode()
    if request.intent is Intent.UNCLEAR:
        choices = request.args["choices"]
        assert isinstance(choices, list)
        assert 2 <= len(set(choices)) == len(choices) <= 3
        assert set(choices) <= set(Intent) - {Intent.UNCLEAR}


CORE = {
    "积分": Intent.BALANCE, "1": Intent.BALANCE, "jf": Intent.BALANCE, "我家还有多少分": Intent.BALANCE,
    "明细": Intent.DETAIL, "2": Intent.DETAIL, "为什么扣我家的分": Intent.DETAIL,
    "排名": Intent.RANK, "3": Intent.RANK, "我们家排第几": Intent.RANK,
    "物品": Intent.GOODS, "4": Intent.GOODS, "能换什么东西": Intent.GOODS,
    "规则": Intent.RULES, "5": Intent.RULES, "帮助": Intent.HELP, "0": Intent.HELP,
    "退订": Intent.OPTOUT, "订阅": Intent.OPTIN,
    "兑3": Intent.REDEEM, "申报献血": Intent.CLAIM, "异议12没扔": Intent.OBJECTION,
}  # fmt: skip
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@given(
    core=st.sampled_from(sorted(CORE)),
    greeting=st.sampled_from(["", "你好，", "您好！", "请问 ", "喂,", "书记你好。", "麻烦", "Hi ", "  "]),
    ending=st.sampled_from(["", "。", "！", "谢谢", "，谢谢您！", " 🙏", "…", "~", " \n", "，麻烦了"]),
    wide=st.booleans(),
)
def test_courtesy_punctuation_and_width_change_nothing(core: str, greeting: str, ending: str, wide: bool) -> None:
    text = greeting + core + ending
    assert understand(text.translate(WIDE) if wide else text).intent is CORE[core]


@given(
    goods=st.integers(1, 999),
    quantity=st.integers(1, 99),
    between=st.sampled_from([" ", "号", "*", "，", "号 ", " x "]),
)
def test_numbers_of_an_order_survive(goods: int, quantity: int, between: str) -> None:
    assert understand(f"兑{goods}{between}{quantity}").args == {"goods": goods, "quantity": quantity}


@given(entry=st.integers(1, 99_999_999), between=st.sampled_from([" ", "#", "第", "：", ""]))
def test_the_entry_of_an_objection_survives(entry: int, between: str) -> None:
    assert understand(f"异议{between}{entry} 没有").args == {"entry": entry, "content": "没有"}


@pytest.mark.parametrize(
    "piece", ["积分", "我要", "好的", "退订", "不要", "兑", "1", "申报", "异议", "什么", "!", "\n", "a", "扣"]
)
def test_endless_texts_are_answered(piece: str) -> None:
    understand(piece * 5000)
    understand(piece * 5000 + "x？")
