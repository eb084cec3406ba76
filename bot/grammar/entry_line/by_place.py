"""A line read by the places of its arguments: the short form that is typed (``3-12 垃圾 2 没分类``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from bot.grammar.entry_line.amounts_left import times_taken
from bot.grammar.entry_line.assemble import assemble
from bot.grammar.entry_line.joined import joined_beside
from bot.grammar.entry_line.places import Places
from bot.grammar.entry_line.prepared import Prepared
from bot.grammar.entry_line.reading import Reading
from bot.grammar.entry_line.residue import unread
from bot.grammar.records import EntryLine, Fault, Lexicon, Mistake, Sign
from bot.grammar.rules import LineRules
from bot.grammar.words.household_forms import WHOLE_GROUP
from bot.grammar.words.tidy import Tidy, tidy
from bot.grammar.words.tokeniser import tokenise
from bot.grammar.words.tokens import Kind, Points, Token, is_marked
from text.days import DayMention


def read_by_place(line: Prepared, wish: LineRules, lexicon: Lexicon) -> Reading:
    """Tokens, the places that they fill, and what is left; all that is wrong is found, not only the first."""
    text, said = line.typed, line.said
    tokens = [
        replace(one, joined=True) if one.kind is Kind.HOUSEHOLD and line.is_joined(one.start) else one
        for one in tokenise(line.plain, lexicon)
    ]
    places = assemble(tokens, wish.kinds, lexicon, needs_reason=wish.needs_reason)
    if places.clash is None:
        places.clash = unread(line.plain, tokens, places, lexicon)
    left = places.left(tokens)
    if places.clash is None and wish.sign is not None:
        places.clash = times_taken(line.plain, left, places)
    faults = _faults(places, tokens, left, wish, said)
    if veto := _veto(places, left, wish, lexicon):
        faults = [(Fault.VETO_NOT_ITEM, veto)]
    item, points = places.item, places.filled.get(Kind.POINTS)
    if faults or item is None:
        found = (line.mistake(fault, part) for fault, part in faults)
        return Reading(mistakes=tuple(_with_nearest(mistake, wish, lexicon) for mistake in found))
    names = places.names(text)
    joined = joined_beside(line.plain, tokens, places.taken, lexicon)
    read = EntryLine(
        household=names[0],
        item=str(item.value),
        points=points.value.value if points and isinstance(points.value, Points) else None,
        reason=_reason(text, tokens, left, item, said, wish),
        number=line.number,
        day=line.day,
        sign=wish.sign or 1,
        told=places.told is not None,
        against=_against(points, wish),
        doubted=text.typed(*joined) if joined else "",
        beside=tuple(str(one.value) for one in ([places.item_beside] if places.item_beside else places.rivals)),
    )
    others = (replace(read, household=name, part=part) for part, name in enumerate(names[1:], start=1))
    return Reading((read, *others), is_doubtful=read.told or places.filled[Kind.HOUSEHOLD].stranger)


_VETO = re.compile("(?:一票)?否决[了掉项]?")


def _veto(places: Places, left: list[Token], wish: LineRules, lexicon: Lexicon) -> Token | None:
    """What names a veto where points are meant; ``违建 一票否决`` as well, with the item that it is about."""
    if wish.sign is None or places.item is None:
        return None
    said = any(token.kind is Kind.WORD and _VETO.fullmatch(str(token.value)) for token in left)
    return places.item if said or lexicon.is_veto(str(places.item.value)) else None


def _with_nearest(mistake: Mistake, wish: LineRules, lexicon: Lexicon) -> Mistake:
    """What names no item goes with the items that are most like it."""
    if mistake.code is not Fault.NO_ITEM or not mistake.token:
        return mistake
    return replace(mistake, near=tuple(lexicon.nearest_items(tidy(mistake.token).plain, wish.sign)))


def _reason(
    text: Tidy, tokens: list[Token], left: list[Token], item: Token, said: Sequence[DayMention], wish: LineRules
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


_OPENING = {"(", "[", "【", "《"}


def wording(text: Tidy, tokens: list[Token], left: list[Token]) -> str:
    """The reason as typed: neighbouring words with whatever stands between them, gaps closed with one space."""
    kept = {token.start for token in left}
    runs: list[tuple[int, int]] = []
    previous_kept = False
    for token in tokens:
        if token.start in kept:
            opened = token.start - (text.plain[token.start - 1 : token.start] in _OPENING)
            start = runs.pop()[0] if previous_kept else opened
            runs.append((start, token.end))
        previous_kept = token.start in kept
    if previous_kept:
        runs.append((runs.pop()[0], len(text.plain)))
    said = " ".join(text.typed(start, end).rstrip("，,、；;| ") for start, end in runs)
    return said.lstrip("：: ") or said


def _faults(
    places: Places, tokens: list[Token], left: list[Token], wish: LineRules, said: Sequence[DayMention]
) -> list[tuple[Fault, Token | DayMention | None]]:
    faults: list[tuple[Fault, Token | DayMention | None]] = [places.clash] if places.clash else []
    number: Token | None = None
    if Kind.HOUSEHOLD not in places.filled:
        if places.clash and places.clash[0] is Fault.TWO_HOUSEHOLDS:
            return [(Fault.HOUSEHOLD_WITHIN, places.clash[1])]
        number = _number_in_front(tokens, places, said)
        instead = number or _instead_of_household(left, said)
        doubtful = _OF_AMOUNT if number else {Fault.UNCLEAR_POINTS}
        if places.clash and (places.clash[0] in doubtful or _holds(instead, places.clash[1])):
            faults.clear()
        faults.append((Fault.NO_HOUSEHOLD, instead))
    elif places.more and wish.sign is None:
        faults.append((Fault.SEVERAL_HOUSEHOLDS, places.more[0]))
    if places.item is None:
        unknown = next((token for token in left if token.kind is Kind.WORD), None)
        faults.append((wish.no_item, unknown))
    points = places.filled.get(Kind.POINTS)
    points = None if points and _holds(number, points) else points
    if points and isinstance(points.value, Points) and not (is_good(points.value, wish.sign) or _against(points, wish)):
        faults.append((Fault.BAD_POINTS, points))
    if wish.sign is None and (amount := _amount(left, wish)) and not _holds(number, amount):
        faults.append((Fault.POINTS_OF_VETO, amount))
    if wish.needs_reason and not _says_why(places, left, wish):
        faults.append((Fault.NO_REASON, next((one for one in places.beside.values() if one.stranger), None)))
    return faults


def _amount(left: list[Token], wish: LineRules) -> Token | None:
    """What looks like points, where there are none."""
    amounts = (one for one in left if isinstance(one.value, Points) and not one.counts)
    return next(amounts, None) if Kind.ITEM in wish.kinds else None


def _holds(whole: Token | DayMention | None, part: Token) -> bool:
    """Whether what may be a household has that in it: the l2 of ``3-l2`` is no amount."""
    return whole is not None and whole.start <= part.start and part.end <= whole.end


def _against(points: Token | None, wish: LineRules) -> bool:
    """Whether the sign of the points is not the command's, and that is asked about: ``/jia 3-12 献血 -2``."""
    amount = points.value if points else None
    if not wish.asks_sign or not isinstance(amount, Points) or amount.value is None:
        return False
    return amount.sign not in {None, wish.sign}


