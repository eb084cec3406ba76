"""What is left of a line when its arguments were taken is the reason, and a reason swallows nothing.

Whatever in it looks like a household, an item's code or the points, and was not read, stops the line: it is named, and
the person says what is meant. Numbers that count something (门口堆了3袋垃圾), names of people and households that
somebody had to do with (和3-13吵架) are what reasons are made of.
"""

from __future__ import annotations

import re
from itertools import pairwise

from bot.grammar.assemble import Places
from bot.grammar.commands import Fault
from bot.grammar.shapes import Kind, Points, Token
from bot.grammar.tokens import is_marked

COUNTERS = (
    "只袋个次处天户人块堆条棵平米吨斤月日点号年桶包箱头辆间片位名盆根张把件样时秒元毛度楼层亩"
    "种面株口家组厘公里岁周季小多几车套座盒瓶遍趟回步幢栋排排筐担筒页本台部双对顶扇杯碗盘颗粒滴"
)
_N = "[0-9零〇一二两三四五六七八九十百千]"
_NO_AMOUNT = re.compile(
    rf"半分(?!钟)|{_N}+分半|{_N}+点[0-9零一二三四五六七八九]分|(?:若干|几|多少|好多|数)分(?![钟类])|百分之|[0-9]+(?:\.[0-9]+)?%"
    rf"|[0-9]+\s?[/⁄]\s?[0-9]+|[0-9]+e[0-9]+|[0-9]+\s?(?:[-~]|到|至)\s?[0-9]+\s?分|[0-9]+\.[0-9]+分?"
    r"|(?<![A-Za-z0-9])[0-9]*[lIOo|][0-9lIOo]*分|(?<![A-Za-z0-9])[lIO](?![A-Za-z0-9])|(?<![A-Za-z0-9])(?:[0-9]+[lIOo][0-9]*|[lI][0-9]+)(?![A-Za-z0-9])"
    r"|(?<![0-9])(?!1[3-9][0-9]{9}(?![0-9]))[0-9]{10,}",
)
"""Amounts that are no whole number, wherever they stand."""
_COUNTED = re.compile(rf"[{COUNTERS}](?![物放积理])")
_GLUED_NUMBER = re.compile(rf"[0-9]{{1,3}}(?=[\u4e00-\u9fff])(?!{_COUNTED.pattern})(?!分)")
"""``2没分类``: the 2 counts nothing, so it may well be the points."""
_PLACE = re.compile(
    rf"(?<![0-9.:/])(?:[0-9]{{1,2}}-[0-9]{{1,4}}(?![0-9.:%/{COUNTERS}分-])|[0-9]{{1,2}}组[0-9]{{1,4}}号)"
)
_ABOUT = "和与跟同向对被给在到往从占帮替把让离靠近"
"""A household after one of these is somebody that the reason tells of."""
_PHONE = re.compile(r"1[3-9][0-9]{9}")
_DAY_OR_PART = re.compile(r"[0-9]{1,2}[./][0-9]{1,2}")
"""``9/5``, ``1.5``: a day or a part of a point."""
_HALF = re.compile(r"半(?!天|夜|年|月|个|小|路)")


def unread(plain: str, tokens: list[Token], places: Places) -> tuple[Fault, Token] | None:
    """The first part of a line that should have been an argument and is none."""
    left = places.left(tokens)
    for name, item in pairwise(left):
        if name.kind is Kind.HOUSEHOLD and item.kind is Kind.ITEM and not _is_told_of(plain, name.start):
            return Fault.TWO_HOUSEHOLDS, name
    for token in left:
        if fault := _household(plain, token, places) or _item(token, places) or _phone(plain, token, places):
            return fault
    if Kind.POINTS not in places.wanted or (Kind.ITEM in places.wanted and Kind.ITEM not in places.filled):
        return None
    return (
        _after_points(plain, tokens, places) if Kind.POINTS in places.filled else _points(plain, tokens, left, places)
    )


