"""Rows of a roster by themselves: what each one says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from app.roster import cells
from app.roster.cells import CellError, KinRef
from app.sheets.progress import watched
from app.sheets.table import Sheet, SheetRow

Place = tuple[str, int, int]
"""Unit, group and number."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One household as the file has it; what could not be read is empty and among the problems.

    ``code`` is None when the file gives none; ``kin`` is None when the file has no such column.
    """

    line: int
    place: Place | None
    head: str
    phones: tuple[str, ...]
    code: str | None
    kin: tuple[KinRef, ...] | None
    problems: tuple[str, ...] = ()


def read_rows(sheet: Sheet, units: Mapping[str, str]) -> list[RosterRow]:
    """Every row of the sheet; ``units`` are the names of the units by code."""
    codes = {name: code for code, name in units.items()} | {code: code for code in units}
    has_kin = "亲属" in sheet.columns
    return [_read(row, codes, has_kin) for row in watched(sheet.rows, "正在核对", len(sheet.rows))]


def _read(row: SheetRow, units: Mapping[str, str], has_kin: bool) -> RosterRow:
    problems: list[str] = []

    def tell(read: Callable[[], Value]) -> Value | None:
        try:
            return read()
        except CellError as error:
            problems.append(str(error))
            return None

    text = row.cells
    unit = tell(lambda: cells.unit(text["单位"], units))
    group = tell(lambda: cells.place(text["组"], "组"))
    number = tell(lambda: cells.place(text["号"], "号"))
    head = tell(lambda: cells.head(text["户主"]))
    phones = tell(lambda: cells.phones(text["电话"]))
    code = tell(lambda: cells.code(text.get("户码", "")))
    kin = tell(lambda: cells.kin(text["亲属"])) if has_kin else None
    place = (unit, group, number) if unit and group and number else None
    return RosterRow(row.line, place, head or "", phones or (), code, kin, tuple(problems))
