"""What the cells of a roster say. Every function raises CellError, its message one plain Chinese clause."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.roster.heads import check_head
from app.sheets.headings import tidy
from app.sheets.places import check_whole, short
from app.sheets.table import MADE_A_DATE, CellError
from text.codes import is_valid
from text.normalise import one_dot
from text.phones import mask, to_e164

MAX_HEAD = 30

_BLANK_BESIDE_HAN = re.compile(r"(?<=[\u3400-\u9fff·]) (?=[\u3400-\u9fff·])")
_BETWEEN_PHONES = re.compile(r" ?[;；、,，/\n|] ?")
_COUNTRY = re.compile(r"\(\+86\) ?")
_LABEL = re.compile(
    r"(?:\b(?:tel|phone|mobile)|(?<![\u3400-\u9fff])(?:联系|移动|固定)?(?:电话|手机|座机|固话)(?:号码?)?)"
    r"[:. ]*(?=[+(0-9])",
    re.IGNORECASE,
)
"""What a number is, in front of it: it says no more than the column does."""
_NONE = frozenset({"无", "没有", "暂无", "无电话", "没有电话", "-", "—", "/"})
_HYPHENS = re.compile("[\u2010\u2011\u2012]")
_WORD_BESIDE = re.compile(r"[\u3400-\u9fff]+(?=.*[0-9]{7})|(?<=[0-9]{7})[(（ ]*[\u3400-\u9fff]+[)）]?")
_BETWEEN_KIN = re.compile(r"[;；、,，/| ]+")
_BLANK_IN_PLACE = re.compile(r"(?<=[组\-—–]) | (?=[组号\-—–])")
_PLACE = re.compile(r"(\d{1,9})[组\-—–](\d{1,9})号?")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_MANY_DIGITS = re.compile(r"(?:[^0-9]*[0-9]){5}")

KinRef = str | tuple[int, int]
"""A household code, or group and number in the same unit."""


def head(text: str) -> str:
    """The head's name; blanks that only spread its characters go, the dot within it is one character."""
    name = one_dot(_BLANK_BESIDE_HAN.sub("", text))
    if not name:
        raise CellError("没写户主")
    if name.startswith(MADE_A_DATE) or not name.isprintable():
        raise CellError("户主不是姓名")
    if len(name) > MAX_HEAD:
        raise CellError(f"户主超过 {MAX_HEAD} 个字")
    check_head(name)
    return name


def written_head(name: str) -> str:
    """A stored name as a sheet with it is read: however it came in, width, blanks and dot make no other name."""
    try:
        return head(tidy(name))
    except CellError:
        return name


def phones(text: str) -> tuple[str, ...]:
    """Every number in E.164, each once, mobile ones first as they get texts; none when the cell is blank or says so."""
    if text in _NONE:
        return ()
    found: dict[str, None] = {}
    plain = _COUNTRY.sub("+86", _LABEL.sub("", _HYPHENS.sub("-", text)))
    for piece in _BETWEEN_PHONES.split(plain):
        if word := _WORD_BESIDE.search(piece):
            raise CellError(f"电话里只写号码，“{word[0]}”请写到备注列")
        whole = _phone(piece)
        for number in [whole] if whole else [_sure_phone(part) for part in piece.split()]:
            found[number] = None
    return mobile_first(found)


def mobile_first(numbers: Iterable[str]) -> tuple[str, ...]:
    """Numbers (E.164) in the order in which a roster has them."""
    return tuple(sorted(numbers, key=lambda number: not _MOBILE.fullmatch(number.removeprefix("+86"))))


def kin(text: str) -> tuple[KinRef, ...]:
    """Household codes and places (``3-12``, ``3组12号``) of kin."""
    if MADE_A_DATE in text:
        raise CellError("亲属被表格软件变成了日期，请把这一列设成文本再填")
    pieces = _BETWEEN_KIN.split(_BLANK_IN_PLACE.sub("", text))
    return tuple(_kin(piece) for piece in pieces if piece)


def _kin(piece: str) -> KinRef:
    found = _PLACE.fullmatch(piece)
    if found:
        return int(found[1]), int(found[2])
    if not is_valid(piece):
        raise CellError(f"亲属“{short(piece)}”看不懂，要写户码或组-号，例如 3-12")
    return piece


def _phone(piece: str) -> str | None:
    """Nearly every number is a plain mobile one, which needs no long look."""
    return f"+86{piece}" if _MOBILE.fullmatch(piece) else to_e164(piece)


def _sure_phone(piece: str) -> str:
    number = _phone(piece)
    if number is None:
        check_whole(piece, "电话")
        shown = mask(piece) if _MANY_DIGITS.match(piece) else short(piece)
        raise CellError(f"电话“{shown}”不是电话号码")
    return number
