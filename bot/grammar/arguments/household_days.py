"""The day that a line of /hu names: an argument of its own, or within the reason; never within the name of a head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.grammar.words.characters import SEPARATORS
from bot.grammar.words.days import stands_alone, without
from bot.grammar.words.household_forms import places_in
from text.days import DayMention, scan

_LIKE_A_DAY = re.compile(
    r"[0-9]{1,4}\s*[年月/.]\s*[0-9]{1,2}(?:\s*[月日号/.-]\s*[0-9]{0,2})*"
    r"|[0-9]{4}\s*年|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月|[去前]年|上个?月|[年月][初底末]|上周|前[几些]天|农历|[腊正]月"
)
"""What is left of a reason once its days are taken out, and still says when."""

Span = tuple[int, int]


def days_apart(plain: str, today: date) -> list[DayMention]:
    """The days that stand apart, and those with a number in them, whatever they are glued to; 周一鸣 is a name."""
    taken = places_in(plain)
    return [
        one
        for one in scan(plain, today)
        if one.plainly
        and (stands_alone(plain, one) or (not one.vague and any(map(str.isdigit, plain[one.start : one.end]))))
        and all(one.end <= start or one.start >= end for start, end in taken)
    ]


def days_within(plain: str, words: Sequence[Span], today: date) -> list[DayMention]:
    """The days within the words of a reason, and what there says when and cannot be read."""
    shown = _only(plain, words)
    said = scan(shown, today)
    rest = without(shown, said)
    return said + [DayMention(found.start(), found.end(), None) for found in _LIKE_A_DAY.finditer(rest)]


def is_all(words: Sequence[Span], said: Sequence[DayMention], plain: str) -> bool:
    """Whether the words say nothing but when."""
    return not without(_only(plain, words), said).strip(SEPARATORS)


def _only(plain: str, words: Sequence[Span]) -> str:
    kept = [" "] * len(plain)
    for start, end in words:
        kept[start:end] = plain[start:end]
    return "".join(kept)
