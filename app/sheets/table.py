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

_BLANKS = re.compile(r"\s+")
_WHOLE_FLOAT = re.compile(r"([0-9]+)\.0+")


class SheetError(ValueError):
    """A file that cannot be what it should be; the message is one plain Chinese line."""


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


def tidy(text: str) -> str:
    """Full-width digits and letters made plain, runs of blanks made one, ``12.0`` made ``12``."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
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
    """The cells of the columns that are known; a short line has empty ones at its end."""
    return SheetRow(line, {name: tidy(cells[at]) if at < len(cells) else "" for name, at in where.items()})


def columns(names: Sequence[str], known: Iterable[str]) -> dict[str, int]:
    """Which cell of a row holds which known column. Raises SheetError for a column that is there twice."""
    present = [name for name in known if name in names]
    twice = [name for name in present if names.count(name) > 1]
    if twice:
        raise SheetError(f"这些列有两个：{'、'.join(twice)}")
    return {name: names.index(name) for name in present}
