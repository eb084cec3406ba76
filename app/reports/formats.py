"""The three formats of a report: a table for people, JSON for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic_core import to_json

from text.columns import table
from text.shown import in_one_line, shown

Format = Literal["table", "json", "csv"]
FORMATS: tuple[Format, ...] = ("table", "json", "csv")

Cell = str | int | float | date | None
"""A share is a text such as ``85%``; a workbook has it as a number."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV Injection), or takes it for our own mark of that."""

_BOM = "\ufeff"
"""Without it a Chinese Excel takes UTF-8 for GB18030 and shows garbage."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A report as rows under headings; ``right`` are the columns of figures, ``marked`` the rows that stand out.

    ``notes`` stand in lines of their own under the table.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    right: Collection[int] = ()
    marked: Collection[int] = field(default=frozenset())
    notes: Sequence[str] = ()

    @property
    def body(self) -> Sequence[Sequence[Cell]]:
        """Rows and notes, all of them as wide as the headings."""
        return [*self.rows, *([note, *[None] * (len(self.headings) - 1)] for note in self.notes)]


def as_json(records: Iterable[Mapping[str, object]]) -> str:
    """A JSON list with one record a line; a big village's takes tens of megabytes, so the fastest writer at hand."""
    lines = ",\n".join(to_json(record).decode() for record in records)
    return f"[\n{lines}\n]" if lines else "[]"


def as_csv(columns: Columns) -> str:
    """CSV (RFC 4180) for a spreadsheet: marked as UTF-8, figures are figures, no text is ever taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns.headings)
    writer.writerows([harmless(cell) for cell in row] for row in columns.body)
    return _BOM + out.getvalue()


def as_table(columns: Columns) -> list[str]:
    """Lines that line up; the first is the heading."""
    rows = [[_printable(cell) for cell in row] for row in columns.rows]
    return table([columns.headings, *rows], right=columns.right)


def harmless(cell: Cell) -> Cell:
    """A cell as it reads, which no spreadsheet takes for a formula."""
    if not isinstance(cell, str):
        return cell
    text = shown(cell)
    return f"'{text}" if cell.startswith(_FORMULA) or text.startswith(_FORMULA) else text


def _printable(cell: Cell) -> str:
    """One line without control characters, which would move the columns or drive the terminal."""
    if cell is None:
        return "–"
    return in_one_line(cell) if isinstance(cell, str) else str(cell)
