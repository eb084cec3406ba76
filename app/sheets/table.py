"""A file as tables of texts: where every row stands, and what its cells say or why they cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from app.sheets.headings import footer, is_spare, named, tidy

MAX_ROWS = 1_000_000

MADE_A_DATE = "(日期)"
"""Begins a cell that the spreadsheet keeps as a date, as it does to ``3-12``; the date follows in ISO form."""

Line = tuple[int, Sequence[str]]
"""A record of a file: the line on which it begins, and its cells."""

IsHeader = Callable[[Sequence[str]], bool]
"""Whether the cells of a line are the names of the columns."""

_NAMED = 5
MOST_ABOVE = 10
"""Lines above the header that may hold a title and notes."""
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
"""What a spreadsheet shows where a formula came to nothing."""

Value = TypeVar("Value")


class SheetError(ValueError):
    """A file that cannot be what it should be; the message is one plain Chinese line."""


class CellError(ValueError):
    """A cell that cannot be right; the message is one plain Chinese clause."""


class Attempts:
    """Reads the cells of a row one after the other: what is wrong with each is among ``problems``, each once."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def __call__(self, read: Callable[[], Value]) -> Value | None:
        """What ``read`` finds; None when it raises CellError."""
        try:
            return read()
        except CellError as error:
            if str(error) not in self.problems:
                self.problems.append(str(error))
            return None


class UnreadableCell(str):
    """A cell that is filled for whoever sees it and cannot be read; the text says where and what to do."""

    __slots__ = ()


class Merged(str):
    """The value of a cell merged downwards, on the rows below its first."""

    __slots__ = ()


MERGING = frozenset({"单位", "组", "轮次", "考核员"})
"""Columns that may be merged over several households, which all have the value then."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where a record begins: its line, and of a book of several tables which sheet, counted from 0, with its title."""

    sheet: int
    line: int
    title: str = ""

    def __str__(self) -> str:
        return f"{sheet_said(self.title)}第 {self.line} 行"


@dataclass(frozen=True, slots=True)
class Table:
    """The filled lines of a file, or of one sheet of a workbook; ``title`` is the sheet's, "" for a CSV.

    ``among`` is its place among several tables of the file, None when it is the only one; ``of_sheet`` is the sheet's
    title where it is one of several tables on it; ``hidden`` are lines that nobody sees, and that are not read.
    """

    lines: Sequence[Line]
    title: str = ""
    among: int | None = None
    of_sheet: str | None = None
    hidden: Sequence[Line] = ()

    @property
    def sheet(self) -> str:
        """The title of its sheet."""
        return self.title if self.of_sheet is None else self.of_sheet

    @property
    def said(self) -> str:
        """How it is named in front of what is said of it: not at all when there is no other."""
        return "" if self.among is None else sheet_said(self.title)

    def at(self, line: int) -> Position:
        """A line of it."""
        return Position(0, line) if self.among is None else Position(self.among, line, self.title)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that is not empty, with the tidied text of every column that is known.

    ``unread`` says of a column why its cell cannot be read; such a cell is empty among ``cells``.
    """

    at: Position
    cells: Mapping[str, str]
    unread: Mapping[str, str] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """What a cell says, "" when it or its column is not there. Raises CellError when it cannot be read."""
        if problem := self.unread.get(column):
            raise CellError(problem)
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its columns. ``ignored`` are those that nobody knows."""

    columns: frozenset[str]
    rows: Sequence[SheetRow]
    ignored: tuple[str, ...]


def numbered(tables: Iterable[Table], header_at: Callable[[Table], int], notes: list[str]) -> list[Table]:
    """Those with lines below their header, each with its place where there are several; the others are noted."""
    every = list(tables)
    found = [table for table in every if len(table.lines) > header_at(table) + 1] or every
    notes += [f"没有读表“{table.title}”：表头下面一户也没有" for table in every if table not in found]
    return found if len(found) == 1 else [replace(table, among=at) for at, table in enumerate(found)]


def sheet_said(title: str) -> str:
    """How a sheet is named in front of one of its lines or cells."""
    return f"表“{title}”" if title else ""


