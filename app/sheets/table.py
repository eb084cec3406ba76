"""A file as a table of texts: which columns it has, and its rows with their line numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MAX_ROWS = 1_000_000

MADE_A_DATE = "(日期)"
"""Begins a cell that the spreadsheet keeps as a date, as it does to ``3-12``; the date follows in ISO form."""

Line = tuple[int, Sequence[str]]
"""A record of a file: the line on which it begins, and its cells."""

MOST_ABOVE = 10
"""Lines above the header that may hold a title and notes."""
_BLANKS = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_WHOLE_FLOAT = re.compile(r"([0-9]+)\.0+")


class SheetError(ValueError):
    """A file that cannot be what it should be; the message is one plain Chinese line."""


class UnreadableSheet(str):
    """A cell that is filled for whoever sees it and cannot be read; the text says where and what to do."""

    __slots__ = ()


class Merged(str):
    """The value of a cell merged downwards, on the rows below its first."""

    __slots__ = ()


MERGING = frozenset({"单位", "组", "轮次", "考核员"})
"""Columns that may be merged over several households, which all have the value then."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that is not empty: its line in the file, and the tidied text of every column that is known."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. ``ignored`` are the columns that nobody knows."""

    columns: frozenset[str]
    rows: list[SheetRow]
    ignored: tuple[str, ...]
    notes: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """Full-width digits and letters made plain, runs of blanks made one, ``12.0`` made ``12``."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = _BLANKS.sub(" ", text).strip()
    whole = _WHOLE_FLOAT.fullmatch(text)
    return whole[1] if whole else text


def is_filled(cells: Iterable[str]) -> bool:
    """Whether anything is written on a line."""
    return any(cell and not cell.isspace() for cell in cells)


def names_of(header: Sequence[str]) -> list[str]:
    """The names of the columns, without blanks."""
    return [tidy(cell).replace(" ", "") for cell in header]


def cut(line: int, cells: Sequence[str], where: dict[str, int]) -> SheetRow:
    """The cells of the columns that are known; a short line has empty ones at its end. Raises SheetError."""
    for name, at in where.items():
        cell = cells[at] if at < len(cells) else ""
        if isinstance(cell, UnreadableSheet):
            raise SheetError(str(cell))
        if isinstance(cell, Merged) and name not in MERGING:
            raise SheetError(f"第 {line} 行的“{name}”是合并单元格，请取消合并，每户各填一格")
    return SheetRow(line, {name: tidy(cells[at]) if at < len(cells) else "" for name, at in where.items()})


def columns(names: Sequence[str], known: Iterable[str]) -> dict[str, int]:
    """Which cell of a row holds which known column. Raises SheetError for a column that is there twice."""
    present = [name for name in known if name in names]
    twice = [name for name in present if names.count(name) > 1]
    if twice:
        raise SheetError(f"这些列有两个：{'、'.join(twice)}")
    return {name: names.index(name) for name in present}
