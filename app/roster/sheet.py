"""A roster file as tables: the columns that each must and may have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.roster.persons import RELATIONS, of_households
from app.sheets.files import read_tables
from app.sheets.headings import OTHER_NAMES, column_of, named, names_of
from app.sheets.importing import of_file
from app.sheets.shapes.beside import apart
from app.sheets.shapes.one_cell import is_place, spread
from app.sheets.shapes.shape import Units, shape_of
from app.sheets.shapes.titles import headed, titled
from app.sheets.table import MOST_ABOVE, Sheet, SheetError, Table, columns, header_of, numbered, rows_of

REQUIRED = ("单位", "组", "号", "户主", "电话")
OPTIONAL = ("户码", "亲属")
_AROUND = {
    "单位": "单位也可以写在标题、表名里，或加 --unit 村名",
    "组": "组也可以写在标题、表名里，或和号写成一列“组号”，如 3-12",
}
_NAMED = 5
"""So many headings that are not known are told: one of them may be meant for the column that is missing."""
_MEANT = 3
"""So many of the required names on one line are meant as a header, and what is missing is told."""


def read(file: Path, units: Units, notes: list[str], unit: str = "") -> list[Sheet]:
    """The rosters in a CSV or XLSX file; ``notes`` get what was read past, and how what was unusual was read.

    ``unit`` is that of all rows, "" where the file says it. Raises Refused("bad-file").
    """
    with of_file(file):
        tables = read_tables(file, is_header, notes)
        parts = numbered((part for table in tables for part in _parts(table, notes)), _header_at, notes)
        return [build(table, units, notes, unit) for table in parts]


def is_header(cells: Sequence[str]) -> bool:
    """Whether a line is meant as the header of a roster."""
    names = names_of(cells)
    others = not RELATIONS.isdisjoint(names), any(map(is_place, set(names) - set(OTHER_NAMES["组"])))
    return len(set(REQUIRED) & set(named(cells))) + sum(others) >= _MEANT


def build(table: Table, units: Units, notes: list[str], unit: str = "") -> Sheet:
    """A sheet from a table; a title may stand above the header. Raises SheetError."""
    shape = shape_of(table, _header_at(table), notes)
    shape, said = headed(shape, units, unit)
    shape = titled(spread(shape, units, notes), said, units, notes)
    plain = of_households(shape, units, notes).plain()
    names = header_of(plain, 0)
    _check(plain, names)
    where = columns(names, (*REQUIRED, *OPTIONAL))
    rows = rows_of(plain, where)
    return Sheet(frozenset(where), rows, tuple(name for name in names if name and name not in where))


def _parts(table: Table, notes: list[str]) -> list[Table]:
    """The tables of a sheet. Raises SheetError for an empty one."""
    if not table.lines:
        raise SheetError("文件是空的")
    return apart(table, _header_at(table), notes)


def _header_at(table: Table) -> int:
    """The line that is the header; of names in two lines below each other the second, as it says more."""
    above = [named(cells) for _, cells in table.lines[:MOST_ABOVE]]
    whole = [at for at, names in enumerate(above) if set(REQUIRED) <= set(names)]
    start = next(iter(whole or (at for at, (_, cells) in enumerate(table.lines[:MOST_ABOVE]) if is_header(cells))), 0)
    while start + 1 in whole:
        start += 1
    return start


def _check(table: Table, names: Sequence[str]) -> None:
    """Raises SheetError when a column is missing, or the phones are in several."""
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        unknown = [name for name in names if name and name not in (*REQUIRED, *OPTIONAL)][:_NAMED]
        others = f"（不认识的列名：{'、'.join(unknown)}）" if unknown and len(missing) < len(REQUIRED) else ""
        told = f"{table.said}缺少这些列：{'、'.join(missing)}{others}。第一行要写列名"
        around = [_AROUND[name] for name in missing if name in _AROUND]
        raise SheetError("；".join([told, *around]))
    phones = [name for name in names_of(table.lines[0][1]) if column_of(name) == "电话"]
    if len(set(phones)) > 1:
        raise SheetError(f"{table.said}有几列电话：{'、'.join(phones)}，请合成一列，几个号码用分号隔开")
