"""A roster file as a table: the columns that it must and may have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from app.sheets.files import read_lines
from app.sheets.table import Line, Sheet, SheetError, columns, cut, is_filled, names_of
from domain.errors import Refused

REQUIRED = ("单位", "组", "号", "户主", "电话")
OPTIONAL = ("户码", "亲属")


def read(file: Path) -> Sheet:
    """The roster in a CSV or XLSX file. Raises Refused("bad-file")."""
    try:
        return build(read_lines(file))
    except SheetError as error:
        raise Refused("bad-file", file=file.name, problem=str(error)) from None


def build(lines: Iterable[Line]) -> Sheet:
    """A sheet from numbered lines of cells, the first that is not empty being the header. Raises SheetError."""
    filled = ((line, cells) for line, cells in lines if is_filled(cells))
    header = next(filled, None)
    if header is None:
        raise SheetError("文件是空的")
    names = names_of(header[1])
    where = _places(names)
    rows = [cut(line, cells, where) for line, cells in filled]
    if not rows:
        raise SheetError("表头下面一户也没有")
    ignored = tuple(name for name in names if name and name not in where)
    return Sheet(frozenset(where), rows, ignored)


def _places(names: Sequence[str]) -> dict[str, int]:
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise SheetError(f"缺少这些列：{'、'.join(missing)}。第一行要写列名")
    return columns(names, (*REQUIRED, *OPTIONAL))
