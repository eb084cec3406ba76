"""A table on its way to be a plain one: what stands above it, its header, and the lines below that are of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.sheets.headings import named, tidy
from app.sheets.places import place, unit
from app.sheets.table import CellError, Line, Table, UnreadableCell, header_of, lines_below

Units = Mapping[str, str]
"""Codes of units by what they are called: their name, and their code."""


class Said(NamedTuple):
    """What a cell should hold, by ``words`` that stand somewhere else."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Shape:
    """``table`` is where it comes from, for what is said of it."""

    table: Table
    above: Sequence[Line]
    header: Line
    below: Sequence[Line]

    def column(self, name: str) -> int | None:
        """Where the column of that name is; of several the first."""
        names = named(self.header[1])
        return names.index(name) if name in names else None

    def cells(self, at: int) -> list[str]:
        """What the lines below have in a column."""
        return [cell(cells, at) for _, cells in self.below]

    def without(self, at: int) -> Shape:
        """The same without a column."""
        line, names = self.header
        below = [(number, [*cells[:at], *cells[at + 1 :]]) for number, cells in self.below]
        return replace(self, header=(line, [*names[:at], *names[at + 1 :]]), below=below)

    def filled(self, name: str, said: Sequence[Said | None], units: Units) -> Shape:
        """The same with what is said of each line in the column of that name, which is put behind if there is none.

        A cell that says something else cannot be read.
        """
        at, (line, names) = self.column(name), self.header
        if at is None:
            at = max(len(cells) for _, cells in (self.header, *self.below))
            names = [*_to(names, at), name]
        below = [
            (number, _put(_to(cells, at + 1), at, name, one, units))
            for (number, cells), one in zip(self.below, said, strict=True)
        ]
        return replace(self, header=(line, names), below=below)

    def plain(self) -> Table:
        """The table that it has become."""
        return replace(self.table, lines=[self.header, *self.below])


def by_name(names: Mapping[str, str]) -> Units:
    """The units whose ``names`` are given by code."""
    return {name: code for code, name in names.items()} | {code: code for code in names}


def shape_of(table: Table, start: int, notes: list[str]) -> Shape:
    """The table with its header at ``start``. Raises SheetError for a heading that cannot be read."""
    header_of(table, start)
    return Shape(table, table.lines[:start], table.lines[start], list(lines_below(table, start, notes)))


def cell(cells: Sequence[str], at: int) -> str:
    """What a line has in a column, "" beyond its end."""
    return cells[at] if at < len(cells) else ""


def same(column: str, one: str, other: str, units: Units) -> bool:
    """Whether two words mean the same unit, or the same number. Raises CellError for what cannot be read."""
    if column == "单位":
        return unit(one, units) == unit(other, units)
    return place(one, column) == place(other, column)


def agree(column: str, one: str, other: str, units: Units) -> bool:
    """The same, and so does what cannot be read: it is told where it stands."""
    try:
        return same(column, one, other, units)
    except CellError:
        return True


def _put(cells: list[str], at: int, column: str, said: Said | None, units: Units) -> list[str]:
    own = cells[at]
    if said is None or isinstance(own, UnreadableCell):
        return cells
    if not own.strip():
        cells[at] = said.value
    elif not agree(column, tidy(own), tidy(said.value), units):
        cells[at] = UnreadableCell(f"{column}是“{tidy(own)}”，和“{said.words}”不一样，请改好")
    return cells


def _to(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]
