"""One line after a scoring command: tokens in, an entry or everything that is wrong with it out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.grammar.assemble import Places, assemble
from bot.grammar.commands import Fault, HouseholdRef, Lexicon, Line, Mistake, Sign
from bot.grammar.shapes import Kind, Points, Token
from bot.grammar.tidy import Tidy
from bot.grammar.tokens import is_marked, tokenise


class Numbered(NamedTuple):
    """A line of the message; ``number`` is 1 for the command's own."""

    number: int
    text: Tidy


@dataclass(frozen=True, slots=True)
class Wish:
    """What a command wants in a line. ``sign`` is None where there are no points.

    ``item_tells``: an item named in words is reason enough (``3-12 8月12日献血``); its code is not.
    ``no_item``: what is wrong when no item is named.
    """

    kinds: frozenset[Kind]
    sign: Sign | None = None
    needs_reason: bool = False
    item_tells: bool = False
    no_item: Fault = Fault.NO_ITEM


ADD = Wish(frozenset({Kind.HOUSEHOLD, Kind.ITEM, Kind.POINTS}), sign=1)
TAKE_OFF = Wish(frozenset({Kind.HOUSEHOLD, Kind.ITEM, Kind.POINTS}), sign=-1, needs_reason=True)
VETO = Wish(frozenset({Kind.HOUSEHOLD, Kind.ITEM}), needs_reason=True, no_item=Fault.NO_VETO)
CARD = Wish(frozenset({Kind.HOUSEHOLD}))
FORM = replace(TAKE_OFF, sign=1, item_tells=True)
WORTH = Wish(frozenset({Kind.ITEM, Kind.POINTS}), sign=1)


def read_line(line: Numbered, wish: Wish, lexicon: Lexicon) -> Line | list[Mistake]:
    """Read one entry. All mistakes of the line are found, not only the first."""
    tokens = tokenise(line.text.plain, lexicon)
    places = assemble(tokens, wish.kinds, needs_reason=wish.needs_reason)
    left = places.left(tokens)
    household, item, points = (places.filled.get(kind) for kind in (Kind.HOUSEHOLD, Kind.ITEM, Kind.POINTS))

    mistakes = [
        Mistake(fault, line.number, line.text.typed(token.start, token.end) if token else "")
        for fault, token in _faults(places, left, wish)
    ]
    if mistakes or household is None or item is None:
        return mistakes
    assert isinstance(household.value, HouseholdRef)  # noqa: S101 - tokens of this kind hold nothing else
    amount = points.value.value if points and isinstance(points.value, Points) else None
    reason = wording(line.text, tokens, left)
    if not reason and wish.item_tells:
        reason = line.text.typed(item.start, item.end)
    return Line(household.value, str(item.value), amount, reason, line.number)


def read_household(line: Numbered, lexicon: Lexicon) -> HouseholdRef | Mistake:
    """Read a line that names a household and nothing else of weight (``/cha``)."""
    tokens = tokenise(line.text.plain, lexicon)
    places = assemble(tokens, CARD.kinds, needs_reason=False)
    surplus = next((token for token in places.left(tokens) if token.kind is Kind.HOUSEHOLD and token.exact), None)
    if clash := places.clash[1] if places.clash else surplus:
        return Mistake(Fault.TWO_HOUSEHOLDS, line.number, line.text.typed(clash.start, clash.end))
    if household := places.filled.get(Kind.HOUSEHOLD):
        assert isinstance(household.value, HouseholdRef)  # noqa: S101 - tokens of this kind hold nothing else
        return household.value
    return Mistake(Fault.NO_HOUSEHOLD, line.number, line.text.raw.strip())


def read_worth(line: Numbered, lexicon: Lexicon) -> tuple[str | None, int | None] | list[Mistake]:
    """Read an item and points, either of which may be missing. A lone number with no 分 may be meant otherwise."""
    tokens = tokenise(line.text.plain, lexicon)
    places = assemble(tokens, WORTH.kinds, needs_reason=False)
    item, points = places.filled.get(Kind.ITEM), places.filled.get(Kind.POINTS)
    left = places.left(tokens)
    faults: list[tuple[Fault, Token]] = [places.clash] if places.clash else []
    if item is None and (unknown := next((token for token in left if token.kind is Kind.WORD), None)):
        faults.append((Fault.NO_ITEM, unknown))
    if points is not None:
        faults += [(Fault.TWO_POINTS, token) for token in left if token.kind is Kind.POINTS and not token.loose]
        if isinstance(points.value, Points) and not _is_good(points.value, WORTH.sign):
            faults.append((Fault.BAD_POINTS, points))
        elif item is None and not is_marked(points):
            faults.append((Fault.UNCLEAR_POINTS, points))
    if faults:
        return [Mistake(fault, line.number, line.text.typed(token.start, token.end)) for fault, token in faults]
    amount = points.value.value if points and isinstance(points.value, Points) else None
    return str(item.value) if item else None, amount


def wording(text: Tidy, tokens: list[Token], left: list[Token]) -> str:
    """The reason as typed: neighbouring words with whatever stands between them, gaps closed with one space."""
    kept = {token.start for token in left}
    runs: list[tuple[int, int]] = []
    previous_kept = False
    for token in tokens:
        if token.start in kept:
            start = runs.pop()[0] if previous_kept else token.start
            runs.append((start, token.end))
        previous_kept = token.start in kept
    if previous_kept:
        runs.append((runs.pop()[0], len(text.plain)))
    return " ".join(text.typed(start, end).rstrip("，,、；; ") for start, end in runs)


def _faults(places: Places, left: list[Token], wish: Wish) -> list[tuple[Fault, Token | None]]:
    faults: list[tuple[Fault, Token | None]] = [places.clash] if places.clash else []
    if Kind.HOUSEHOLD not in places.filled:
        faults.append((Fault.NO_HOUSEHOLD, None))
    elif not places.clash and (surplus := _second_household(left)):
        faults.append((Fault.TWO_HOUSEHOLDS, surplus))
    if Kind.ITEM not in places.filled:
        unknown = next((token for token in left if token.kind is Kind.WORD), None)
        faults.append((wish.no_item, unknown))
    points = places.filled.get(Kind.POINTS)
    if points and isinstance(points.value, Points) and not _is_good(points.value, wish.sign):
        faults.append((Fault.BAD_POINTS, points))
    if wish.needs_reason and not _says_why(places, left, wish):
        faults.append((Fault.NO_REASON, None))
    return faults


def _says_why(places: Places, left: list[Token], wish: Wish) -> bool:
    item = places.filled.get(Kind.ITEM)
    if wish.item_tells and item is not None and not item.exact:
        return True
    return any(token.kind is not Kind.HOUSEHOLD for token in left)


def _second_household(left: list[Token]) -> Token | None:
    """The household that is all there is beside the arguments: no reason, but a second one to score."""
    return left[0] if left and all(token.kind is Kind.HOUSEHOLD and token.exact for token in left) else None


def _is_good(points: Points, sign: Sign | None) -> bool:
    return points.value is not None and points.sign in {None, sign}
