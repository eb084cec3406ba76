"""What of a line may be an amount, and was not read as its points."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.grammar.entry_line.accounted import unaccounted
from bot.grammar.entry_line.places import Places
from bot.grammar.records import Fault
from bot.grammar.words import numbers
from bot.grammar.words.characters import SEPARATORS
from bot.grammar.words.numeral_words import is_of_word, is_within_word
from bot.grammar.words.numerals import further_amount, unread_numeral
from bot.grammar.words.parts import is_told_of, part_of, span_from
from bot.grammar.words.tokens import Kind, Points, Token, is_marked

_SEPARATOR = re.compile(f"[{SEPARATORS}]")
_CODE_APART = re.compile(r"[环文志否]\s+[0-9]+")
"""``环 1 堆物``: an item of fifteen points, or one point of the environment."""


def amount_left(plain: str, tokens: list[Token], places: Places) -> tuple[Fault, Token] | None:
    """The first such part, beside the points or in place of them."""
    if found := numbers.NO_EXACT.search(plain):
        return Fault.HALF_POINTS, Token(Kind.POINTS, *found.span(), found[0])
    if places.item and (glued := numbers.ON_CODE.match(plain, places.item.end - 1)):
        return Fault.UNCLEAR_POINTS, span_from(places.item, glued.end())
    if Kind.POINTS in places.filled and (signed := _under_sign(plain, places.filled[Kind.POINTS])):
        return Fault.HALF_POINTS, signed
    if Kind.POINTS in places.filled:
        return _after_points(plain, tokens, places) or _unread(plain, tokens, places)
    if places.item and _CODE_APART.fullmatch(plain, places.item.start, places.item.end):
        return Fault.UNCLEAR_POINTS, places.item
    return (
        _left_blank(plain, places) or _points(plain, places.left(tokens), places.item) or _unread(plain, tokens, places)
    )


def _left_blank(plain: str, places: Places) -> tuple[Fault, Token] | None:
    """A dash or empty brackets where points may stand: at the end, behind the item, or the household without one.

    Brackets that are glued to the item are part of its token.
    """
    before = places.filled.get(Kind.ITEM, places.filled.get(Kind.HOUSEHOLD))
    glued = plain.find("(", before.start, before.end) if before else -1
    behind = numbers.LEFT_BLANK.match(plain, before.end if glued < 0 else glued) if before else None
    found = behind or _blank_in_front(plain, places) or numbers.BLANK_AT_END.search(plain)
    return (Fault.UNCLEAR_POINTS, Token(Kind.POINTS, *found.span("mark"), found["mark"])) if found else None


def _blank_in_front(plain: str, places: Places) -> re.Match[str] | None:
    """The same at the beginning of the line, or behind a household."""
    ends = (0, *(one.end for one in places.named))
    return next((found for end in ends if (found := numbers.BLANK_IN_FRONT.match(plain, end))), None)


_SIGN = re.compile(r"[<>≈≒≥≤≧≦¥$€£±×^]\s?$")
"""``>2``, ``≈2``, ``¥2``: more, about, or money."""


def _under_sign(plain: str, points: Token) -> Token | None:
    """The points with such a sign in front of them."""
    found = _SIGN.search(plain[: points.start])
    return Token(Kind.POINTS, found.start(), points.end, plain[found.start() : points.end]) if found else None


def _unread(plain: str, tokens: list[Token], places: Places) -> tuple[Fault, Token] | None:
    taken = places.taken
    for token in tokens:
        if token.start in taken or token.kind is Kind.ITEM:
            plain = f"{plain[: token.start]}{' ' * (token.end - token.start)}{plain[token.end :]}"
    if Kind.POINTS in places.filled:
        fault, found = Fault.TWO_POINTS, unaccounted(plain) or further_amount(plain)
    else:
        fens = numbers.FEN.finditer(plain)
        unclear = next((one for one in fens if not is_within_word(plain, one.start())), None)
        fault, found = Fault.UNCLEAR_POINTS, unaccounted(plain) or (unclear and unclear.span()) or unread_numeral(plain)
    return (fault, Token(Kind.POINTS, *found, plain[slice(*found)])) if found else None


def _after_points(plain: str, tokens: list[Token], places: Places) -> tuple[Fault, Token] | None:
    """``2分半``, ``1,5`` and ``2 3`` are no whole numbers; a second amount further on may be that of a second item."""
    points = places.filled[Kind.POINTS]
    if not is_marked(points) and (measured := numbers.MEASURED.match(plain, points.end)):
        return Fault.UNCLEAR_POINTS, span_from(points, measured.end())
    if more := numbers.NOT_ALL.match(plain, points.end):
        return Fault.HALF_POINTS, span_from(points, more.end())
    if corrected := numbers.CORRECTED.search(plain, points.end):
        return Fault.TWO_POINTS, Token(Kind.POINTS, *corrected.span(), corrected[0])
    arguments = places.taken
    for before, after in pairwise([None, *tokens]):
        if after is None or after.start in arguments:
            continue
        if fault := _one_more(plain, before, after, places) or _one_more_within(plain, after):
            return fault
    return None


def _one_more(plain: str, before: Token | None, after: Token, places: Places) -> tuple[Fault, Token] | None:
    points = places.filled[Kind.POINTS]
    if before is points and (part := _goes_on(plain, points, after)):
        return Fault.HALF_POINTS, part
    if numbers.DAY_OR_PART.fullmatch(plain, after.start, after.end):
        return Fault.BAD_DAY, after
    where_points_stand = before is places.item or (before is points and bool(places.more))
    if where_points_stand and not is_marked(points) and _may_be_points(plain, before, after):
        return Fault.TWO_POINTS, after
    if not _is_second(after):
        return None
    if before is points:
        return Fault.HALF_POINTS, span_from(points, after.end)
    of_item = before is not None and _is_left(before, Kind.ITEM, places.taken)
    return (Fault.TWO_ITEMS, before) if before and of_item else (Fault.TWO_POINTS, after)


def _goes_on(plain: str, points: Token, after: Token) -> Token | None:
    """The points with the ``半`` or the digits behind them."""
    glued = after.start == points.end
    if after.value == "半" or (glued and numbers.HALF.match(plain, after.start)):
        return span_from(points, after.start + 1)
    return span_from(points, after.end) if glued and plain[after.start].isdigit() else None


def _may_be_points(plain: str, before: Token | None, number: Token) -> bool:
    """Whether a number that may count something stands where points do: ``1 2-5 门前 2 堆木头``."""
    blank = plain[number.end : number.end + 1] == " "
    return before is not None and number.counts and blank and _stand_apart(plain, before, number)


def _one_more_within(plain: str, token: Token) -> tuple[Fault, Token] | None:
    """Points that are glued to a word, and others elsewhere."""
    if (token.tells or token.kind is Kind.ITEM) and numbers.GLUED.match(str(token.value)):
        return Fault.TWO_POINTS, token
    in_front = numbers.IN_FRONT.match(plain, token.start) if token.kind is Kind.WORD else None
    if in_front:
        return Fault.TWO_POINTS, part_of(token, in_front)
    return (Fault.TWO_POINTS, token) if token.kind is Kind.POINTS and token.loose else None


def _is_left(token: Token, kind: Kind, arguments: set[int]) -> bool:
    return token.kind is kind and token.start not in arguments


def _is_second(token: Token) -> bool:
    """One more number that could be points: a bare one counts nothing and is no more than points can be."""
    could_be = isinstance(token.value, Points) and (token.value.value is not None or token.value.marked)
    return token.kind is Kind.POINTS and could_be and not token.loose and not token.counts


def _points(plain: str, left: list[Token], item: Token | None) -> tuple[Fault, Token] | None:
    """The item's full points are taken only where the line holds nothing that could be meant as a number."""
    for token in left:
        found = numbers.NO_AMOUNT.search(plain, token.start, _end_of_chunk(plain, token))
        if found and found.start() < token.end:
            return Fault.HALF_POINTS, part_of(token, found)
        if unclear := _unclear(plain, token, item):
            return Fault.UNCLEAR_POINTS, unclear
    return None


