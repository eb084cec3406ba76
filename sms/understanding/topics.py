"""Questions about how things go, that a sentence answers; and texts that are answered without any figure.

A topic is known by what is asked, never by a noun alone. The sentences are in ``sms.wording.topics``.
"""

from __future__ import annotations

import re

_HOW = "怎么|怎样|如何|咋|哪能|在哪里?|去哪里?|到哪里?|哪里|哪儿|向谁|找谁|什么流程"
_ZERO = "清零|作废|过期|失效|归零|清空|到期|没收"
_GIVEN = "(?:转|传|送|让|留|过户|分)(?:给|到)?(?:我|我们|我家|我的)?(?:儿子|女儿|孙|别|亲戚|邻居|朋友|他|她|人)"
_MONEY = f"现金|钞票|换钱|变现|提现|钱|人民币|红包|转让|送人|转给|买卖|卖掉?|{_GIVEN}"

_CASE = "申报|报的|异议|申诉"
_ANSWERED = "批|通过|处理|答复|回复|受理|解决|有结果|有消息|加上|加"

_TOPICS: dict[str, tuple[str, ...]] = {
    "progress": (
        rf"(?:{_CASE})[^?]{{0,10}}(?:{_ANSWERED})[了好下来完过上]*(?:吗|没有?|么|\?)\W*$",
        rf"(?:{_CASE})(?:[0-9]{{1,6}}号?)?.{{0,3}}(?:怎么样|到哪一步|(?:进度|结果|进展|状态)(?:怎么样|如何)?)了?\W*$",
        rf"(?:{_CASE})要?得?等?(?:多久|几天)(?:能|才|会)?(?:回|有|{_ANSWERED}|结果)*\W*$|分(?:数)?加上?了?(?:没有?|吗)\W*$",
        rf"(?:{_CASE})[^?]{{0,8}}(?:怎么|为什么|到现在|几天了|还|一直|都)+没有?(?:人)?(?:{_ANSWERED}|结果|消息|回音|回)(?:我|呢|啊|\?)*\W*$",
        rf"(?:{_CASE}).{{0,6}}(?:什么时候|几时|多久|几天).{{0,4}}(?:{_ANSWERED}|结果)",
    ),
    "expiry": (
        rf"(?:{_ZERO}).{{0,4}}(?:吗|么|\?|没|不)",
        rf"(?:什么时候|几时|哪天|多久|几月|会不会|会|是否|年底).{{0,6}}(?:{_ZERO})",
        r"(?:积分|分)?(?:能|可以)?(?:用|留|存|保留|有效)(?:到|多久|多长)(?:什么时候|几时|哪天|几月|时间)?",
        r"积分.{0,4}清掉?(?:吗|么|\?|不清)",
        r"积分(?:什么时候|几时|哪天)会?没(?:有|了)",
        r"(?:年底|明年|过年).{0,4}还?[在有](?:吗|么|不|没)",
        r"有效期|(?:年底|明年|过年).{0,4}(?:算数|有效|有用|能用)",
        r"(?:积分|分).{0,4}(?:过年|明年|跨年).{0,6}(?:吗|还|\?)",
        r"(?:明年|跨年).{0,4}(?:还能|能不能|可以).{0,3}用",
    ),
    "cash": (
        rf"(?:能|可以|可|好).{{0,3}}(?:{_MONEY}).{{0,3}}(?:吗|么|不|\?|$)",
        rf"(?:能不能|可不可以|可否|怎么).{{0,4}}(?:{_MONEY})",
        r"值多少钱",
        r"(?:等于|抵|当|折|换)(?:多少|几)(?:块?)钱",
    ),
    "pickup": (
        r"(?:在|去|到|上)(?:哪里?|哪儿|什么地方)(?:去)?[领拿取]",
        r"(?:什么时候|几时|几点|怎么|哪天).{0,3}(?:去)?(?:[领拿]|取(?!消))(?:[^\W码钱分]{1,4}|$)(?:\W|$)",
        r"[领拿取](?:东西|奖品|物品|货|礼品).{0,4}(?:地方|地址|哪|时间)",
        r"[领拿取].{0,4}(?:要带|带不带|用带)",
        "(?:周|星期|礼拜)[一二三四五六日天末].{0,4}(?:开门|上班|有人|[能好]领)",
        r"代领.{0,4}(?:吗|么|\?|行)",
        r"(?:别人|儿子|女儿|邻居).{0,3}(?:代领|帮.{0,2}领).{0,3}(?:吗|\?)",
        r"(?:能不能|可不可以|可以|能).{0,8}(?:代|[帮替].{0,2})领",
    ),
    "claim": (
        rf"(?:{_HOW})(?:才能|能|可以|去|样)?申报",
        r"申报(?:要|得|该)?(?:怎么|如何|咋|流程|方法|发什么|写什么|什么格式|在哪|去哪|找谁)",
        r"申报什么$",
        r"做了好事.{0,4}(?:怎么|如何|咋)",
    ),
    "objection": (
        rf"(?:{_HOW})(?:才能|能|可以|去|样)?(?:提|写|发)?(?:异议|申诉|投诉)",
        r"(?:异议|申诉)(?:要|得|该)?(?:怎么|如何|咋|流程|在哪|去哪|找谁)",
        r"扣错了?.{0,3}(?:怎么办|咋办|找谁)",
    ),
    "phone": (
        r"(?:换|改|变更|更换|登记|增加|添加)了?(?:手机|电话|号码)号?码?.{0,4}(?:怎么|咋|如何|[在去]哪|找谁)",
        r"号码?.{0,8}[换改]成.{0,6}(?:吗|么|\?|不)",
        r"(?:手机|电话|号码)号?码?(?:换|改|变)了?.{0,4}(?:怎么|如何|[在去到]哪|找谁)",
        r"(?:怎么|如何|咋|在哪|去哪).{0,4}(?:换|改|登记|绑定)(?:手机|电话|号码)",
    ),
    "who": (
        r"(?:你们?|这个?|您|这边|那边|对面)(?:到底)?是(?:谁|哪位|哪里|哪个|什么(?!意思)|干什么|哪)",
        r"什么(?:单位|部门|平台|号码)",
        r"(?:机器人|真人)(?:吗|还是|\?)",
        r"^谁(?:发的|啊)?$",
        r"谁发的",
        r"who (?:are|is)",
    ),
    "purpose": (
        r"积分是为?什么的",
        r"积分(?:是|干|做)(?:什么|啥)(?!时候)",
        r"积分(?:有|是)(?:什么|啥)?(?:意思|意义)",
        r"什么是积分",
        r"(?:要)?积分.{0,2}(?:干什么|干嘛|做什么)(?:用的)?$",
    ),
    "late": (
        r"(?:什么时候|几时|几号|哪天|多久).{0,4}(?:更新|公布|公示|结算|出来|评分|打分|考核)",
        r"(?:多久|几天).{0,3}(?:更新|评|考核)一次",
    ),
    "cost": (
        r"(?:发|回)?(?:短信|信息)?(?:要|收|扣)(?:不要)?(?:话费|电话费|短信费|钱|费)(?:吗|么|\?|不|$)",
        r"(?:短信|话费).{0,3}(?:多少钱|几毛|几分钱|收费)",
    ),
}
"""Patterns over everyday words, the first that is found says it."""
_QUESTIONS = tuple((topic, re.compile("|".join(patterns))) for topic, patterns in _TOPICS.items())

