"""One line after a scoring command: tokens in, an entry or everything that is wrong with it out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.grammar.around import arguments_only, days_of, other_village
from bot.grammar.assemble import Places, assemble
from bot.grammar.days import faults_of_days
from bot.grammar.ranges import find_range
from bot.grammar.records import EntryLine, Fault, HouseholdRef, Lexicon, Mistake, Sign
from bot.grammar.residue import unread
from bot.grammar.sentence import Sentence, read_sentence
from bot.grammar.shapes import Kind, Points, Token
from bot.grammar.tidy import Tidy
from bot.grammar.tokens import is_marked, tokenise
from text.days import Said


class Numbered(NamedTuple):
    """A line of the message; ``number`` is 1 for the command's own."""

    number: int
    text: Tidy


@dataclass(frozen=True, slots=True)
class LineRules:
    """What a command wants in a line. ``sign`` is None where there are no points.

    ``item_tells``: an item named in words is reason enough (``3-12 8月12日献血``); its code is not.
    ``no_item``: what is wrong when no item is named.
    """

    kinds: frozenset[Kind]
    sign: Sign | None = None
    needs_reason: bool = False
    item_tells: bool = False
    no_item: Fault = Fault.NO_ITEM


ADD = LineRules(frozenset({Kind.HOUSEHOLD, Kind.ITEM, Kind.POINTS}), sign=1)
TAKE_OFF = LineRules(frozenset({Kind.HOUSEHOLD, Kind.ITEM, Kind.POINTS}), sign=-1, needs_reason=True)
VETO = LineRules(frozenset({Kind.HOUSEHOLD, Kind.ITEM}), needs_reason=True, no_item=Fault.NO_VETO)
CARD = LineRules(frozenset({Kind.HOUSEHOLD}))
FORM = replace(TAKE_OFF, sign=1, item_tells=True)
WORTH = LineRules(frozenset({Kind.ITEM, Kind.POINTS}), sign=1)


def read_line(line: Numbered, wish: LineRules, lexicon: Lexicon) -> list[EntryLine] | list[Mistake]:
    """Read the entries of one line, one for each household. All mistakes of the line are found, not only the first.

    It is read by the places of its arguments, and where that leaves a fault or a question, as a sentence.
    """
    said = days_of(line.text.plain, lexicon)
    text = arguments_only(line.text, said, lexicon)
    if other := other_village(text.plain, lexicon):
        return [Mistake(Fault.OTHER_VILLAGE, line.number, line.text.typed(*other))]
    if found := find_range(line.text.plain):
        return [Mistake(Fault.HOUSEHOLD_RANGE, line.number, line.text.typed(*found))]
    if wrong := [
        Mistake(fault, line.number, line.text.typed(one.start, one.end))
        for fault, one in faults_of_days(said, line.text.plain)
    ]:
        return wrong + [one for one in _by_place(line, text, said, wish, lexicon) if isinstance(one, Mistake)]
    read = _by_place(line, text, said, wish, lexicon)
    faults = {one.code for one in read if isinstance(one, Mistake)}
    told = any(isinstance(one, EntryLine) and one.told for one in read)
    if (faults or told) and faults <= _OF_PLACE:
        sentence = read_sentence(text, said, wish.sign, lexicon)
        if sentence and _settles(sentence, wish, faults, told=told):
            return _of_sentence(line, sentence, said, wish) or read
    return read


_OF_PLACE = {
    Fault.NO_HOUSEHOLD,
    Fault.HOUSEHOLD_WITHIN,
    Fault.ONE_OF_SEVERAL,
    Fault.NO_ITEM,
    Fault.NO_VETO,
    Fault.NO_REASON,
    Fault.UNCLEAR_POINTS,
}
"""What may be wrong with the places of arguments, and not with a sentence."""


def _settles(sentence: Sentence, wish: LineRules, faults: Collection[Fault], *, told: bool) -> bool:
    """Whether the sentence says what the places left open: an amount with its verb, or what was done at all."""
    if Fault.ONE_OF_SEVERAL in faults and len(sentence.households) == 1:
        return False
    if Fault.UNCLEAR_POINTS in faults:
        return sentence.amount is not None and sentence.amount.sign is not None
    return not told or sentence.amount is not None or wish.sign == 1


def _of_sentence(
    line: Numbered, sentence: Sentence, said: Sequence[Said], wish: LineRules
) -> list[EntryLine] | list[Mistake] | None:
    if len(sentence.households) > 1 and wish.sign is None:
        return None
    if wish.needs_reason and not sentence.reason:
        return [Mistake(Fault.NO_REASON, line.number)]
    return [
        EntryLine(
            household=household,
            item=sentence.item,
            points=sentence.points,
            reason=sentence.reason,
            number=line.number,
            day=said[0].day if said else None,
            sign=wish.sign or 1,
            part=part,
            told=sentence.tells,
        )
        for part, household in enumerate(sentence.households)
    ]


