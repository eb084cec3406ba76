"""An inspection sheet as a table: what stands above it, its header, and its rows by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.inspection.above import labels, title_says
from app.inspection.items import code_of
from app.inspection.layout import DAY, ITEM_COLUMNS, OFFICER, PLACE, REASON, ROUND, UNIT
from app.sheets.files import read_tables
from app.sheets.headings import named
from app.sheets.importing import of_file
from app.sheets.shapes.beside import apart
from app.sheets.shapes.one_cell import is_place, spread
from app.sheets.shapes.shape import Units, shape_of
from app.sheets.shapes.titles import grouped, titled
from app.sheets.table import MOST_ABOVE, SheetError, SheetRow, Table, columns, header_of, numbered, rows_of

Words = Mapping[str, Sequence[str]]
"""Everything that is said of each label; what means the same may be said in several words."""


@dataclass(frozen=True, slots=True)
class InspectionSheet:
    """A sheet as a file has it. ``said`` holds all that headings and columns say of 单位, 轮次 and 考核员.

    ``items`` are the headings of the columns that may be items, by the name under which rows hold their cells;
    ``title`` is the name of the workbook's sheet, "" for a CSV, and ``prefix`` names it where there are several;
    ``above`` is what titles over the columns say of 单位 and 轮次.
    """

    said: Words
    items: tuple[str, ...]
    rows: Sequence[SheetRow]
    title: str = ""
    prefix: str = ""
    above: Words = field(default_factory=dict)


def read(file: Path, units: Units, notes: list[str]) -> list[InspectionSheet]:
    """The sheets in a CSV or XLSX file; ``notes`` get what was read past, and how what was unusual was read.

    Raises Refused("bad-file").
    """
    with of_file(file):
        tables = read_tables(file, is_header, notes)
        parts = numbered((part for table in tables for part in _parts(table, notes)), _header_at, notes)
        return [build(table, units, notes) for table in parts]


def is_header(cells: Sequence[str]) -> bool:
    """Whether a line names the columns that say which household is meant; the group may be the sheet's own name."""
    names = named(cells)
    if {"组", "号"} <= set(names) or "户码" in names:
        return True
    partly = "组" in names or "号" in names or any(map(is_place, names))
    return partly and (any(map(code_of, names)) or not set(ITEM_COLUMNS).isdisjoint(names))


def build(table: Table, units: Units, notes: list[str]) -> InspectionSheet:
    """A sheet from a table. Raises SheetError."""
    start = _header_at(table)
    lines = [cells for _, cells in table.lines[:start] if not is_header(cells)]
    said = _gathered(map(labels, lines))
    names = [name for name in units if not name.isdigit()]
    title = _gathered(title_says(cells, names) for cells in lines)
    shape, around = grouped(shape_of(table, start, notes), units)
    plain = titled(spread(shape, units, notes), around, units, notes).plain()
    return replace(_sheet(plain, said), above=title)


def _parts(table: Table, notes: list[str]) -> list[Table]:
    return apart(table, _header_at(table), notes)


def _header_at(table: Table) -> int:
    """The line that is the header; of names in two lines below each other the second. Raises SheetError."""
    headers = [at for at, (_, cells) in enumerate(table.lines[: MOST_ABOVE + 1]) if is_header(cells)]
    if not headers:
        raise SheetError("没有表头：要有一行写着 组、号（或 户码）和各项。可先用 jifen entries template 生成空表")
    start = headers[0]
    while start + 1 in headers:
        start += 1
    return start


def _gathered(said: Iterable[Mapping[str, str]]) -> Words:
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for each in said:
        for label, text in each.items():
            if text and text not in gathered[label]:
                gathered[label].append(text)
    return gathered


def _sheet(table: Table, heading: Words) -> InspectionSheet:
    names = header_of(table, 0)
    known = (*PLACE, DAY, REASON, OFFICER, UNIT, ROUND)
    places = columns(names, known)
    items = tuple(name for name in names if name and name not in known)
    if not items:
        raise SheetError(f"{table.said}表头里一项也没有")
    twice = sorted({name for name in items if items.count(name) > 1})
    if twice:
        raise SheetError(f"{table.said}这些列有两个：{'、'.join(twice)}")
    rows = rows_of(table, places | {name: names.index(name) for name in items})
    columns_say = {label: _same(rows, label) for label in (UNIT, ROUND) if label in places}
    every = [columns_say, *({label: text} for label, texts in heading.items() for text in texts)]
    return InspectionSheet(_gathered(every), items, rows, table.sheet, table.said)


def _same(rows: Sequence[SheetRow], label: str) -> str:
    """What a column says, on every row the same. Raises SheetError."""
    first = rows[0].cells[label]
    for row in rows:
        if label in row.unread:
            raise SheetError(f"{row.at}：{row.unread[label]}")
        if row.cells[label] != first:
            raise SheetError(f"{row.at}的{label}和第 {rows[0].at.line} 行不同，一张表只记一个单位的一轮")
    return first
