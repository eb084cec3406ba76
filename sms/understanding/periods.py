"""The month, quarter or year that a question for figures names: 上个月, 10月, 三季度, 去年."""

from __future__ import annotations

import re

from text.deed_day import day_words

_YEAR = r"(?:20[0-9]{2}年?|[0-9]{2}年|去年|前年|今年|上一?年)的?"
_SAID = "[一二三四五六七八九十]{1,2}"
_PERIOD = re.compile(
    rf"(?<![0-9.\-/第])(?:(?:{_YEAR})?(?:第?[1-4一二三四]个?季度|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?!\s*(?:[0-9]|{_SAID}[日号])))"
    rf"|(?:(?:{_YEAR})?(?:(?:1[3-9]|[2-9][0-9])月份?(?!\s*[0-9])|第?[5-9五六七八九]个?季度))"
    rf"|(?:上上?|上上?一?个)(?:月|季度|季)|(?<![a-z])q[1-4](?![a-z0-9])|(?:前|近|最近)(?:[二两三四五六几]|[2-9])个?(?:月|季度)|去年|前年|上一?年(?!级)|20[0-9]{{2}}年|20[0-9]{{2}}q[1-4])",
    re.IGNORECASE,
)
_CURRENT = re.compile("这个?月|本月|当月|现在|目前|今年(?![0-9一二三四五六七八九十第])")
_PRESENT = re.compile("(?:今|本)年|(?:这个?|本|当)月|(?:这个?|本)季度?")
_NOT_ASKED = re.compile("[0-9一二三四五六七八九十]月[0-9一二三四五六七八九十]{1,3}[日号]")
_NUMBERED = re.compile("[0-9一二三四五六七八九十]+号")
_UNTIL_NOW = re.compile("到现在|至今|到目前|到今天|以来|开始|[以之][前后]")
"""A stretch up to today, or up to then: the year's points and the last changes say the most of it."""


def find_period(said: str) -> str | None:
    """The words that name it, as ``text.periods`` reads them; None for none, or for the present.

    A month or a quarter that cannot be, which it does not read, is named as well: 13月; so are several: 7月、8月.
    """
    if _NOT_ASKED.search(said) or _UNTIL_NOW.search(said):
        return None
    found = "、".join(dict.fromkeys(one[0] for one in _PERIOD.finditer(said)))
    if not found or (_CURRENT.search(said) and not re.search("[0-9一二三四]", found)):
        return None
    return found.replace("的", "").replace("上一个", "上个")


def _find_any_period(said: str) -> str | None:
    """As ``find_period``, or the words for the present one: 这个月, 今年."""
    if period := find_period(said):
        return period
    present = None if _NOT_ASKED.search(said) or _UNTIL_NOW.search(said) else _PRESENT.search(said)
    return present[0] if present else None


def find_time(said: str) -> str | None:
    """As ``find_period``, or the words for the present one, for a day or for several; 12号 may be an entry as well."""
    if (period := _find_any_period(said)) or _UNTIL_NOW.search(said):
        return period
    days = dict.fromkeys(words for words in day_words(said) if not _NUMBERED.fullmatch(words))
    return "、".join(days) or None


def is_period(words: str) -> bool:
    """Whether squeezed words are a period, past or present, and nothing else."""
    return bool(_PERIOD.fullmatch(words) or _PRESENT.fullmatch(words))