_OF_AMOUNT = {Fault.UNCLEAR_POINTS, Fault.TWO_POINTS, Fault.HALF_POINTS}


def _number_in_front(tokens: list[Token], places: Places, said: Sequence[DayMention]) -> Token | None:
    """The bare numbers in front of the item, where a household should stand: ``212 环2 2``, ``3 12``, ``3号12``."""
    item = places.filled.get(Kind.ITEM)
    numbers = list(takewhile(lambda one: one.kind is Kind.POINTS and not is_marked(one), tokens))
    before = item is not None and numbers and numbers[-1].end <= item.start
    if not before:
        return None
    start = next((one.start for one in said if one.end == numbers[0].start), numbers[0].start)
    return replace(numbers[0], start=start, end=numbers[-1].end)


_LIKE_HOUSEHOLD = re.compile(rf"{WHOLE_GROUP.pattern}$|[0-9]{{1,2}}[^0-9\w\s][0-9lIOo]{{1,4}}(?![0-9])")


def _instead_of_household(left: list[Token], said: Sequence[DayMention]) -> Token | DayMention | None:
    """What was meant as one, perhaps: a whole group, ``2~9``, or what was read as a day (``12号``)."""
    like = (token for token in left if token.kind is Kind.WORD and _LIKE_HOUSEHOLD.match(str(token.value)))
    return next(like, None) or next((one for one in said if one.day), None)


_SAYS = re.compile(r"[^\s.。,、;:!?…~-]")
"""Stops alone are no reason."""


def _says_why(places: Places, left: list[Token], wish: LineRules) -> bool:
    item = places.item
    if wish.item_tells and item is not None and not item.exact:
        return True
    words = (token for token in left if token.kind not in {Kind.HOUSEHOLD, Kind.POINTS} or token.counts)
    return any(_SAYS.search(str(token.value)) or token.counts for token in words)


def is_good(points: Points, sign: Sign | None) -> bool:
    """Whether those are points that a command with that sign can take."""
    return points.value is not None and points.sign in {None, sign}
