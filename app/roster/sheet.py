"""A roster file as a table: the columns that it must and may have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from app.sheets.files import read_lines
from app.sheets.table import MOST_ABOVE, OTHER_NAMES, Line, Sheet, SheetError, columns, cut, footer, is_filled, named
from domain.model.errors import Refused

REQUIRED = ("单位", "组", "号", "户主", "电话")
OPTIONAL = ("户码", "亲属")


def read(file: Path) -> Sheet:
    """The roster in a CSV or XLSX file. Raises Refused("bad-file")."""
    notes: list[str] = []
    try:
        sheet = build(read_lines(file, is_header, notes, several=True))
    except SheetError as error:
        raise Refused("bad-file", file=file.name, problem=str(error)) from None
    return replace(sheet, notes=(*notes, *sheet.notes))


def is_header(cells: Sequence[str]) -> bool:
    """Whether a line names all the columns that a roster must have."""
    return set(REQUIRED) <= set(named(cells))


def build(lines: Iterable[Line]) -> Sheet:
    """A sheet from numbered lines of cells; a title may stand above the header. Raises SheetError."""
    filled = [(line, cells) for line, cells in lines if is_filled(cells)]
    if not filled:
        raise SheetError("文件是空的")
    start = next((at for at, (_, cells) in enumerate(filled[:MOST_ABOVE]) if is_header(cells)), 0)
    names = named(filled[start][1])
    where = _places(names)
    rows, notes = [], []
    for line, cells in filled[start + 1 :]:
        if said := footer(line, cells):
            notes.append(said)
        else:
            rows.append(cut(line, cells, where))
    if not rows:
        raise SheetError("表头下面一户也没有")
    ignored = tuple(name for name in names if name and name not in where)
    return Sheet(frozenset(where), rows, ignored, tuple(notes))


def _places(names: Sequence[str]) -> dict[str, int]:
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise SheetError(f"缺少这些列：{'、'.join(missing)}。第一行要写列名")
    if beside := [name for name in names if name in OTHER_NAMES["电话"]]:
        raise SheetError(f"有几列电话：电话、{'、'.join(beside)}，请合成一列，几个号码用分号隔开")
    return columns(names, (*REQUIRED, *OPTIONAL))
