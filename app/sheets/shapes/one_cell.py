"""Group and number in one cell (3-12, 3组12号), or the unit with them (秦望村3组12号): each gets its own column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from app.sheets.headings import names_of, tidy
from app.sheets.places import short
from app.sheets.shapes.shape import Said, Shape, Units
from app.sheets.shapes.words import GROUP, NUMBER
from app.sheets.table import MADE_A_DATE, CellError, UnreadableCell
from text.normalise import numeral

_ADDRESSES = frozenset({"住址", "地址", "家庭住址", "家庭地址", "居住地址", "详细地址", "门牌地址", "户籍地址"})
_BOTH = re.compile(r"(?:组|组别|村民组|村民小组|小组)[\-—–/、+及和]?(?:号|户号|户|门牌|门牌号)")
_HAN = "[\u3400-\u9fff]"
_WRITTEN = re.compile(rf"(?:.{{2,}}?[镇乡])?(?P<unit>{_HAN}{{2,}}?)?{GROUP}[\-—–]?(?:(?P<number>{NUMBER})[号户#]?)?")
_JOINED = re.compile(r"(?P<group>[0-9]{1,4})[\-—–−‐‑]{1,2}(?P<number>[0-9]{1,4})号?")


def is_place(heading: str) -> bool:
    """Whether a column has group and number in one cell, by its heading."""
    return heading in _ADDRESSES or bool(_BOTH.fullmatch(heading))


class PlaceParts(NamedTuple):
    """What a cell says, each "" where it does not; group and number in figures, or as they stand."""

    unit: str = ""
    group: str = ""
    number: str = ""


def whole_place(text: str, heading: str) -> PlaceParts:
    """What a tidied cell with group and number says: 3-12, 一组12号, 秦望村3组12号. Raises CellError for another."""
    if not text:
        raise CellError(f"没写{heading}")
    parts = _whole(text)
    if parts is None:
        raise CellError(_told(text, heading))
    return parts


def spread(shape: Shape, units: Units, notes: list[str]) -> Shape:
    """The same with unit, group and number in their own columns, where one has several of them."""
    for at, heading in enumerate(names_of(shape.header[1])):
        if read := _reader(shape, at, heading):
            return _spread(shape, at, heading, read, units, notes)
    return shape


def _reader(shape: Shape, at: int, heading: str) -> Callable[[str], PlaceParts | None] | None:
    """What reads the cells of that column, None when it holds nothing but what its heading says."""
    numbered = shape.column("号") is not None
    if at == shape.column("号"):
        return _number if any((parts := _written(text)) and parts.number for text in _texts(shape, at)) else None
    if at == shape.column("组") and numbered:
        return _group if any((parts := _written(text)) and parts.unit for text in _texts(shape, at)) else None
    if (at == shape.column("组") or is_place(heading)) and not numbered:
        joined = any(_whole(text) or text.startswith(MADE_A_DATE) for text in _texts(shape, at))
        return _whole if joined else None
    return None


def _texts(shape: Shape, at: int) -> Iterator[str]:
    """What the column has that is more than a number."""
    return (tidy(cell) for cell in shape.cells(at) if not cell.isdecimal())


def _spread(
    shape: Shape, at: int, heading: str, read: Callable[[str], PlaceParts | None], units: Units, notes: list[str]
) -> Shape:
    cells = shape.cells(at)
    parts = [_read(cell, heading, read) for cell in cells]
    shape = shape.without(at)
    for column, values in zip(("单位", "组", "号"), zip(*parts, strict=True), strict=True):
        if any(values) or (column != "单位" and shape.column(column) is None):
            said = [Said(value, tidy(cell)) if value else None for value, cell in zip(values, cells, strict=True)]
            shape = shape.filled(column, said, units)
    for text in map(tidy, cells):
        meant = read(text)
        if meant and (meant.unit or (meant.group and meant.number)):
            notes.append(f"{shape.table.said}“{heading}”一格里写了几样，分开读了：{text} 是{_spoken(meant)}")
            break
    return shape


def _read(cell: str, heading: str, read: Callable[[str], PlaceParts | None]) -> PlaceParts:
    text = tidy(cell)
    if not text:
        return PlaceParts()
    if isinstance(cell, UnreadableCell):
        return PlaceParts("", cell, cell)
    if found := read(text):
        return PlaceParts(*(type(cell)(part) for part in found))
    told = UnreadableCell(_told(text, heading))
    return PlaceParts("", told, told)


def _told(text: str, heading: str) -> str:
    if text.startswith(MADE_A_DATE):
        return f"{heading}被表格软件变成了日期“{text.removeprefix(MADE_A_DATE)}”，请把这一列设成文本再填"
    return f"{heading}“{short(text)}”看不出是哪一组哪一号，要写成 3-12 或 3组12号"


def _written(text: str) -> PlaceParts | None:
    """What is written with its words: 3组12号, 秦望村3组."""
    found = _WRITTEN.fullmatch(text)
    return _of(found) if found and (found["number"] or found["unit"]) else None


def _whole(text: str) -> PlaceParts | None:
    """Group and number, with words or joined by a dash."""
    found = _WRITTEN.fullmatch(text) or _JOINED.fullmatch(text)
    return _of(found) if found and found["number"] else None


def _group(text: str) -> PlaceParts | None:
    parts = _written(text)
    return PlaceParts(parts.unit, parts.group) if parts and not parts.number else PlaceParts(group=text)


def _number(text: str) -> PlaceParts | None:
    parts = _written(text)
    return parts if parts and parts.number else PlaceParts(number=text)


def _of(found: re.Match[str]) -> PlaceParts:
    said = found.groupdict()
    return PlaceParts(said.get("unit") or "", _figure(said["group"]), _figure(said["number"] or ""))


def _figure(text: str) -> str:
    """In figures, or as it is written where it is no number."""
    value = numeral(text)
    return text if value is None else str(value)


def _spoken(parts: PlaceParts) -> str:
    unit, group, number = parts
    return unit + (f" {group} 组" if group else "") + (f" {number} 号" if number else "")