def _by_place(
    line: Numbered, text: Tidy, said: Sequence[Said], wish: LineRules, lexicon: Lexicon
) -> list[EntryLine] | list[Mistake]:
    tokens = tokenise(text.plain, lexicon)
    places = assemble(tokens, wish.kinds, lexicon, needs_reason=wish.needs_reason)
    if places.clash is None:
        places.clash = unread(text.plain, tokens, places)
    left = places.left(tokens)
    mistakes = [
        Mistake(fault, line.number, line.text.typed(token.start, token.end) if token else "")
        for fault, token in _faults(places, left, wish, said)
    ]
    item, points = places.item, places.filled.get(Kind.POINTS)
    if mistakes or item is None:
        return mistakes
    amount = points.value.value if points and isinstance(points.value, Points) else None
    read = EntryLine(
        household=places.names(line.text)[0],
        item=str(item.value),
        points=amount,
        reason=_reason(line.text, tokens, left, item, said, wish),
        number=line.number,
        day=said[0].day if said else None,
        sign=wish.sign or 1,
        told=places.told is not None,
        beside=str(places.item_beside.value) if places.item_beside else "",
    )
    return [replace(read, household=name, part=part) for part, name in enumerate(places.names(line.text))]


def _reason(
    text: Tidy, tokens: list[Token], left: list[Token], item: Token, said: Sequence[Said], wish: LineRules
) -> str:
    """The reason as typed, with the days that are glued to a word of it.

    On a villager's form an item in words is reason enough, and then the day belongs to it.
    """
    tells = wish.item_tells and not left and not item.exact
    days = [
        Token(Kind.WORD, one.start, one.end, text.plain[one.start : one.end])
        for one in said
        if tells or any(one.end == token.start or one.start == token.end for token in left)
    ]
    kept = {token.start for token in days}
    others = [Token(Kind.WORD, one.start, one.end, "") for one in said if one.start not in kept]
    by_place = sorted([*tokens, *days, *others], key=lambda token: token.start)
    return wording(text, by_place, [*left, *days, *([item] if tells else [])])


def read_household(line: Numbered, lexicon: Lexicon) -> HouseholdRef | Mistake:
    """Read a line that names a household and nothing else of weight (``/cha``)."""
    tokens = tokenise(line.text.plain, lexicon)
    places = assemble(tokens, CARD.kinds, lexicon, needs_reason=False)
    surplus = next((token for token in places.left(tokens) if token.kind is Kind.HOUSEHOLD and token.exact), None)
    if clash := places.clash[1] if places.clash else surplus:
        return Mistake(Fault.TWO_HOUSEHOLDS, line.number, line.text.typed(clash.start, clash.end))
    if Kind.HOUSEHOLD in places.filled:
        (household,) = places.names(line.text)
        beside = next((token.value for token in places.left(tokens) if token.kind is Kind.HOUSEHOLD), None)
        return replace(household, head=beside.text) if isinstance(beside, HouseholdRef) else household
    return Mistake(Fault.NO_HOUSEHOLD, line.number, line.text.raw.strip())


def read_worth(line: Numbered, lexicon: Lexicon) -> tuple[str | None, int | None] | list[Mistake]:
    """Read an item and points, either of which may be missing. A lone number with no 分 may be meant otherwise."""
    tokens = tokenise(line.text.plain, lexicon)
    places = assemble(tokens, WORTH.kinds, lexicon, needs_reason=False)
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
    return " ".join(text.typed(start, end).rstrip("，,、；; ").lstrip("：:") for start, end in runs).strip()


def _faults(
    places: Places, left: list[Token], wish: LineRules, said: Sequence[Said]
) -> list[tuple[Fault, Token | Said | None]]:
    faults: list[tuple[Fault, Token | Said | None]] = [places.clash] if places.clash else []
    if Kind.HOUSEHOLD not in places.filled:
        if places.clash and places.clash[0] is Fault.TWO_HOUSEHOLDS:
            return [(Fault.HOUSEHOLD_WITHIN, places.clash[1])]
        if places.clash and places.clash[0] is Fault.UNCLEAR_POINTS:
            faults.clear()
        faults.append((Fault.NO_HOUSEHOLD, _instead_of_household(left, said)))
    elif places.more and wish.sign is None:
        faults.append((Fault.TWO_HOUSEHOLDS, places.more[0]))
    if places.item is None:
        unknown = next((token for token in left if token.kind is Kind.WORD), None)
        faults.append((wish.no_item, unknown))
    points = places.filled.get(Kind.POINTS)
    if points and isinstance(points.value, Points) and not _is_good(points.value, wish.sign):
        faults.append((Fault.BAD_POINTS, points))
    if wish.needs_reason and not _says_why(places, left, wish):
        faults.append((Fault.NO_REASON, None))
    return faults


_LIKE_HOUSEHOLD = re.compile(r"第?[0-9一二三四五六七八九十]{1,3}[组队]$|[0-9]{1,2}[^0-9\w\s][0-9]{1,4}(?![0-9])")


def _instead_of_household(left: list[Token], said: Sequence[Said]) -> Token | Said | None:
    """What was meant as one, perhaps: a whole group, ``2~9``, or what was read as a day (``12号``)."""
    like = (token for token in left if token.kind is Kind.WORD and _LIKE_HOUSEHOLD.match(str(token.value)))
    return next(like, None) or next((one for one in said if one.day), None)


def _says_why(places: Places, left: list[Token], wish: LineRules) -> bool:
    item = places.item
    if wish.item_tells and item is not None and not item.exact:
        return True
    return any(token.kind is not Kind.HOUSEHOLD for token in left)


def _is_good(points: Points, sign: Sign | None) -> bool:
    return points.value is not None and points.sign in {None, sign}
