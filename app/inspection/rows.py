"""Rows of an inspection sheet by themselves: what each one says, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.inspection import cells
from app.inspection.layout import DAY, OFFICER, REASON, verb
from app.inspection.sheet import InspectionSheet, code_of
from app.inspection.title import Title
from app.roster.cells import code, place
from app.sheets.headings import tidy
from app.sheets.progress import watched
from app.sheets.table import Attempts, CellError, Position, SheetError, SheetRow
from domain.model.calendar import Period
from domain.model.rulebook import Item, Rulebook
from rules.find import find_items
from text.days import month_day

_NAMED = 5
_NO_ITEMS = frozenset(
    {"序号", "编号", "合计", "总分", "得分", "小计", "总计", "人口", "人数", "电话", "身份证号", "年龄", "备注"}
)
"""Columns that may hold figures and are no items."""
_SCORE = re.compile("[得实应]分|实得|应得|[评打]分")
_ADDED, _TAKEN_OFF = re.compile("加分"), re.compile("[扣减]分")
"""What a column's figures are, where its heading says it."""


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

    ``record`` is the number that another platform has for the row, "" on paper; ``before`` shows what its mark is for,
    ``after`` that it was put right.
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
    before: tuple[Shown, ...] = ()
    after: tuple[Shown, ...] = ()


def item_columns(sheet: InspectionSheet, book: Rulebook) -> tuple[Mapping[str, Item], tuple[str, ...]]:
    """The item of each column, and the columns that are none.

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
        raise SheetError(f"{sheet.prefix}表头里一项也没有")
    return found, tuple(ignored)


def _item(sheet: InspectionSheet, book: Rulebook, heading: str) -> Item | None:
    number = code_of(heading)
    if number and number not in book.items:
        raise SheetError(f"{sheet.prefix}没有“{number}”这一项")
    hits = [book.items[number]] if number else [hit for hit in find_items(book, heading) if isinstance(hit, Item)]
    if len(hits) == 1:
        _check_meaning(sheet, heading, hits[0])
        return hits[0]
    if heading in _NO_ITEMS or not any(cells.is_figure(row.cells[heading]) for row in sheet.rows):
        return None
    which = f"，是 {'、'.join(hit.code for hit in hits[:_NAMED])} 哪一项？" if hits else "是哪一项，"
    raise SheetError(f"{sheet.prefix}看不出“{heading}”这一列{which}请在列名前写上编号，如 环4；不用记就删掉这一列")


def _check_meaning(sheet: InspectionSheet, heading: str, item: Item) -> None:
    """Raise SheetError where a heading says that its figures are something else than points off, or points on."""
    around = heading.replace(tidy(item.wording).replace(" ", ""), "")
    other = _SCORE.search(around) or (_TAKEN_OFF if verb(item) == "加" else _ADDED).search(around)
    if other:
        raise SheetError(
            f"{sheet.prefix}“{heading}”这一列写着“{other[0]}”，{item.code}要填的是{verb(item)}几分，请改好列名和分数"
        )


def read_rows(sheet: InspectionSheet, items: Mapping[str, Item], period: Period, title: Title) -> list[InspectionRow]:
    """Every row of the sheet; where one says no day or group, the sheet's title may."""
    return [_read(row, items, period, title) for row in watched(sheet.rows, "正在核对", len(sheet.rows))]


def _read(row: SheetRow, items: Mapping[str, Item], period: Period, title: Title) -> InspectionRow:
    tell = Attempts()
    problems = tell.problems

    own_code = tell(lambda: code(row.text("户码")))
    group = number = None
    if not own_code or row.text("组") or row.text("号"):
        group, number = tell(lambda: _group(row, title)), tell(lambda: place(row.text("号"), "号"))
    day = tell(lambda: _day(row, period, title))
    reason = tell(lambda: cells.reason(row.text(REASON)))
    marks = []
    for heading, item in items.items():
        points = tell(lambda name=heading, item=item: cells.points(row.text(name), item))  # type: ignore[misc]  # defaults bind the loop's values
        if points:
            marks.append(ItemMark(item, points))
    where = (group, number) if group and number else None
    officer = (tell(lambda: row.text(OFFICER)) or "").replace(" ", "")
    head = (tell(lambda: row.text("户主")) or "").replace(" ", "")
    return InspectionRow(row.at, own_code, where, head, day, reason or "", officer, tuple(marks), tuple(problems))


def _group(row: SheetRow, title: Title) -> int:
    """The group that the row says, or the sheet's title. Raises CellError, also when they disagree."""
    own = place(row.text("组") or title.group, "组")
    if title.group and own != place(title.group, "组"):
        raise CellError(f"组是 {own}，表名却是“{title.text}”")
    return own


def _day(row: SheetRow, period: Period, title: Title) -> date | None:
    """The day that the row says, or the sheet's title. Raises CellError, also when they disagree."""
    own, whole = cells.day(row.text(DAY), period), cells.day(title.day, period)
    if own is None and title.doubtful:
        raise CellError(f"看不出表名“{title.text}”是哪一天，请改成 {period.first.month}月8日 这样，或在日期列里写上")
    if own and whole and own != whole:
        raise CellError(f"日期是 {month_day(own)}，表名却是“{title.text}”")
    return own or whole
