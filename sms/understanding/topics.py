"""Texts that are answered without any figure: courtesies, calls that are declined, and what is not for us."""

from __future__ import annotations

import re

_THANKS = re.compile(
    r"(?:谢谢|多谢|感谢|辛苦|麻烦(?:你|您|大家)?了|thank|thx|收到|知道了|明白了|好的|晓得了|不客气)", re.IGNORECASE
)
_GREETINGS = re.compile(r"(?:你好|您好|在吗|在么|喂|早上好|下午好|晚上好|hello|\bhi\b|新年好|过年好)", re.IGNORECASE)

_NO_CALL = re.compile(
    "(?:不要|不用|不必|不需要|无需|用不着|不麻烦)(?:再|你们|他们|派|叫|找|让|请|麻烦|给我)*(?:个?人)?"
    r"(?:[过上]?来(?!电)|上门|打(?:我|过来|个)?(?:电话|手机)|回(?:我|个)?(?:电话|了)|来电|联系我|找(?:我|人))"
    r"|再(?:打(?:电话)?|来).{0,5}(?:骂|揍|报警|翻脸|不客气)|(?:谁|哪个)(?:要|叫|让)(?:你们?|他们)(?:来|上门|打)"
    r"|(?:人|电话)(?:就|也|都)?(?:不要|不用|不必)[来打回叫找]"
)
_ASKED_IN = re.compile("来(?:一?[下趟]|我们?家|家里)")
_WISHED = re.compile("来人|来个人|来一个人|上门|来一趟|过来|[打回]个?电话|找[个我]?人|联系我|派人|叫人|请人")
_SCOFFS = re.compile(
    r"(?P<verb>[^\W\d_]{1,2})(?:什么|个什么|个屁|个鬼)(?P=verb)(?!不)|^\W*[^\W\d_]{1,3}个(?:头|鬼|屁|毛线?|球|锤子)\W*$"
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


def declines_call(said: str) -> bool:
    """Whether an everyday text says that nobody need call or come, and wishes for neither instead of the other."""
    return bool(_NO_CALL.search(said)) and not _WISHED.search(_NO_CALL.sub("", said))


def asks_in(said: str) -> bool:
    """Whether a text of nothing but courtesies bids somebody come: 书记来一下我家."""
    return bool(_ASKED_IN.search(said))


def scoffs(said: str) -> bool:
    """Whether an everyday text only jeers: 查什么查, 换个屁."""
    return bool(_SCOFFS.search(said))


def courtesy(plain: str) -> str | None:
    """``thanks`` or ``greeting`` for a text of nothing else."""
    if _THANKS.search(plain):
        return "thanks"
    return "greeting" if _GREETINGS.search(plain) else None


def is_foreign(plain: str) -> bool:
    """Whether a normalised text is an advert, another office's matter, or an automatic answer."""
    lower = plain.lower()
    hits = len(set(_FOREIGN.findall(lower)))
    if _ELSEWHERE.search(plain) and not _OUR_HELP.search(plain):
        return True
    return bool(_MAILED.search(plain) or hits > 1 or (hits and len(plain) >= _LONG and not _OUR_HELP.search(plain)))
