"""A roster file as tables: the columns that each must and may have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.sheets.files import read_tables
from app.sheets.headings import column_of, named, names_of
from app.sheets.importing import of_file
from app.sheets.table import MOST_ABOVE, Sheet, SheetError, Table, columns, header_of, rows_below

REQUIRED = ("单位", "组", "号", "户主", "电话")
OPTIONAL = ("户码", "亲属")
_NAMED = 5
"""So many headings that are not known are told: one of them may be meant for the column that is missing."""
_MEANT = 3
"""So many of the required names on one line are meant as a header, and what is missing is told."""


def read(file: Path, notes: list[str]) -> list[Sheet]:
    """The rosters in a CSV or XLSX file; ``notes`` get what was read past. Raises Refused("bad-file")."""
    with of_file(file):
        return [build(table, notes) for table in read_tables(file, is_header, notes)]


def is_header(cells: Sequence[str]) -> bool:
    """Whether a line is meant as the header of a roster."""
    return len(set(REQUIRED) & set(named(cells))) >= _MEANT


def build(table: Table, notes: list[str]) -> Sheet:
    """A sheet from a table; a title may stand above the header. Raises SheetError."""
    if not table.lines:
        raise SheetError("文件是空的")
    start = _header_at(table)
    names = header_of(table, start)
    _check(table, start, names)
    where = columns(names, (*REQUIRED, *OPTIONAL))
    rows = rows_below(table, start, where, notes)
    return Sheet(frozenset(where), rows, tuple(name for name in names if name and name not in where))


def _header_at(table: Table) -> int:
    """The line that is the header; of names in two lines below each other the second, as it says more."""
    above = [named(cells) for _, cells in table.lines[:MOST_ABOVE]]
    whole = [at for at, names in enumerate(above) if set(REQUIRED) <= set(names)]
    start = next(iter(whole or (at for at, (_, cells) in enumerate(table.lines[:MOST_ABOVE]) if is_header(cells))), 0)
    while start + 1 in whole:
        start += 1
    return start


def _check(table: Table, start: int, names: Sequence[str]) -> None:
    """Raises SheetError when a column is missing, or the phones are in several."""
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        unknown = [name for name in names if name and name not in (*REQUIRED, *OPTIONAL)][:_NAMED]
        others = f"（不认识的列名：{'、'.join(unknown)}）" if unknown and len(missing) < len(REQUIRED) else ""
        raise SheetError(f"{table.said}缺少这些列：{'、'.join(missing)}{others}。第一行要写列名")
    phones = [name for name in names_of(table.lines[start][1]) if column_of(name) == "电话"]
    if len(set(phones)) > 1:
        raise SheetError(f"{table.said}有几列电话：{'、'.join(phones)}，请合成一列，几个号码用分号隔开")
