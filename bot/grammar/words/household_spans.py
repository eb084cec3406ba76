"""Where a household is written, by its form or by the name of its head."""

from __future__ import annotations

import re

from bot.grammar.records import Lexicon
from bot.grammar.words.characters import SEPARATORS
from bot.grammar.words.household_forms import GROUP, OF_HOUSEHOLD
from bot.grammar.words.literals import read_literal
from bot.grammar.words.tokens import Kind

_LONGEST_HEAD = 12


def household_at(plain: str, at: int, lexicon: Lexicon) -> int | None:
    """Where a household ends that is written there, with what may stand behind it; None when none is."""
    shape = read_literal(plain, at)
    if shape is not None:
        return _with_of(plain, shape.end) if shape.kind is Kind.HOUSEHOLD else None
    of_group = GROUP.match(plain, at)
    name = of_group.end() if of_group else at
    ends = range(min(len(plain), name + _LONGEST_HEAD), name + 1, -1)
    return next((_with_of(plain, end) for end in ends if lexicon.is_head(plain[name:end])), None)


def whole_household_at(plain: str, at: int, lexicon: Lexicon) -> int | None:
    """The same, with the name of its head behind its place, or the place behind the name."""
    end = household_at(plain, at, lexicon)
    beside = household_at(plain, end, lexicon) if end is not None else None
    is_one = end is not None and (read_literal(plain, at) is None) != (read_literal(plain, end) is None)
    return beside if beside is not None and is_one else end


def _with_of(plain: str, end: int) -> int:
    of = OF_HOUSEHOLD.match(plain, end)
    return of.end() if of else end


def begins_with_household(plain: str, lexicon: Lexicon, *, whole: bool = False) -> bool:
    """Whether a place, a code, the end of a phone or the name of a head stands first; ``whole``: with nothing glued."""
    shape = read_literal(plain, 0)
    if shape is not None:
        return shape.kind is Kind.HOUSEHOLD
    of_group = GROUP.match(plain)
    first = re.split(f"[{SEPARATORS}\n]", plain[of_group.end() :] if of_group else plain, maxsplit=1)[0]
    shortest = len(first.rstrip("家户的")) if whole else 2
    return any(lexicon.is_head(first[:end]) for end in range(shortest, min(len(first), _LONGEST_HEAD) + 1))
