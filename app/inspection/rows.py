"""Rows of an inspection sheet by themselves: what each one says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.inspection import cells
from app.inspection.layout import DAY, OFFICER, REASON
from app.inspection.sheet import InspectionSheet, code_of
from app.roster.cells import CellError, code, place
from app.sheets.progress import watched
from app.sheets.table import SheetError, SheetRow
from domain.model.calendar import Period
from domain.model.rulebook import Item, Rulebook
from rules.find import find_items

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class ItemMark:
    """Signed points for an item."""

    item: Item
    points: int


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One household as the sheet has it; what could not be read is empty and among the problems."""

    line: int
    code: str | None
    place: tuple[int, int] | None
    head: str
    day: date | None
    reason: str
    officer: str
    marks: tuple[ItemMark, ...]
    problems: tuple[str, ...] = ()


def item_columns(sheet: InspectionSheet, book: Rulebook) -> tuple[Mapping[str, Item], tuple[str, ...]]:
    """The item of each column, and the columns that are none.

    Raises SheetError for a code that the book does not have, for two columns of one item, and for no item at all.
    """
    found: dict[str, Item] = {}
    ignored = []
    for heading in sheet.items:
        number = code_of(heading)
        item = book.items.get(number) if number else _by_name(book, heading)
        if number and item is None:
            raise SheetError(f"没有“{number}”这一项")
        if item is None:
            ignored.append(heading)
        elif item in found.values():
            raise SheetError(f"{item.code} 有两列")
        else:
            found[heading] = item
    if not found:
        raise SheetError("表头里一项也没有")
    return found, tuple(ignored)


def _by_name(book: Rulebook, heading: str) -> Item | None:
    hits = find_items(book, heading)
    return hits[0] if len(hits) == 1 and isinstance(hits[0], Item) else None


def read_rows(sheet: InspectionSheet, items: Mapping[str, Item], period: Period) -> list[InspectionRow]:
    """Every row of the sheet."""
    return [_read(row, items, period) for row in watched(sheet.rows, "正在核对", len(sheet.rows))]


def _read(row: SheetRow, items: Mapping[str, Item], period: Period) -> InspectionRow:
    problems: list[str] = []

    def tell(read: Callable[[], Value]) -> Value | None:
        try:
            return read()
        except CellError as error:
            problems.append(str(error))
            return None

    text = row.cells
    own_code = tell(lambda: code(text.get("户码", "")))
    group = number = None
    if not text.get("户码") or text.get("组") or text.get("号"):
        group, number = tell(lambda: place(text.get("组", ""), "组")), tell(lambda: place(text.get("号", ""), "号"))
    day = tell(lambda: cells.day(text.get(DAY, ""), period))
    reason = tell(lambda: cells.reason(text.get(REASON, "")))
    marks = []
    for heading, item in items.items():
        points = tell(lambda said=text[heading], item=item: cells.points(said, item))  # type: ignore[misc]  # defaults bind the loop's values
        if points:
            marks.append(ItemMark(item, points))
    where = (group, number) if group and number else None
    officer = text.get(OFFICER, "").replace(" ", "")
    head = text.get("户主", "").replace(" ", "")
    return InspectionRow(row.line, own_code, where, head, day, reason or "", officer, tuple(marks), tuple(problems))
