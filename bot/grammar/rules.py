"""What a command wants in each of its lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.grammar.records import Fault, Sign
from bot.grammar.words.tidy import Tidy
from bot.grammar.words.tokens import Kind


class Numbered(NamedTuple):
    """A line of the message; ``number`` is 1 for the command's own."""

    number: int
    text: Tidy


@dataclass(frozen=True, slots=True)
class LineRules:
    """What a command wants in a line. ``sign`` is None where there are no points.

    ``item_tells``: an item named in words is reason enough (``3-12 8月12日献血``); its code is not.
    ``no_item``: what is wrong when no item is named. ``asks_sign``: points with the other sign are asked about.
    """

    kinds: frozenset[Kind]
    sign: Sign | None = None
    needs_reason: bool = False
    item_tells: bool = False
    no_item: Fault = Fault.NO_ITEM
    asks_sign: bool = False


ADD = LineRules(frozenset({Kind.HOUSEHOLD, Kind.ITEM, Kind.POINTS}), sign=1, asks_sign=True)
TAKE_OFF = replace(ADD, sign=-1, needs_reason=True)
VETO = LineRules(frozenset({Kind.HOUSEHOLD, Kind.ITEM}), needs_reason=True, no_item=Fault.NO_VETO)
CARD = LineRules(frozenset({Kind.HOUSEHOLD}))
FORM = replace(TAKE_OFF, sign=1, item_tells=True, asks_sign=False)
WORTH = LineRules(frozenset({Kind.ITEM, Kind.POINTS}), sign=1)
