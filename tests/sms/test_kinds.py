"""Kinds of texts beside plain questions and acts: others' households, points ordered, adverts, procedures, periods."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand
from sms.understanding.request import Intent

ACTS = {Intent.CLAIM, Intent.OBJECTION, Intent.REDEEM, Intent.WITHDRAW, Intent.OPTOUT, Intent.OPTIN}


def listed(texts: str) -> list[str]:
    return [text.strip() for line in texts.splitlines() for text in line.split(" | ") if text.strip()]


NO_CLAIM = """
    社保申报 | 车险申报 | 税务申报 | 医保申报 | 我要申报个税 | 申报低保 | 养老金申报 | 申报算了 | 申报啊
    申报好麻烦 | 申报 3-12 | 申报1 | 申报太麻烦了
    申报真难 | 申报没用 | 申报 做的事 哪一天 | 申报危房补贴 | 残疾证申报材料
"""


@pytest.mark.parametrize("text", listed(NO_CLAIM))
def test_other_offices_moods_and_numbers_are_no_claim(text: str) -> None:
    assert understand(text).intent is Intent.UNCLEAR


NO_OBJECTION = (
    "异议 7 算了 | 异议 7 没有异议 | 异议算了 | 异议 内容 | 异议 编号 内容 | 异议 5 算了 | 异议 7 没事了 | 异议7不用了"
)


@pytest.mark.parametrize("text", listed(NO_OBJECTION))
def test_a_dispute_given_up_or_copied_from_the_help_is_none(text: str) -> None:
    assert understand(text).intent is Intent.UNCLEAR


SECOND_THOUGHTS = """
    异议 12 后来想通了不提了 | 异议 12 已经解决了 | 异议12 我看错了 | 异议 12 扣得没错 | 异议 12 是我自己弄错了，对不起
    异议 12 我接受 | 异议 12 不追究了 | 异议 12 先放一放 | 异议 12 明天再说 | 12号我搞错了
    异议 12 收到 | 异议 12 谢谢处理 | 异议 12 你们说得对 | 异议 12 谢谢你们已经改过来了 | 异议 12 那个先等我问问老头子
    12号不服，但是算了 | 申报 献血 算了 | 申报 献血 先不报了 | 撤回 3 先别 | 申报 巡逻 等等再说
"""


@pytest.mark.parametrize("text", listed(SECOND_THOUGHTS))
def test_what_is_given_up_or_put_off_in_the_same_text_is_not_done(text: str) -> None:
    assert understand(text).intent is Intent.UNCLEAR


STILL_DISPUTED = """
    异议 12 我接受批评，但是扣五分太多 | 异议 12 我接受不了 | 异议 12 我没看错，是你们写错了 | 异议 12 你们把我弄错了
    异议 12 我已经处理好了还扣分 | 异议 12 柴火不用了已经搬走了 | 异议 12 说好先放着，又扣我 | 异议 12 不该扣
    异议 12 村里说过几天再收，结果扣分 | 异议 12 该扣的是隔壁 | 异议 12 请删除这条 | 异议 12 搞错了门牌
"""


@pytest.mark.parametrize("text", listed(STILL_DISPUTED))
def test_what_only_sounds_like_giving_up_is_an_objection(text: str) -> None:
    request = understand(text)
    assert request.intent is Intent.OBJECTION
    assert request.args["entry"] == 12


NOT_DONE = """
    申报 过两天去巡逻
    申报 巡逻 明天去 | 申报 打算献血 | 申报 献血 搞错了没去 | 申报 昨天说的献血是假的 | 申报 之前那个献血作废
    申报 没空去 | 申报 今天下雨没扫成 | 申报 听说能加分 | 申报 上面那个不算 | 申报 我再问问儿子
    申报 献血那个已经加了谢谢 | 申报 献血 重复了请删除 | 申报 我没有东西要报 | 申报 无 | 找人帮我申报
"""


@pytest.mark.parametrize("text", listed(NOT_DONE))
def test_what_was_not_done_or_is_in_the_books_already_is_no_claim(text: str) -> None:
    assert understand(text).intent is not Intent.CLAIM


DONE = """
    申报 下月6号儿子结婚办酒10桌 | 申报 准备了茶水给志愿者 | 申报 参加明天文艺演出的排练 | 申报 无偿献血 | 申报 没要礼金
    申报 扫雪，以后每天都扫 | 申报 帮忙找人，找到走失老人 | 申报 月底去敬老院打扫了 | 申报 想到村里路不平，自己铺了
