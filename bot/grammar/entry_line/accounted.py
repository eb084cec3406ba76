"""Every number in figures is read by somebody: as an argument of the line, or as what it says in the reason.

A reason may count (``3袋``), tell the time (``8:30``), say which one (``第3次``, ``苏E12345``) or whom one calls
(``打110``). A number that does none of these may be the points, whatever stands around it, so the line is asked about.
"""

from __future__ import annotations

import re

from bot.grammar.words.amounts import tells_of_earlier
from bot.grammar.words.days import NUMBERED
from bot.grammar.words.measure_words import COUNTED
from bot.grammar.words.parts import is_told_of

_RUN = re.compile(r"[0-9]{1,2}[点时][0-9]{1,2}分?|[0-9]+(?:[.,:/~、×*-][0-9]+)*")
_BEFORE = re.compile(
    rf"(?:第|#|[A-Za-z]_?|打|拨|电话|手机|尾号|(?:{NUMBERED})[是为:]?|户码|图|照片|[款赔费价钱缴失值]了?|[〔(\[](?=20[0-9]{2}[〕)\]]))\s?$"
)
"""What a number may stand behind that says which one it is, or how much money."""
_BEHIND = re.compile(rf"[多余几来]?\s?(?:{COUNTED.pattern})|分[钟贝米]|管|伏|瓦|马力|[路弄巷]|[A-Za-z]|〕|年|后$")
_WHOLE = re.compile(r"[0-9]{1,2}(?::[0-9]{2}(?:[:~-][0-9:]+)?|[点时][0-9]{1,2}分?)|1[3-9][0-9]{9}|20[0-9]{2}")
"""A time of the day, a telephone number, a year."""


def unaccounted(plain: str) -> tuple[int, int] | None:
    """The first number that nobody reads, in a line whose arguments and days are blanked out."""
    return next((found.span() for found in _RUN.finditer(plain) if not _says_something(plain, found)), None)


def _says_something(plain: str, number: re.Match[str]) -> bool:
    if _WHOLE.fullmatch(number[0]) or _BEFORE.search(plain[: number.start()]) or _BEHIND.match(plain, number.end()):
        return True
    return tells_of_earlier(plain, number.end()) or ("-" in number[0] and is_told_of(plain, number.start()))
