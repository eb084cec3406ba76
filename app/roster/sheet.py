"""A roster file as a table of texts: which columns it has, and its rows with their line numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

REQUIRED = ("单位", "组", "号", "户主", "电话")
OPTIONAL = ("户码", "亲属")

MAX_ROWS = 1_000_000

MADE_A_DATE = "(日期)"
"""Stands for a cell that the spreadsheet turned into a date, as it does to ``3-12``: nobody can tell which."""

_BLANKS = re.compile(r"\s+")
_WHOLE_FLOAT = re.compile(r"([0-9]+)\.0+")


class SheetError(ValueError):
    """A file that cannot be a roster; the message is one plain Chinese line."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that is not empty: its line in the file, and the tidied text of every column of the roster."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A roster file. ``ignored`` are the columns that a roster does not know."""

    columns: frozenset[str]
    rows: list[SheetRow]
    ignored: tuple[str, ...]


def tidy(text: str) -> str:
    """Full-width digits and letters made plain, runs of blanks made one, ``12.0`` made ``12``."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = _BLANKS.sub(" ", text).strip()
    whole = _WHOLE_FLOAT.fullmatch(text)
    return whole[1] if whole else text


def build(lines: Iterable[tuple[int, Sequence[str]]]) -> Sheet:
    """A sheet from numbered lines of cells, the first that is not empty being the header. Raises SheetError."""
    filled = ((line, cells) for line, cells in lines if any(cell and not cell.isspace() for cell in cells))
    header = next(filled, None)
    if header is None:
        raise SheetError("文件是空的")
    names = [tidy(cell).replace(" ", "") for cell in header[1]]
    where = _places(names)
    rows = [
        SheetRow(line, {name: tidy(cells[at]) if at < len(cells) else "" for name, at in where.items()})
        for line, cells in filled
    ]
    if not rows:
        raise SheetError("表头下面一户也没有")
    ignored = tuple(name for name in names if name and name not in where)
    return Sheet(frozenset(where), rows, ignored)


def _places(names: Sequence[str]) -> dict[str, int]:
    """Which cell of a row holds which column. Raises SheetError."""
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise SheetError(f"缺少这些列：{'、'.join(missing)}。第一行要写列名")
    known = [name for name in (*REQUIRED, *OPTIONAL) if name in names]
    twice = [name for name in known if names.count(name) > 1]
    if twice:
        raise SheetError(f"这些列有两个：{'、'.join(twice)}")
    return {name: names.index(name) for name in known}