"""


@pytest.mark.parametrize("text", listed(DONE))
def test_a_deed_and_a_banquet_told_of_beforehand_are_claims(text: str) -> None:
    assert understand(text).intent is Intent.CLAIM


@pytest.mark.parametrize("text", listed("不找人 | 不要找人 | 没积分"))
def test_what_is_denied_is_not_done_for_its_sound(text: str) -> None:
    assert understand(text).intent is not Intent.CALLBACK


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("王建国积分", "王建国"),
        ("隔壁王建国家多少分", "王建国"),
        ("李福根家的积分", "李福根"),
        ("村里王建国有几分", "王建国"),
        ("组里马兰积分", "马兰"),
        ("本村陈大力排第几", "陈大力"),
        ("我们村黄豆豆积分", "黄豆豆"),
        ("村里方法根积分", "方法根"),
        ("老王家的分多少啊比我家高吧", "老王"),
        ("查一下张秀英家排名", "张秀英"),
        ("邻居家多少分", ""),
        ("书记家扣了几分", ""),
        ("别人家几分", ""),
    ],
)
def test_another_household_is_known_as_one(text: str, person: str) -> None:
    assert understand(text).args.get("person") == person


@pytest.mark.parametrize(
    "text",
    listed(
        """
        我家积分 | 王阿姨让我问问我家积分有多少 | 向你查积分 | 书记你好我家现在几分了 | 高分是多少
        本村方案积分 | 我们村任意扣分 | 我们村陶瓷积分 | 村里万事通积分 | 我们村费用明细 | 本村季末排名
        """
    ),
)
def test_the_own_household_is_nobody_else(text: str) -> None:
    assert "person" not in understand(text).args


ORDERED_POINTS = """
    给3-12扣2分 | 扣王建国 垃圾 2 | 给我加5分 | 我家加10分谢谢 | 帮我加两分 | 给李福根家扣3分 | 给我加分 | 帮我家加分吧
"""


@pytest.mark.parametrize("text", listed(ORDERED_POINTS))
def test_a_text_cannot_score(text: str) -> None:
    assert understand(text).args.get("problem") == "cannot-score"


FOREIGN = """
    恭喜您中奖了！兑换码8888，请速联系领取 | 【工商银行】您尾号5678账户收入300.00元，余额2100.00元
    【菜鸟驿站】您的包裹已到，取件码1-2-3456，请及时领取 | 【中国移动】您的话费余额为12.5元，积分可兑换流量，回复TD退订
    您的验证码是4821，5分钟内有效 | 【自动回复】我正在开车，稍后联系您 | 积分即将到期！点击 http://x.cn 兑换大奖
