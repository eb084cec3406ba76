"""An inspection sheet as a table: what stands above it, its header, and its rows by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.inspection.layout import DAY, OFFICER, PLACE, REASON, ROUND, UNIT
from app.sheets.files import read_lines
from app.sheets.table import Line, SheetError, SheetRow, columns, cut, footer, is_filled, named, tidy
from domain.model.errors import Refused

_CODE = re.compile(r"[\u4e00-\u9fff][1-9][0-9]?(?![0-9])")
_LABEL = re.compile(rf"({UNIT}|{ROUND}|{OFFICER}):?(.*)")
_MOST_ABOVE = 10
"""Lines above the header that may hold a heading and notes."""


@dataclass(frozen=True, slots=True)
class InspectionSheet:
    """A sheet as a file has it. ``said`` holds what the heading, or a column, says of 单位, 轮次 and 考核员.

    ``items`` are the headings of the columns that may be items, by the name under which rows hold their cells.
    """

    said: dict[str, str]
    columns: frozenset[str]
    items: tuple[str, ...]
    rows: list[SheetRow]
    notes: tuple[str, ...] = ()


def read(file: Path) -> InspectionSheet:
    """The sheet in a CSV or XLSX file. Raises Refused("bad-file")."""
    notes: list[str] = []
    try:
        sheet = build(read_lines(file, is_header, notes))
    except SheetError as error:
        raise Refused("bad-file", file=file.name, problem=str(error)) from None
    return replace(sheet, notes=(*notes, *sheet.notes))


def is_header(cells: Sequence[str]) -> bool:
    """Whether a line names the columns that say which household is meant."""
    names = named(cells)
    return {"组", "号"} <= set(names) or "户码" in names


def build(lines: Iterable[Line]) -> InspectionSheet:
    """A sheet from numbered lines of cells. Raises SheetError."""
    filled = ((line, cells) for line, cells in lines if is_filled(cells))
    said: dict[str, str] = {}
    for number, (_, cells) in enumerate(filled):
        if is_header(cells):
            return _table(said, named(cells), filled)
        if number == _MOST_ABOVE:
            break
        said |= _heading(cells)
    raise SheetError("没有表头：要有一行写着 组、号（或 户码）和各项。可先用 jifen entries template 生成空表")


def _heading(cells: Sequence[str]) -> dict[str, str]:
    """``单位：秦望村`` in one cell, or in two."""
    said = {}
    for cell, beside in zip(cells, [*cells[1:], ""], strict=True):
        found = _LABEL.fullmatch(tidy(cell))
        if found:
            said[found[1]] = found[2].strip() or ("" if _LABEL.fullmatch(tidy(beside)) else tidy(beside))
    return said


def _table(heading: dict[str, str], names: Sequence[str], lines: Iterable[Line]) -> InspectionSheet:
    known = (*PLACE, DAY, REASON, OFFICER, UNIT, ROUND)
    places = columns(names, known)
    items = tuple(name for name in names if name and name not in known)
    if not items:
        raise SheetError("表头里一项也没有")
    twice = sorted({name for name in items if items.count(name) > 1})
    if twice:
        raise SheetError(f"这些列有两个：{'、'.join(twice)}")
    where = places | {name: names.index(name) for name in items}
    rows, notes = [], []
    for line, cells in lines:
        if said := footer(line, cells):
            notes.append(said)
        else:
            rows.append(cut(line, cells, where))
    if not rows:
        raise SheetError("表头下面一户也没有")
    about = {label: _same(rows, label) for label in (UNIT, ROUND) if label in places}
    about |= {label: text for label, text in heading.items() if text}
    return InspectionSheet(about, frozenset(where), items, rows, tuple(notes))


def _same(rows: Sequence[SheetRow], label: str) -> str:
    """What a column says, on every row the same."""
    first = rows[0].cells[label]
    for row in rows:
        if row.cells[label] != first:
            raise SheetError(f"第 {row.line} 行的{label}和第 {rows[0].line} 行不同，一张表只记一个单位的一轮")
    return first


def code_of(heading: str) -> str | None:
    """The item's code at the front of a heading: 环4 of ``环4垃圾分类投放(扣,最多5分)``."""
    found = _CODE.match(heading)
    return found[0] if found else None