def row_said(at: Position, problems: Iterable[str]) -> str:
    """The line that says what is wrong with a row."""
    told = "；".join(problems)
    return f"{at}：{told}" if told.endswith("？") else f"{at}：{told}。"


def is_filled(cells: Iterable[str]) -> bool:
    """Whether anything is written on a line."""
    return any(cell and not cell.isspace() for cell in cells)


def header_of(table: Table, start: int) -> list[str]:
    """The names of the columns; a column with cells and without a name is called by its place.

    Raises SheetError for a name that cannot be read, as where a merged one covers two columns that both have cells.
    """
    header = table.lines[start][1]
    used = {at for _, cells in table.lines[start + 1 :] for at, cell in enumerate(cells) if cell.strip()}
    for at in used & set(range(len(header))):
        if isinstance(header[at], UnreadableCell):
            raise SheetError(f"{table.said}{header[at]}")
    names = named(["" if isinstance(cell, UnreadableCell) else cell for cell in header])
    names += [""] * (max(used, default=-1) + 1 - len(names))
    return [name or (f"第{at + 1}列（没有列名）" if at in used else "") for at, name in enumerate(names)]


def rows_below(table: Table, start: int, where: Mapping[str, int], notes: list[str]) -> list[SheetRow]:
    """The rows below the header at ``start``, without what is none of the table, which is noted.

    Raises SheetError when there is no row.
    """
    header = table.lines[start]
    return rows_of(replace(table, lines=[header, *lines_below(table, start, notes)]), where)


def rows_of(table: Table, where: Mapping[str, int]) -> list[SheetRow]:
    """The rows of a table with its header in front, ``where`` saying which cell is which column.

    Raises SheetError when there is no row.
    """
    rows = [_cut(table.at(line), cells, where) for line, cells in table.lines[1:]]
    if not rows:
        raise SheetError(f"{table.said}表头下面一户也没有")
    return rows


def lines_below(table: Table, start: int, notes: list[str]) -> Iterator[Line]:
    """The lines below the header at ``start``; footers and the header again, as on a second page, are noted."""
    header, spare = named(table.lines[start][1]), []
    for line, cells in table.lines[start + 1 :]:
        at = table.at(line)
        if said := footer(cells):
            notes.append(f"没有读{at}“{said}”")
        elif named(cells) == header:
            notes.append(f"没有读{at}：又是一行表头")
        elif is_spare(header, cells):
            spare.append(str(line))
        else:
            yield line, cells
    if spare:
        more = f"…{spare[-1]}" if len(spare) > _NAMED else ""
        notes.append(f"没有读{table.said}第 {'、'.join(spare[:_NAMED])}{more} 行：只有序号")


def _cut(at: Position, cells: Sequence[str], where: Mapping[str, int]) -> SheetRow:
    """The cells of the columns that are known; a short line has empty ones at its end."""
    said = {name: cells[column] if column < len(cells) else "" for name, column in where.items()}
    unread = {name: problem for name, cell in said.items() if (problem := _problem(name, cell))}
    return SheetRow(at, {name: "" if name in unread else _plain(cell) for name, cell in said.items()}, unread)


def _problem(name: str, cell: str) -> str | None:
    if isinstance(cell, UnreadableCell):
        return str(cell)
    if cell.strip() in ERRORS:
        return f"{name}是错误值 {cell.strip()}，请改好再试"
    if isinstance(cell, Merged) and name not in MERGING:
        return f"{name}是合并单元格，请取消合并，每户各填一格"
    return None


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a figure or a formula."""
    return tidy(tidy(cell).removeprefix("'"))


def columns(names: Sequence[str], known: Collection[str]) -> dict[str, int]:
    """Which cell of a row holds which known column. Raises SheetError for a column that is there twice."""
    present = [name for name in known if name in names]
    twice = [name for name in present if names.count(name) > 1]
    if twice:
        raise SheetError(f"这些列有两个：{'、'.join(twice)}")
    return {name: names.index(name) for name in present}