def _unclear(plain: str, token: Token, item: Token | None) -> Token | None:
    """A number that may be the points: alone, behind a verb, glued to the item or within a word."""
    apart = item is not None and _stand_apart(plain, item, token)
    if token.kind is Kind.POINTS:
        return token if not _counts(plain, token) or apart else None
    said = str(token.value)
    vague = numbers.VAGUELY.fullmatch(said) and _is_alone(plain, token)
    if vague or (apart and numbers.SOME.fullmatch(said)):
        return token
    to_item = item is not None and token.start == item.end and numbers.TO_ITEM.match(said)
    if to_item or numbers.GLUED.match(said) or numbers.OF_VERB.fullmatch(said):
        return token
    return _number_of(plain, token, numbers.UNCOUNTED, numbers.LED)


def _counts(plain: str, number: Token) -> bool:
    return number.counts and plain[number.end : number.end + 1] != ","


def _is_alone(plain: str, token: Token) -> bool:
    around = plain[max(token.start - 1, 0) : token.start] + plain[token.end : token.end + 1]
    return all(one in SEPARATORS for one in around)


def _stand_apart(plain: str, item: Token, number: Token) -> bool:
    """``垃圾 3 桶里混装``: right behind the item, and apart from what it may count."""
    return _is_behind(plain, item, number) and plain[number.end : number.end + 1] in SEPARATORS


def times_taken(plain: str, left: list[Token], places: Places) -> tuple[Fault, Token] | None:
    """``卫生 2次``, ``垃圾 1袋没分`` without points: the number may be the points, or just say how often."""
    if Kind.POINTS in places.filled:
        return None
    behind = (token for token in left if _is_behind(plain, places.item, token))
    token = next(behind, None)
    return (Fault.UNCLEAR_POINTS, token) if token and numbers.TIMES.match(plain, token.start) else None


def _is_behind(plain: str, item: Token | None, token: Token) -> bool:
    """Whether it stands right behind the item."""
    return item is not None and item.end <= token.start and not plain[item.end : token.start].strip(SEPARATORS)


def _end_of_chunk(plain: str, token: Token) -> int:
    following = _SEPARATOR.search(plain, token.end)
    return following.start() if following else len(plain)


def _number_of(plain: str, token: Token, *patterns: re.Pattern[str]) -> Token | None:
    return next((found for pattern in patterns if (found := _number_within(plain, token, pattern))), None)


def _number_within(plain: str, token: Token, pattern: re.Pattern[str]) -> Token | None:
    """A number that stands in a word and counts nothing."""
    found = pattern.search(plain, token.start) if token.kind is Kind.WORD else None
    if found is None or found.end() > token.end:
        return None
    return None if is_told_of(plain, found.start()) or is_of_word(plain, found.start()) else part_of(token, found)
