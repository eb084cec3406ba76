"""Rows of an inspection sheet by themselves: what each one says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.inspection import cells
from app.inspection.layout import DAY, OFFICER, REASON
from app.inspection.sheet import InspectionSheet
from app.inspection.title import Title
from app.sheets.places import code, place
from app.sheets.progress import watched
from app.sheets.table import Attempts, CellError, Position, SheetRow
from domain.model.calendar import Period
from domain.model.rulebook import Item
from text.days import month_day


@dataclass(frozen=True, slots=True)
class ItemMark:
    """Signed points for an item."""

    item: Item
    points: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo that came with a sheet, clean, by the SHA-256 of its content, and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One household as the sheet has it; what could not be read is empty and among the problems.

    ``record`` is the number that another platform has for the row, "" on paper; ``about`` the code of the one item that
    a row of a list is for; ``before`` shows what its mark is for, ``after`` that it was put right.
    """

    at: Position
    code: str | None
    place: tuple[int, int] | None
    head: str
    day: date | None
    reason: str
    officer: str
    marks: tuple[ItemMark, ...]
    problems: tuple[str, ...] = ()
    record: str = ""
    about: str = ""
    before: tuple[Shown, ...] = ()
    after: tuple[Shown, ...] = ()


Marks = Callable[[SheetRow, Attempts], Sequence[ItemMark]]
"""What a row marks; what cannot be read is among the problems."""


class Layout(NamedTuple):
    """How the rows of a sheet mark items; ``listed``: each one item. ``unused`` are columns without meaning.

    ``items``: the codes of those that have a column, of which an empty cell says that there is no mark.
    """

    marks: Marks
    unused: Sequence[str]
    listed: bool = False
    items: frozenset[str] = frozenset()


def read_rows(sheet: InspectionSheet, layout: Layout, period: Period, title: Title) -> list[InspectionRow]:
    """Every row of the sheet; where one says no day, the sheet's title may."""
    return [_read(row, layout, period, title) for row in watched(sheet.rows, "正在核对", len(sheet.rows))]


def _read(row: SheetRow, layout: Layout, period: Period, title: Title) -> InspectionRow:
    tell = Attempts()
    problems = tell.problems

    own_code = tell(lambda: code(row.text("户码")))
    group = number = None
    if not own_code or any(row.cells.get(name) or name in row.unread for name in ("组", "号")):
        group, number = (tell(lambda name=name: place(row.text(name), name)) for name in ("组", "号"))  # type: ignore[misc]  # a default binds the loop's value
    day = tell(lambda: _day(row, period, title))
    reason = tell(lambda: cells.reason(row.text(REASON)))
    marks = tuple(layout.marks(row, tell))
    about = marks[0].item.code if layout.listed and marks else ""
    where = (group, number) if group and number else None
    officer = (tell(lambda: row.text(OFFICER)) or "").replace(" ", "")
    head = (tell(lambda: row.text("户主")) or "").replace(" ", "")
    return InspectionRow(row.at, own_code, where, head, day, reason or "", officer, marks, tuple(problems), about=about)


def _day(row: SheetRow, period: Period, title: Title) -> date | None:
    """The day that the row says, or the sheet's title. Raises CellError, also when they disagree."""
    own, whole = cells.day(row.text(DAY), period), cells.day(title.day, period)
    if own is None and title.doubtful:
        raise CellError(f"看不出表名“{title.text}”是哪一天，请改成 {period.first.month}月8日 这样，或在日期列里写上")
    if own and whole and own != whole:
        raise CellError(f"日期是 {month_day(own)}，表名却是“{title.text}”")
    return own or whole