def _household(plain: str, token: Token, places: Places) -> tuple[Fault, Token] | None:
    if Kind.HOUSEHOLD not in places.wanted:
        return None
    if token.kind is Kind.HOUSEHOLD and token.exact and not _is_told_of(plain, token.start):
        return Fault.TWO_HOUSEHOLDS, token
    if token.kind in {Kind.WORD, Kind.ITEM}:
        for found in _PLACE.finditer(plain, token.start, token.end):
            if not _is_told_of(plain, found.start()):
                return Fault.TWO_HOUSEHOLDS, _part(token, found)
    return None


def _is_told_of(plain: str, at: int) -> bool:
    return plain[:at].rstrip()[-1:] in set(_ABOUT)


def _item(token: Token, places: Places) -> tuple[Fault, Token] | None:
    if token.kind is Kind.ITEM and token.exact and not token.loose and Kind.ITEM in places.wanted:
        return Fault.TWO_ITEMS, token
    return None


def _phone(plain: str, token: Token, places: Places) -> tuple[Fault, Token] | None:
    """A whole telephone number names a household, but by its last four digits."""
    found = _PHONE.fullmatch(plain, token.start, token.end)
    return (Fault.WHOLE_PHONE, token) if found and Kind.HOUSEHOLD not in places.filled else None


def _after_points(plain: str, tokens: list[Token], places: Places) -> tuple[Fault, Token] | None:
    """``2分半``, ``1,5`` and ``2 3`` are no whole numbers; a second amount further on may be that of a second item."""
    points = places.filled[Kind.POINTS]
    arguments = {token.start for token in places.filled.values()}
    for before, after in pairwise([None, *tokens]):
        if after is None or after.start in arguments:
            continue
        if before is points and after.start == points.end and _HALF.match(plain, after.start):
            return Fault.HALF_POINTS, _span(points, after.start + 1)
        if _DAY_OR_PART.fullmatch(plain, after.start, after.end):
            return Fault.BAD_DAY, after
        if not _is_second(plain, after):
            continue
        if before is points:
            return Fault.HALF_POINTS, _span(points, after.end)
        return (
            (Fault.TWO_ITEMS, before)
            if before and _is_left(before, Kind.ITEM, arguments)
            else (Fault.TWO_POINTS, after)
        )
    return None


def _is_left(token: Token, kind: Kind, arguments: set[int]) -> bool:
    return token.kind is kind and token.start not in arguments


def _is_second(plain: str, token: Token) -> bool:
    """One more number that could be points: a bare one counts nothing and is no more than points can be."""
    could_be = isinstance(token.value, Points) and (token.value.value is not None or token.value.marked)
    return token.kind is Kind.POINTS and could_be and not token.loose and not _counts(plain, token)


def _points(plain: str, tokens: list[Token], left: list[Token], places: Places) -> tuple[Fault, Token] | None:
    """The item's full points are taken only where the line holds nothing that could be meant as a number."""
    arguments = {token.start for token in (*places.filled.values(), *places.more, *places.beside)}
    before: dict[int, Token | None] = dict(zip((t.start for t in tokens), [None, *tokens], strict=False))
    for token in left:
        if found := _NO_AMOUNT.search(plain, token.start, token.end):
            return Fault.HALF_POINTS, _part(token, found)
        if token.kind is Kind.POINTS and not _counts(plain, token):
            return Fault.UNCLEAR_POINTS, token
        previous = before[token.start]
        glued = previous is None or previous.start in arguments
        if glued and token.kind in {Kind.WORD, Kind.ITEM} and _GLUED_NUMBER.match(str(token.value)):
            return Fault.UNCLEAR_POINTS, token
    return None


def _counts(plain: str, token: Token) -> bool:
    """A bare number that counts what follows (``2 天``)."""
    return not is_marked(token) and _COUNTED.match(plain[token.end :].lstrip()) is not None


def _part(token: Token, found: re.Match[str]) -> Token:
    return Token(token.kind, found.start(), found.end(), found[0])


def _span(first: Token, end: int) -> Token:
    return Token(first.kind, first.start, end, first.value)
