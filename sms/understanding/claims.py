"""A villager's own request for points: 申报 献血 8月12日, or 昨天献血了，申报."""

from __future__ import annotations

import re

from sms.understanding.corrected import corrected
from sms.understanding.deeds import Telling, telling
from sms.understanding.grammar import AROUND, BREAK, asks, free_words, reports
from sms.understanding.household import place_beside
from sms.understanding.request import Intent, Request
from text.days_by_sound import with_days
from text.deed_day import JOINING

_LEADING = re.compile(rf"{AROUND}(?:申 ?报|上报|申请(?=加分|积分)|shen ?bao)(?P<rest>.*)", re.DOTALL | re.IGNORECASE)
_CLOSING = re.compile(
    rf"(?P<content>.{{2,80}}?)(?:{BREAK}|要|想|来|我|请|特此|帮)*(?:申报|申请加分|申请积分)(?:加分|积分)?{AROUND}",
    re.DOTALL,
)
_OPENING = re.compile(rf"(?:{BREAK}|一下|加分|积分|内容)*是?{BREAK}*")
_DISCUSSED = re.compile(
    r"个(?:头|鬼|屁|毛|球|锤子|啥|什么)|了|过|的|不|没(?!有)|没有(?:通过|成功|批|过)|能|可以|取消|撤|成功|失败|通过|审核|处理|错|.*(?:错了|撤[回销]"
    r"|不要了|不报了)\W*$"
    r"|\W*(?:流程|方法|方式|条件|规则|标准|进度|结果|情况|状态|记录|材料)\W*$"
)
"""After the keyword: the text is about claims, and is none."""
_SILENT = " ,.:;!，。、：；！-—#~…"
_COPIED = re.compile(r"\W*(?:一下|加分|积分|内容|做的事|做?了?[一几]?[件个]?好事)\W*")
_WHEN = (
    "(?:(?:(?:去|今|20[0-9]{2})年)?[0-9]{1,2}月[0-9]{1,2}[日号]?|[0-9]{1,2}[日号]|大?前天|[昨今]天"
    "|上?个?(?:周|星期|礼拜)[一二三四五六日天])(?:那天|[早晚]上|[上下中]午)*"
)
_ONLY_WHEN = re.compile(
    rf"\W*(?:就?是|我们?|大概)*{_WHEN}(?:\W*(?:(?:{JOINING})\W*)?{_WHEN})*(?:的事?|[去来做干弄送献扫]了?的)?\W*"
)
_LOOKED_AT = re.compile(
    rf"\W*(?:我们?|[要想请再就]|[帮给]我)*(?:查|看|问|翻)(?:询|[查看问]|一?下|一[查看])*\W*{_WHEN}(?:的|情况|有什么)*\W*"
    rf"|\W*{_WHEN}的?\W*(?:[要想请再]|[帮给]我)*(?:查|看)(?:[查看]|一?下|一[查看])*\W*"
)
"""查昨天: the changes of a day are to be looked up."""
_OTHER_ACT = re.compile(r"\W*(?:异议|申诉|申报|退订|兑换?\W*\d|取消|撤[回销])")
_DENIES = re.compile("不|没|别|取消|撤|能|可以|无需|如果|要是|假如|听说")

_CHOICES = [str(Intent.CLAIM), str(Intent.CALLBACK)]
_NOT_YET = {"choices": [str(Intent.CLAIM), str(Intent.RULES)], "problem": "not-yet"}


def read_claim(plain: str) -> Request | None:
    """A claim, its content empty when none is said; None when the text asks about claims or refuses one.

    What may be a deed and may be none is not clear, with ``problem`` deed and its ``content``.
    """
    if leading := _LEADING.match(plain):
        return _led(corrected(with_days(leading["rest"])).words)
    closing = _CLOSING.fullmatch(plain)
    if closing and not asks(plain) and not _DENIES.search(plain) and telling(closing["content"]) is Telling.DEED:
        return _claim(free_words(closing["content"]))
    return None


def is_only_when(words: str) -> bool:
    """Whether normalised words say when a deed was done, and nothing else: 8月9日, 昨天做的, 昨天和前天."""
    return bool(_ONLY_WHEN.fullmatch(with_days(words)))


def looks_at_day(words: str) -> bool:
    """Whether normalised words only want to see a day: 查昨天, 看看8月9日."""
    return bool(_LOOKED_AT.fullmatch(with_days(words)))


def _claim(content: str) -> Request:
    place = place_beside(content)
    return Request(Intent.CLAIM, {"content": content} if place is None else {"content": content, "place": place})


def _led(rest: str) -> Request | None:
    if asks(rest) or reports(rest) or _DISCUSSED.match(rest) or _OTHER_ACT.match(rest):
        return None
    words = _OPENING.sub("", rest, count=1)
    copied = _COPIED.fullmatch(rest) is not None
    content = "" if copied else free_words(words)
    if copied or not rest.strip(_SILENT) or is_only_when(rest):
        return Request(Intent.CLAIM, {"content": content})
    match telling(words):
        case Telling.DEED:
            return _claim(content)
        case Telling.UNSURE:
            return Request(Intent.UNCLEAR, {"choices": _CHOICES, "problem": "deed", "content": content})
        case Telling.NOT_YET:
            return Request(Intent.UNCLEAR, _NOT_YET)
        case Telling.NOTHING:
            return None
