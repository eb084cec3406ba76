"""What is left of a line when its arguments were taken is the reason, and a reason swallows nothing.

Whatever in it looks like a household, an item's code or the points, and was not read, stops the line: it is named, and
the person says what is meant. Numbers that count something (门口堆了3袋垃圾), names of people and households that
somebody had to do with (和3-13吵架) are what reasons are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.grammar import numbers
from bot.grammar.assemble import Places
from bot.grammar.records import Fault
from bot.grammar.shapes import COUNTERS, SEPARATORS, Kind, Points, Token, item_code
from bot.grammar.tokens import is_marked

_HAN = "[一二两三四五六七八九十]"
_PLACE = re.compile(
    rf"(?<![0-9.:/])(?:[0-9]{{1,2}}-[0-9]{{1,4}}(?![0-9.:%/{COUNTERS}分-]|(?:[、,][0-9]+)+[{COUNTERS}])|第?(?:[0-9]{{1,2}}|{_HAN}{{1,3}})[组队]第?(?:[0-9]{{1,4}}|{_HAN}{{1,4}})[号户])"
)
_FURTHER = re.compile(rf"\s?[、,和与跟及 ]\s?(?:{_PLACE.pattern.replace('(?<![0-9.:/])', '', 1)})")
_ABOUT = "和与跟同向对被给在到往从占帮替把让离靠近"
"""A household after one of these is somebody that the reason tells of."""
_AND = re.compile("[和与跟及][第0-9一二三四五六七八九十]")
_SEVERAL = re.compile("各(?=[扣加减记罚]|[0-9一两二三四五]分)|两[家户](?=吵|打|骂|争|闹|互|都|各|均)|双方")
"""It holds for several households."""
_VERB = re.compile("[扣减加][\u4e00-\u9fff]{2,4}$")
_PHONE = re.compile(r"1[3-9][0-9]{9}")
_SEPARATOR = re.compile(f"[{SEPARATORS}]")


def unread(plain: str, tokens: list[Token], places: Places) -> tuple[Fault, Token] | None:
    """The first part of a line that should have been an argument and is none; several households are one part."""
    fault, token = next(_unread(plain, tokens, places), (None, None))
    if fault is None or token is None:
        return None
    return fault, _with_further(plain, token) if fault is Fault.TWO_HOUSEHOLDS else token


def _with_further(plain: str, household: Token) -> Token:
    """``3-13、3-14`` as one part."""
    end = household.end
    while further := _FURTHER.match(plain, end):
        end = further.end()
    return _span(household, end)


def _unread(plain: str, tokens: list[Token], places: Places) -> Iterator[tuple[Fault, Token]]:
    left = places.left(tokens)
    yield from ((Fault.TWO_HOUSEHOLDS, name) for name in _with_items(plain, left))
    if not places.more and Kind.HOUSEHOLD in places.filled and (several := _SEVERAL.search(plain)):
        yield Fault.ONE_OF_SEVERAL, Token(Kind.WORD, *several.span(), several[0])
    yield from ((Fault.UNCLEAR_POINTS, apart) for apart in _verbs_apart(tokens))
    yield from ((Fault.TWO_HOUSEHOLDS, one) for one in _beside_arguments(plain, tokens, places))
    for token in left:
        if fault := _household(plain, token, places) or _item(plain, token, places) or _phone(plain, token, places):
            yield fault
    if Kind.POINTS in places.wanted and not (Kind.ITEM in places.wanted and places.item is None):
        filled = Kind.POINTS in places.filled
        fault = _after_points(plain, tokens, places) if filled else _points(plain, left)
        if fault:
            yield fault


def _with_items(plain: str, left: list[Token]) -> Iterator[Token]:
    """Names that have an item behind them, among what is no argument."""
    for name, item in pairwise(left):
        if name.kind is Kind.HOUSEHOLD and item.kind is Kind.ITEM and not _is_told_of(plain, name.start):
            yield name


def _verbs_apart(tokens: list[Token]) -> Iterator[Token]:
    """``扣王建国2分``: who stands between the verb and its points was not read."""
    for word, points in pairwise(tokens):
        found = _VERB.search(str(word.value)) if word.kind is Kind.WORD and points.loose else None
        if found and points.kind is Kind.POINTS:
            yield Token(Kind.WORD, word.start + found.start(), points.end, "")


def _beside_arguments(plain: str, tokens: list[Token], places: Places) -> Iterator[Token]:
    """One more household: a name right in front of the item or the points, or ``3-12和3-13吵``, where both may be."""
    taken = places.taken
    for before, after in pairwise(tokens):
        name = before.kind is Kind.HOUSEHOLD and before.start not in taken
        if name and after.start in taken and after.kind is not Kind.HOUSEHOLD and not _is_told_of(plain, before.start):
            yield before
        glued = before.kind is Kind.HOUSEHOLD and before.exact and before.end == after.start
        if glued and before.start in taken and after.kind is Kind.WORD and _AND.match(plain, after.start):
            yield after


def _household(plain: str, token: Token, places: Places) -> tuple[Fault, Token] | None:
    if Kind.HOUSEHOLD not in places.wanted:
        return None
    if token.kind is Kind.HOUSEHOLD and token.exact and not _is_told_of(plain, token.start):
        return Fault.TWO_HOUSEHOLDS, token
    if token.kind in {Kind.WORD, Kind.ITEM}:
        for found in _PLACE.finditer(plain, token.start):
            if found.end() <= token.end and not _is_told_of(plain, found.start()):
                return Fault.TWO_HOUSEHOLDS, _part(token, found)
    return None


def _is_told_of(plain: str, at: int) -> bool:
    return plain[:at].rstrip()[-1:] in set(_ABOUT)


def _item(plain: str, token: Token, places: Places) -> tuple[Fault, Token] | None:
    if Kind.ITEM not in places.wanted:
        return None
    if token.kind is Kind.ITEM and token.exact and not token.loose:
        return Fault.TWO_ITEMS, token
    code = item_code(plain, token.start) if token.kind is Kind.WORD else None
    return (Fault.TWO_ITEMS, code) if code and code.end <= token.end else None


def _phone(plain: str, token: Token, places: Places) -> tuple[Fault, Token] | None:
    """A whole telephone number names a household, but by its last four digits."""
    found = _PHONE.fullmatch(plain, token.start, token.end)
    return (Fault.WHOLE_PHONE, token) if found and Kind.HOUSEHOLD not in places.filled else None


def _after_points(plain: str, tokens: list[Token], places: Places) -> tuple[Fault, Token] | None:
    """``2分半``, ``1,5`` and ``2 3`` are no whole numbers; a second amount further on may be that of a second item."""
    points = places.filled[Kind.POINTS]
    if not is_marked(points) and (measured := numbers.MEASURED.match(plain, points.end)):
        return Fault.UNCLEAR_POINTS, _span(points, measured.end())
    arguments = places.taken
    for before, after in pairwise([None, *tokens]):
        if after is None or after.start in arguments:
            continue
        if fault := _one_more(plain, before, after, places) or _one_more_within(plain, after):
            return fault
    return None


def _one_more(plain: str, before: Token | None, after: Token, places: Places) -> tuple[Fault, Token] | None:
    points = places.filled[Kind.POINTS]
    if before is points and after.start == points.end and numbers.HALF.match(plain, after.start):
        return Fault.HALF_POINTS, _span(points, after.start + 1)
    if before is points and after.start == points.end and plain[after.start].isdigit():
        return Fault.HALF_POINTS, _span(points, after.end)
    if numbers.DAY_OR_PART.fullmatch(plain, after.start, after.end):
        return Fault.BAD_DAY, after
    if not _is_second(after):
        return None
    if before is points:
        return Fault.HALF_POINTS, _span(points, after.end)
    of_item = before is not None and _is_left(before, Kind.ITEM, places.taken)
    return (Fault.TWO_ITEMS, before) if before and of_item else (Fault.TWO_POINTS, after)


def _one_more_within(plain: str, token: Token) -> tuple[Fault, Token] | None:
    """Points that are glued to a word, and others elsewhere."""
    if (token.tells or token.kind is Kind.ITEM) and numbers.GLUED.match(str(token.value)):
        return Fault.TWO_POINTS, token
    in_front = numbers.IN_FRONT.match(plain, token.start) if token.kind is Kind.WORD else None
    if in_front:
        return Fault.TWO_POINTS, _part(token, in_front)
    loose = token.kind is Kind.POINTS and token.loose
    amount = (
        token
        if loose
        else _number_within(plain, token, numbers.SIGNED) or _number_within(plain, token, numbers.AT_THE_END)
    )
    return (Fault.TWO_POINTS, amount) if amount else None


def _is_left(token: Token, kind: Kind, arguments: set[int]) -> bool:
    return token.kind is kind and token.start not in arguments


def _is_second(token: Token) -> bool:
    """One more number that could be points: a bare one counts nothing and is no more than points can be."""
    could_be = isinstance(token.value, Points) and (token.value.value is not None or token.value.marked)
    return token.kind is Kind.POINTS and could_be and not token.loose and not token.counts


def _points(plain: str, left: list[Token]) -> tuple[Fault, Token] | None:
    """The item's full points are taken only where the line holds nothing that could be meant as a number."""
    for token in left:
        found = numbers.NO_AMOUNT.search(plain, token.start, _end_of_chunk(plain, token))
        if found and found.start() < token.end:
            return Fault.HALF_POINTS, _part(token, found)
        if token.kind is Kind.POINTS and not (token.counts and plain[token.end : token.end + 1] != ","):
            return Fault.UNCLEAR_POINTS, token
        if token.kind is Kind.WORD and numbers.OF_VERB.fullmatch(str(token.value)):
            return Fault.UNCLEAR_POINTS, token
        if token.kind in {Kind.WORD, Kind.ITEM} and numbers.GLUED.match(str(token.value)):
            return Fault.UNCLEAR_POINTS, token
        if number := _number_of(plain, token, numbers.SIGNED, numbers.UNCOUNTED):
            return Fault.UNCLEAR_POINTS, number
    return None


def _end_of_chunk(plain: str, token: Token) -> int:
    following = _SEPARATOR.search(plain, token.end)
    return following.start() if following else len(plain)


def _number_of(plain: str, token: Token, *patterns: re.Pattern[str]) -> Token | None:
    return next((found for pattern in patterns if (found := _number_within(plain, token, pattern))), None)


def _number_within(plain: str, token: Token, pattern: re.Pattern[str]) -> Token | None:
    """A number that stands in a word and counts nothing."""
    found = pattern.search(plain, token.start) if token.kind is Kind.WORD else None
    inside = found and found.end() <= token.end and not _is_told_of(plain, found.start())
    return _part(token, found) if found and inside else None


def _part(token: Token, found: re.Match[str]) -> Token:
    return Token(token.kind, found.start(), found.end(), found[0])


def _span(first: Token, end: int) -> Token:
    return Token(first.kind, first.start, end, first.value)
