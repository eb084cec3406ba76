"""An inspection sheet as a table: what stands above it, its header, and its rows by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.inspection.layout import DAY, OFFICER, PLACE, REASON, ROUND, UNIT
from app.sheets.files import read_tables
from app.sheets.headings import named, tidy
from app.sheets.importing import of_file
from app.sheets.table import MOST_ABOVE, SheetError, SheetRow, Table, columns, header_of, rows_below

_CODE = re.compile(r"[\u4e00-\u9fff][1-9][0-9]?(?![0-9])")
_LABEL = re.compile(rf"({UNIT}|{ROUND}|{OFFICER}):?(.*)")


@dataclass(frozen=True, slots=True)
class InspectionSheet:
    """A sheet as a file has it. ``said`` holds what the heading, or a column, says of 单位, 轮次 and 考核员.

    ``items`` are the headings of the columns that may be items, by the name under which rows hold their cells;
    ``title`` is the name of the workbook's sheet, "" for a CSV, and ``prefix`` names it where there are several.
    """

    said: dict[str, str]
    items: tuple[str, ...]
    rows: Sequence[SheetRow]
    title: str = ""
    prefix: str = ""


def read(file: Path, notes: list[str]) -> list[InspectionSheet]:
    """The sheets in a CSV or XLSX file; ``notes`` get what was read past. Raises Refused("bad-file")."""
    with of_file(file):
        return [build(table, notes) for table in read_tables(file, is_header, notes)]


def is_header(cells: Sequence[str]) -> bool:
    """Whether a line names the columns that say which household is meant; the group may be the sheet's own name."""
    names = named(cells)
    return {"组", "号"} <= set(names) or "户码" in names or ("号" in names and any(map(code_of, names)))


def build(table: Table, notes: list[str]) -> InspectionSheet:
    """A sheet from a table. Raises SheetError."""
    said: dict[str, str] = {}
    for start, (_, cells) in enumerate(table.lines[: MOST_ABOVE + 1]):
        if is_header(cells):
            return _sheet(table, start, said, notes)
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


def _sheet(table: Table, start: int, heading: dict[str, str], notes: list[str]) -> InspectionSheet:
    names = header_of(table, start)
    known = (*PLACE, DAY, REASON, OFFICER, UNIT, ROUND)
    places = columns(names, known)
    items = tuple(name for name in names if name and name not in known)
    if not items:
        raise SheetError(f"{table.said}表头里一项也没有")
    twice = sorted({name for name in items if items.count(name) > 1})
    if twice:
        raise SheetError(f"{table.said}这些列有两个：{'、'.join(twice)}")
    rows = rows_below(table, start, places | {name: names.index(name) for name in items}, notes)
    about = {label: _same(rows, label) for label in (UNIT, ROUND) if label in places}
    about |= {label: text for label, text in heading.items() if text}
    return InspectionSheet(about, items, rows, table.title, table.said)


def _same(rows: Sequence[SheetRow], label: str) -> str:
    """What a column says, on every row the same."""
    first = rows[0].cells[label]
    for row in rows:
        if row.cells[label] != first:
            raise SheetError(f"{row.at}的{label}和第 {rows[0].at.line} 行不同，一张表只记一个单位的一轮")
    return first


def code_of(heading: str) -> str | None:
    """The item's code at the front of a heading: 环4 of ``环4垃圾分类投放(扣,最多5分)``."""
    found = _CODE.match(heading)
    return found[0] if found else None
