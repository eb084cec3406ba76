"""The month, quarter or year that a question for figures names: 上个月, 10月, 三季度, 去年."""

from __future__ import annotations

import re

from sms.understanding.listed_months import each_by_itself, endless
from text.deed_day import day_words

_YEAR = r"(?:20[0-9]{2}年?|[0-9]{2}年|去年|前年|今年|上一?年)的?"
_SAID = "[一二三四五六七八九十]{1,2}"
_PERIOD = re.compile(
    rf"(?<![0-9.\-/第])(?:(?:{_YEAR})?(?:第?[1-4一二三四]个?季度|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?!\s*(?:[0-9]{{1,2}}(?![0-9]*\s*月)|{_SAID}[日号])))"
    rf"|(?:(?:{_YEAR})?(?:(?:1[3-9]|[2-9][0-9])月份?(?!\s*[0-9])|第?[5-9五六七八九]个?季度))"
    rf"|(?:上上?|上上?一?个)(?:月|季度|季)|(?<![a-z])q[1-4](?![a-z0-9])|(?:前|近|最近)(?:[二两三四五六几]|[2-9])个?(?:月|季度)|去年|前年|上一?年(?!级)|20[0-9]{{2}}年|20[0-9]{{2}}q[1-4])",
    re.IGNORECASE,
)
_OF_NO_POINTS = re.compile(
    "(?:上上?个?|这个?|本|下个?)(?:周|星期|礼拜)(?![一二三四五六日天末0-9期])|下个?(?:月|季度)|明年|[上下]?半年"
    r"|(?<![0-9.])[0-9]{1,2}\.[0-9]{1,2}(?=的?积分|的分)"
)
_FIGURE = "(?:[^,，。;；!?]{0,3}?(?:积分|分数|得分|总分|几分|多少分|(?:ji ?)?fen)|的分(?!开|别))"
"""Behind the words of a time, that its points are asked for."""
_CURRENT = re.compile("这个?月|本月|当月|现在|目前|今年(?![0-9一二三四五六七八九十第])")
_NOW = "(?:今|本)年|(?:这个?|本|当)月|(?:这个?|本)季度?"
_PRESENT = re.compile(_NOW)
_BEFORE = f"去年|前年|上一?年|上上?一?个?(?:月|季度?)|{_SAID}月|[0-9]{{1,2}}月"
_JOINED = r"的?(?:(?:积?分数?|排名|明细)[、,，\s]?|(?:积?分数?|排名|明细)?\s?(?:和|跟|与|及|还有|[、,，])\s?)"
_BOTH = re.compile(f"(?:{_BEFORE}){_JOINED}(?:{_NOW})|(?:{_NOW}){_JOINED}(?:{_BEFORE})")
"""去年和今年: the present one is asked for as well."""
_NOT_ASKED = re.compile("[0-9一二三四五六七八九十]月[0-9一二三四五六七八九十]{1,3}[日号]")
_NUMBERED = re.compile("[0-9一二三四五六七八九十]+号")
_UNTIL_NOW = re.compile("到现在|至今|到目前|到今天|以来|开始|[以之][前后]")
"""A stretch up to today, or up to then: the year's points and the last changes say the most of it."""


def find_period(said: str) -> str | None:
    """The words that name it, as ``text.periods`` reads them; None for none, or for the present.

    A month or a quarter that cannot be, which it does not read, is named as well: 13月.
    So are several: 7月、8月, also where they share a word (7、8月); and the present one beside another: 去年、今年.
    """
    if stretch := endless(said):
        return stretch
    said = each_by_itself(said)
    if _NOT_ASKED.search(said) or _UNTIL_NOW.search(said):
        return None
    both = _BOTH.search(said) is not None
    named = [*_PERIOD.finditer(said), *(_PRESENT.finditer(said) if both else ())]
    found = "、".join(dict.fromkeys(one[0] for one in sorted(named, key=re.Match.start)))
    if not found or (not both and _CURRENT.search(said) and not re.search("[0-9一二三四]", found)):
        return None
    return found.replace("的", "").replace("上一个", "上个")


def find_figure_time(said: str) -> str | None:
    """As ``find_period``, or the words for a time without points of its own, where points stand beside them: 昨天."""
    if period := find_period(said):
        return period
    named = [one[0] for one in _OF_NO_POINTS.finditer(said)] or [one for one in _days(said) if one[0] not in "今刚"]
    beside = re.search(f"{re.escape(named[-1])}{_FIGURE}|分 ?{re.escape(named[0])}", said) if named else None
    return "、".join(dict.fromkeys(named)) if beside else None


def _days(said: str) -> list[str]:
    """The words for each day; 12号 may be an entry as well."""
    return [words for words in dict.fromkeys(day_words(said)) if not _NUMBERED.fullmatch(words)]


def _find_any_period(said: str) -> str | None:
    """As ``find_period``, or the words for the present one: 这个月, 今年."""
    if period := find_period(said):
        return period
    present = None if _NOT_ASKED.search(said) or _UNTIL_NOW.search(said) else _PRESENT.search(said)
    return present[0] if present else None


def find_time(said: str) -> str | None:
    """As ``find_period``, or the words for the present one, for a day or for several."""
    if (period := _find_any_period(said)) or _UNTIL_NOW.search(said):
        return period
    return "、".join(_days(said)) or None


def is_period(words: str) -> bool:
    """Whether squeezed words are a period, past or present, and nothing else."""
    return bool(_PERIOD.fullmatch(words) or _PRESENT.fullmatch(words))