"""


@pytest.mark.parametrize("text", listed(FOREIGN))
def test_adverts_and_banks_get_no_figures(text: str) -> None:
    assert understand(text).intent is Intent.UNCLEAR


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("积分什么时候清零", "expiry"),
        ("年底会清零吗", "expiry"),
        ("积分能换钱吗", "cash"),
        ("兑换在哪里领", "pickup"),
        ("去哪里领", "pickup"),
        ("什么时候去领东西", "pickup"),
        ("你是谁", "who"),
        ("你们是什么单位", "who"),
        ("怎么换手机号", "phone"),
    ],
)
def test_a_question_about_a_procedure_has_its_answer(text: str, topic: str) -> None:
    request = understand(text)
    assert (request.intent, request.args.get("topic")) == (Intent.HELP, topic)


@pytest.mark.parametrize(
    ("text", "first", "problem"),
    [
        ("怎么申报", "claim", "claim"),
        ("申报要怎么写", "claim", "claim"),
        ("怎么提异议", "objection", "objection"),
        ("扣错了怎么办", "objection", "objection"),
        ("谢谢", "balance", "thanks"),
        ("在吗", "balance", "greeting"),
        ("书记家怎么不扣分？就知道欺负老百姓", "callback", "complaint"),
    ],
)
def test_what_is_not_a_wish_is_known_for_what_it_is(text: str, first: str, problem: str) -> None:
    args = understand(text).args
    assert isinstance(args["choices"], list)
    assert (args["choices"][0], args.get("problem")) == (first, problem)


@pytest.mark.parametrize("text", listed("垃圾分类 | 违建 | 一票否决 | 秸秆 | 环3 | 鸡鸭的事 | 河道"))
def test_the_name_of_an_item_asks_for_its_rule(text: str) -> None:
    assert understand(text).intent is Intent.RULES


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("上个月几分", "上个月"),
        ("10月几分", "10月"),
        ("第三季度多少分", "第三季度"),
        ("去年的积分还在吗", "去年"),
        ("我家十月份积分", "十月份"),
        ("2025年积分", "2025年"),
        ("三季度", "三季度"),
        ("7月", "7月"),
        ("这个月几分", None),
        ("今年攒了多少分", None),
    ],
)
def test_a_month_a_quarter_or_a_year(text: str, period: str | None) -> None:
    request = understand(text)
    assert (request.intent, request.args.get("period")) == (Intent.BALANCE, period)


@pytest.mark.parametrize(
    ("text", "intent", "also"),
    [
        ("查积分，我要退订", Intent.BALANCE, ["optout"]),
        ("查完积分帮我退订", Intent.BALANCE, ["optout"]),
        ("退订。顺便查一下积分", Intent.BALANCE, ["optout"]),
        ("我家几分？申报献血", Intent.BALANCE, ["claim"]),
        ("看下排名，兑3", Intent.RANK, ["redeem"]),
    ],
)
def test_of_several_wishes_the_question_is_answered_and_the_act_named(
    text: str, intent: Intent, also: list[str]
) -> None:
    request = understand(text)
    assert (request.intent, request.args.get("also")) == (intent, also)


@pytest.mark.parametrize("text", listed("How many points do I have | my points | check my points | what is my score"))
def test_english(text: str) -> None:
    assert understand(text).intent is Intent.BALANCE


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("不是查积分，我要看排名", Intent.RANK),
        ("我不是问排名，是问明细", Intent.DETAIL),
        ("和前一名差几分", Intent.RANK),
        ("比后一家多几分", Intent.RANK),
        ("有没有新通知", Intent.ANNOUNCEMENT),
        ("4号同意公布", Intent.CONSENT),
        ("把我那个异议5撤了", Intent.WITHDRAW),
    ],
)
def test_what_is_asked_for_and_not_what_is_named_beside_it(text: str, intent: Intent) -> None:
    assert understand(text).intent is intent


@pytest.mark.parametrize(
    "text", ["别叫人来了", "不用来人了，儿子回来了", "电话不用回了谢谢", "我自己能行，不用你们来", "不用打电话了"]
)
def test_whoever_wants_nobody_gets_nobody(text: str) -> None:
    request = understand(text)
    assert (request.intent, request.args["problem"]) == (Intent.UNCLEAR, "no-call")


@pytest.mark.parametrize("text", ["叫人来", "能不能来个人", "不会弄，找个人来", "书记来一下我家"])
def test_and_whoever_wants_somebody_gets_somebody(text: str) -> None:
    assert understand(text).intent is Intent.CALLBACK


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("昨天那5分怎么来的", Intent.DETAIL),
        ("积分怎么来的", Intent.RULES),
        ("捡到钱还人家给几分", Intent.RULES),
        ("怎么样算好", Intent.RULES),
        ("9月份我家得几分", Intent.BALANCE),
        ("我家是不是满分", Intent.BALANCE),
        ("高空抛物扣不扣", Intent.RULES),
        ("头晕不舒服", Intent.CALLBACK),
        ("积分能送给我女儿吗", Intent.HELP),
        ("那袋米不要了", Intent.CANCEL),
        ("我不想要那个油了，退掉", Intent.CANCEL),
        ("米不要了吗", Intent.UNCLEAR),
    ],
)
def test_what_is_asked_and_not_the_nearest_keyword(text: str, intent: Intent) -> None:
    assert understand(text).intent is intent


@pytest.mark.parametrize("text", ["耳朵聋，不要打电话，来人", "别来人，打个电话就行", "不用上门，给我回个电话"])
def test_one_way_is_declined_and_the_other_wished_for(text: str) -> None:
    assert understand(text).intent is Intent.CALLBACK


@pytest.mark.parametrize("text", ["我妹妹家有多少分", "我女儿家几分", "我要看五组老李的明细", "王阿婆家扣了几分"])
def test_kin_and_neighbours_by_their_everyday_names_are_others(text: str) -> None:
    assert "person" in understand(text).args


@pytest.mark.parametrize("text", ["查什么查", "换什么换，都是次品", "兑个屁兑"])
def test_who_jeers_orders_nothing_and_is_told_where_to_say_it(text: str) -> None:
    assert understand(text).args["problem"] == "complaint"


@pytest.mark.parametrize(("text", "intent"), [("伸报 昨天献血", Intent.CLAIM), ("义议 6 那天不在家", Intent.OBJECTION)])
def test_a_leading_keyword_may_be_misspelt(text: str, intent: Intent) -> None:
    assert understand(text).intent is intent


@pytest.mark.parametrize("text", ["身体不好", "议员来了", "以意会之"])
def test_what_only_begins_like_a_keyword_is_none(text: str) -> None:
    assert understand(text).intent not in ACTS


@pytest.mark.parametrize("text", ["wobushizi", "wo yao zhaoren"])
def test_a_clear_text_in_pinyin_may_have_a_word_around_it(text: str) -> None:
    assert understand(text).intent is Intent.CALLBACK


@pytest.mark.parametrize(
    ("text", "period"), [("Q3积分", "q3"), ("前两个月的分数", "前两个月"), ("今年1月到现在多少分", None)]
)
def test_a_period_is_read_as_it_is_said(text: str, period: str | None) -> None:
    request = understand(text)
    assert (request.intent, request.args.get("period")) == (Intent.BALANCE, period)


def test_who_refuses_consent_may_say_why() -> None:
    assert understand("不同意 4，别登我名字").args == {"number": 4, "consents": False}
    assert understand("我同意上光荣榜 4").args == {"number": 4, "consents": True}
    assert understand("同意 4个人上榜").intent is Intent.UNCLEAR


@pytest.mark.parametrize("text", ["煤气味很大怎么办", "家里进蛇了快来人"])
def test_what_is_urgent_goes_to_a_person_whatever_it_is_like(text: str) -> None:
    assert understand(text).intent is Intent.CALLBACK


@pytest.mark.parametrize(
    "text",
    [
        "申报 志愿者都是作秀",
        "申报 捐款 还没想好",
        "申报 捐款 明年再说",
        "停一下",
        "停下",
        "4个人打牌",
        "再打电话来我骂人",
        "谁要你们上门",
        "异议 7 打错了",
        "异议我勿懂",
        "5折优惠",
    ],
)
def test_jeers_second_thoughts_and_chat_do_nothing_and_call_nobody(text: str) -> None:
    assert understand(text).intent is Intent.UNCLEAR


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("物平", Intent.GOODS),
        ("帮住", Intent.HELP),
        ("wo jia fen shu", Intent.BALANCE),
        ("取小", Intent.CANCEL),
        ("退丁", Intent.OPTOUT),
        ("车回3", Intent.WITHDRAW),
        ("米勿要了", Intent.CANCEL),
        ("6号我勿服", Intent.OBJECTION),
        ("换3号谢谢小同志", Intent.REDEEM),
    ],
)
def test_how_it_is_spoken_and_typed_here(text: str, intent: Intent) -> None:
    assert understand(text).intent is intent


def test_last_year_in_wu() -> None:
    assert understand("旧年几分").args == {"period": "去年"}


@pytest.mark.parametrize("text", ["异议个头", "申报个鬼", "兑个屁", "申报，修水管", "不公平！凭什么"])
def test_a_keyword_jeered_at_opens_nothing(text: str) -> None:
    assert understand(text).intent is Intent.UNCLEAR


@pytest.mark.parametrize("text", ["几号结算积分", "没带码能领吗", "发短信扣话费吗"])
def test_a_question_that_a_sentence_answers_is_answered_though_another_is_near(text: str) -> None:
    assert "topic" in understand(text).args


@pytest.mark.parametrize(("text", "intent"), [("取关", Intent.OPTOUT), ("怎么取关", Intent.UNCLEAR)])
def test_the_word_of_other_platforms_for_leaving_opts_out(text: str, intent: Intent) -> None:
    assert understand(text).intent is intent
