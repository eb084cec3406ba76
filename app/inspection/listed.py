"""A list of what was found: a line each with its item and its points in cells, instead of a column for each item."""

from __future__ import annotations

from collections.abc import Mapping

from app.inspection import cells
from app.inspection.items import items_called, which_of
from app.inspection.layout import ITEM_COLUMNS, verb
from app.inspection.rows import ItemMark, Layout
from app.inspection.sheet import InspectionSheet
from app.sheets.table import Attempts, CellError, SheetRow
from domain.model.rulebook import Rulebook

_POINTS = {
    "扣分": "扣",
    "扣分值": "扣",
    "扣几分": "扣",
    "加分": "加",
    "加分值": "加",
    "加几分": "加",
    "加扣分": "",
    "扣加分": "",
}
"""What the points in a column of that name are, "" where the item says it."""


def by_lines(sheet: InspectionSheet, book: Rulebook) -> Layout | None:
    """What reads the mark of a line; None when the sheet is no such list."""
    items = [name for name in sheet.items if name in ITEM_COLUMNS]
    points = {name: _POINTS[name] for name in sheet.items if name in _POINTS}
    if len(items) != 1 or not points:
        return None
    rest = tuple(name for name in sheet.items if name not in (*items, *points))

    def marks_of(row: SheetRow, tell: Attempts) -> list[ItemMark]:
        mark = tell(lambda: _mark(row, items[0], points, book))
        return [mark] if mark else []

    return Layout(marks_of, rest, listed=True)


def _mark(row: SheetRow, column: str, points: Mapping[str, str], book: Rulebook) -> ItemMark | None:
    """Raises CellError."""
    said = row.text(column)
    given = {name: text for name in points if cells.is_written(text := row.text(name))}
    if not said and not given:
        return None
    if not said or len(given) != 1:
        raise CellError(f"“{'、'.join(given)}”要写一格" if len(given) > 1 else f"没写{'几分' if said else column}")
    hits = items_called(said, book)
    if len(hits) != 1:
        raise CellError(f"看不出“{said}”{which_of(hits) or '是哪一项，'}请写上编号，如 环4")
    (name, text), item = next(iter(given.items())), hits[0]
    if points[name] and points[name] != verb(item):
        raise CellError(f"{item.code}是{verb(item)}分的，却写在“{name}”里")
    return ItemMark(item, cells.points(text, item))
