"""What a token of a line can stand for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bot.grammar.records import HouseholdRef, Sign


class Kind(Enum):
    """What a token can stand for."""

    HOUSEHOLD = auto()
    ITEM = auto()
    POINTS = auto()
    WORD = auto()

    __hash__ = object.__hash__
    """By itself, as it is compared: an Enum's own is Python code, and a line asks for it forty times."""


@dataclass(frozen=True, slots=True)
class Points:
    """An amount as written; ``value`` is None when it is no whole number from 1 to 120."""

    value: int | None
    sign: Sign | None
    marked: bool
    """With 分, a sign or a verb: certainly points, wherever it stands."""


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a line, ``plain[start:end]``, and what it can stand for.

    ``exact`` forms are told by shape; the others are names, or bare numbers. ``loose`` ones were cut off a longer
    word, which is sound where arguments are expected but not in the middle of a reason. A word that ``tells`` has the
    name of an item in it; a number that ``counts`` says how many of what follows it; a ``stranger`` is the name of no
    head. A household that is ``joined`` has 和 in front of it, and is another than the one before.
    """

    kind: Kind
    start: int
    end: int
    value: HouseholdRef | Points | str
    exact: bool = False
    loose: bool = False
    tells: bool = False
    counts: bool = False
    stranger: bool = False
    joined: bool = False


def is_marked(token: Token | None) -> bool:
    """Whether the token is points that say so (``2分``, ``+2``)."""
    return token is not None and isinstance(token.value, Points) and token.value.marked