_THANKS = re.compile(
    r"(?:谢谢|多谢|感谢|辛苦|麻烦(?:你|您|大家)?了|thank|thx|收到|知道了|明白了|好的|晓得了|不客气)", re.IGNORECASE
)
_GREETINGS = re.compile(r"(?:你好|您好|在吗|在么|喂|早上好|下午好|晚上好|hello|\bhi\b|新年好|过年好)", re.IGNORECASE)

_NO_CALL = re.compile(
    "(?:不要|不用|不必|不需要|无需|用不着|不麻烦)(?:再|你们|他们|派|叫|找|让|请|麻烦|给我)*(?:个?人)?"
    r"(?:[过上]?来(?!电)|上门|打(?:我|过来|个)?(?:电话|手机)|回(?:我|个)?(?:电话|了)|来电|联系我|找(?:我|人))"
    r"|(?:人|电话)(?:就|也|都)?(?:不要|不用|不必)[来打回叫找]"
)
_UNFAIR = re.compile(
    "(?:书记|干部|主任|村长|组长|队长|领导|别人|人家|隔壁|邻居|他们?家|她家).{0,10}(?:怎么|为什么|凭什么).{0,4}(?:不扣|没扣|不罚|加|高|多)"
    "|(?:怎么|为什么).{0,10}比我.{0,3}[高多]|(?:怎么|为什么).{0,3}(?:书记|干部|别人|人家|隔壁|邻居|他们?家|她家).{0,4}(?:不扣|没扣|不罚|加|高|多)"
    "|告(?:你们|到|上去|状)|(?:去|到)(?:镇|区|市|县|上面|法院).{0,3}告|上访|信访|曝光|找(?:媒体|记者|律师)|(?<![0-9])12345(?![0-9])|不客气|走着瞧|等着(?!.*(?:回|你们?来|电话))|砸了?你|放火|烧了?你|打死|弄死|等着瞧|后果自负|给我等着|欺负|走后门|开后门|偏心|不公正|黑箱|暗箱|包庇|双重标准|看人下菜|官官相护"
)
_FOREIGN = re.compile(
    r"中奖|恭喜您?|验证码|银行|账户|尾号\d{4}|贷款|额度|借款|还款|信用卡|http|www\.|\.com|\.cn|点击|链接领取|加微信|加v|优惠券|促销|打折|秒杀|快递|取件码|包裹"
    r"|话费余额|流量|套餐|电信|中国移动|联通|保险公司|理财|股票|开户|兼职|刷单|房源|拍卖|回复?td退订|退订回复?t|拒收请?回复?r|自动回复|正在开车|正在开会|开会中|稍后(?:联系|回复)|客户您好|尊敬的"
)
_ELSEWHERE = re.compile(
    "(?:话费|电费|水费|[煤燃]气费|网费|房租|工资|银行卡?|存折|信用卡|流量|社保|医保|养老金|退休金|低保|彩票|股票|火车票|快递|公积金)"
    ".{0,6}(?:余额|多少|几|怎么|什么时候|查|到账|缴|交)"
)
"""What is asked of other offices."""
_LONG = 18
"""Characters from which on a text may be somebody else's mailing."""
_MAILED = re.compile(r"^\s*【[^】]{2,14}】(?=.{8})|中奖|自动回复|正在开车|正在开会|开会中.{0,6}稍后|信用卡|验证码")
_OUR_HELP = re.compile("积分|申报|异议|明细|兑换|退订")


def question_of(said: str) -> str | None:
    """The topic that an everyday text asks about; None when it asks about none."""
    return next((topic for topic, pattern in _QUESTIONS if pattern.search(said)), None)


def declines_call(said: str) -> bool:
    """Whether an everyday text says that nobody need call or come."""
    return bool(_NO_CALL.search(said))


def courtesy(plain: str) -> str | None:
    """``thanks`` or ``greeting`` for a text of nothing else."""
    if _THANKS.search(plain):
        return "thanks"
    return "greeting" if _GREETINGS.search(plain) else None


def complains(said: str) -> bool:
    """Whether an everyday text says that others are treated better."""
    return bool(_UNFAIR.search(said))


def is_foreign(plain: str) -> bool:
    """Whether a normalised text is an advert, another office's matter, or an automatic answer."""
    lower = plain.lower()
    hits = len(set(_FOREIGN.findall(lower)))
    if _ELSEWHERE.search(plain) and not _OUR_HELP.search(plain):
        return True
    return bool(_MAILED.search(plain) or hits > 1 or (hits and len(plain) >= _LONG and not _OUR_HELP.search(plain)))
