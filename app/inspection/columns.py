"""A column for each item: which item each heading names, and the marks in a row's cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.inspection import cells
from app.inspection.items import items_called, which_of
from app.inspection.layout import ITEM_COLUMNS, verb
from app.inspection.rows import ItemMark, Layout
from app.inspection.sheet import InspectionSheet
from app.sheets.headings import tidy
from app.sheets.table import Attempts, CellError, SheetError, SheetRow
from domain.model.rulebook import Item, Rulebook

_NO_ITEMS = frozenset(
    {"序号", "编号", "合计", "总分", "得分", "小计", "总计", "人口", "人数", "电话", "身份证号", "年龄", "备注"}
)
"""Columns that may hold figures and are no items."""
_SCORE = re.compile("[得实应]分|实得|应得|[评打]分")
_ADDED, _TAKEN_OFF = re.compile("加分"), re.compile("[扣减]分")
"""What a column's figures are, where its heading says it."""


def by_columns(sheet: InspectionSheet, book: Rulebook) -> Layout:
    """What reads the marks of a row.

    Raises SheetError for a code that the book does not have, for two columns of one item, for no item at all, and for
    a column with figures of which nobody can say which item they are about.
    """
    found: dict[str, Item] = {}
    ignored = []
    for heading in sheet.items:
        item = _item(sheet, book, heading)
        if item is None:
            ignored.append(heading)
        elif item in found.values():
            raise SheetError(f"{sheet.prefix}{item.code} 有两列")
        else:
            found[heading] = item
    if not found:
        listing = next((f"有“{name}”一列，还要有一列“扣分”或“加分”" for name in ignored if name in ITEM_COLUMNS), None)
        raise SheetError(f"{sheet.prefix}{listing or '表头里一项也没有'}")
    items = frozenset(item.code for item in found.values())
    return Layout(lambda row, tell: list(_marks(found, row, tell)), ignored, items=items)


def _marks(items: Mapping[str, Item], row: SheetRow, tell: Attempts) -> Iterator[ItemMark]:
    for heading, item in items.items():
        points = tell(lambda name=heading, item=item: cells.points(row.text(name), item))  # type: ignore[misc]  # defaults bind the loop's values
        if points:
            yield ItemMark(item, points)


def _item(sheet: InspectionSheet, book: Rulebook, heading: str) -> Item | None:
    try:
        hits = items_called(heading, book)
    except CellError as error:
        raise SheetError(f"{sheet.prefix}{error}") from None
    if len(hits) == 1:
        _check_meaning(sheet, heading, hits[0])
        return hits[0]
    if heading in _NO_ITEMS or not any(cells.is_figure(row.cells[heading]) for row in sheet.rows):
        return None
    which = which_of(hits) or "是哪一项，"
    raise SheetError(f"{sheet.prefix}看不出“{heading}”这一列{which}请在列名前写上编号，如 环4；不用记就删掉这一列")


def _check_meaning(sheet: InspectionSheet, heading: str, item: Item) -> None:
    """Raise SheetError where a heading says that its figures are something else than points off, or points on."""
    around = heading.replace(tidy(item.wording).replace(" ", ""), "")
    other = _SCORE.search(around) or (_TAKEN_OFF if verb(item) == "加" else _ADDED).search(around)
    if other:
        raise SheetError(
            f"{sheet.prefix}“{heading}”这一列写着“{other[0]}”，{item.code}要填的是{verb(item)}几分，请改好列名和分数"
        )
