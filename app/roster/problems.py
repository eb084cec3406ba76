"""Everything that is wrong with a roster, collected to be told at once: one line a row, in the order of the file."""

from __future__ import annotations

from collections.abc import Sequence

from app.roster.rows import RosterRow
from app.sheets.table import Position, row_said


class Problems:
    """Problems of single rows, and those that only show between rows."""

    def __init__(self, rows: Sequence[RosterRow]) -> None:
        self._rows = rows
        self._of_row = {row.at: list(row.problems) for row in rows if row.problems}
        self._conclusion: list[str] = []

    def add(self, row: RosterRow, problem: str) -> None:
        """One more problem of that row; the same is told once."""
        told = self._of_row.setdefault(row.at, [])
        if problem not in told:
            told.append(problem)

    def has(self, row: RosterRow) -> bool:
        """Whether anything is wrong with that row so far."""
        return row.at in self._of_row

    def tell_repeated(self) -> None:
        """The same place or the same code on two rows: the second is named, with the line of the first."""
        first: dict[object, Position] = {}
        for row in self._rows:
            if row.place and (other := first.setdefault(row.place, row.at)) != row.at:
                self.add(row, f"{row.place[1]} 组 {row.place[2]} 号与{other}重复")
            if row.code and (other := first.setdefault(row.code, row.at)) != row.at:
                self.add(row, f"户码 {row.code} 与{other}重复")

    def conclude(self, lines: Sequence[str]) -> None:
        """Lines about the whole file, told after those of its rows."""
        self._conclusion += lines

    def lines(self) -> list[str]:
        """One plain line for every bad row, then what is to be said of the whole file."""
        rows = [row_said(at, told) for at, told in sorted(self._of_row.items())]
        return [*rows, *self._conclusion]
