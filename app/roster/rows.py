"""Rows of a roster by themselves: what each one says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.roster import cells
from app.roster.cells import KinRef
from app.sheets import places
from app.sheets.progress import watched
from app.sheets.table import Attempts, Position, Sheet, SheetRow

RosterPlace = tuple[str, int, int]
"""Unit, group and number."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One household as the file has it; what could not be read is empty and among the problems.

    ``code`` is None when the file gives none; ``kin`` is None when the file has no such column.
    """

    at: Position
    place: RosterPlace | None
    head: str
    phones: tuple[str, ...]
    code: str | None
    kin: tuple[KinRef, ...] | None
    problems: tuple[str, ...] = ()


def read_rows(sheets: Sequence[Sheet], units: Mapping[str, str]) -> list[RosterRow]:
    """Every row of the sheets; ``units`` are the units' codes by name and by code."""
    rows = [(row, "亲属" in sheet.columns) for sheet in sheets for row in sheet.rows]
    return [_read(row, units, has_kin) for row, has_kin in watched(rows, "正在核对", len(rows))]


def _read(row: SheetRow, units: Mapping[str, str], has_kin: bool) -> RosterRow:
    tell = Attempts()
    problems = tell.problems

    unit = tell(lambda: places.unit(row.text("单位"), units))
    group = tell(lambda: places.place(row.text("组"), "组"))
    number = tell(lambda: places.place(row.text("号"), "号"))
    head = tell(lambda: cells.head(row.text("户主")))
    phones = tell(lambda: cells.phones(row.text("电话")))
    code = tell(lambda: places.code(row.text("户码")))
    kin = tell(lambda: cells.kin(row.text("亲属"))) if has_kin else None
    place = (unit, group, number) if unit and group and number else None
    return RosterRow(row.at, place, head or "", phones or (), code, kin, tuple(problems))
