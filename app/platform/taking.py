"""Taking a platform's records in: each becomes a row of an inspection sheet of its unit and round, and goes its way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from app.inspection import cells
from app.inspection.apply import take
from app.inspection.items import items_called, which_of
from app.inspection.rows import InspectionRow, ItemMark
from app.inspection.taken import SheetToApply, Taken
from app.platform.column_map import ColumnMap
from app.platform.records import Record
from app.sheets.table import CellError, Position
from app.wording import plain
from domain.ledger.rounds import ensure_current, round_of_day
from domain.model.errors import Refused
from domain.model.round import Round
from domain.model.rulebook import Item, Rulebook
from domain.work import Work
from storage.sheets import SheetEntry

Before = Callable[[str], Awaitable[Mapping[str, Sequence[SheetEntry]]]]
"""What was taken in of a unit before."""


@dataclass(frozen=True, slots=True)
class ToTake:
    """What is to be taken in; ``unit`` and ``officer`` are said for all records, "" where each says its own.

    ``find_unit`` reads what a record says. Raises Refused("no-unit").
    """

    records: Sequence[Record]
    find_unit: Callable[[str], str]
    by: ColumnMap
    unit: str
    officer: str
    again: bool


async def take_records(work: Work, wanted: ToTake, before: Before) -> Taken:
    """Take every record in, within one transaction. Raises what ``take`` does."""
    rows: defaultdict[str, defaultdict[Round, list[InspectionRow]]] = defaultdict(lambda: defaultdict(list))
    homeless: dict[Position, Sequence[str]] = {}
    for record in wanted.records:
        try:
            unit, round_ = await _unit_and_round(work, wanted, record)
            book = await work.store.books.version(round_.book_hash)
            rows[unit][round_].append(_row(record, book, wanted.by))
        except Refused as refused:
            homeless[record.at] = [*record.problems, plain(refused).rstrip("。")]
        except CellError as error:
            homeless[record.at] = [*record.problems, *error.args]
    sheets = [
        SheetToApply(unit, round_, together, wanted.officer, wanted.again)
        for unit, by_round in rows.items()
        for round_, together in by_round.items()
    ]
    known = {key: entries for unit in rows for key, entries in (await before(unit)).items()}
    return await take(work.store, work.town, sheets, known, work.now, homeless)


async def _unit_and_round(work: Work, wanted: ToTake, record: Record) -> tuple[str, Round]:
    """Where a record belongs. Raises Refused, and CellError: for one without number or day, told already, empty."""
    said = record.unit or record.unit_in_place or wanted.unit
    if not said:
        raise Refused("no-unit-said")
    unit = wanted.find_unit(said)
    if record.unit_in_place and wanted.find_unit(record.unit_in_place) != unit:
        raise CellError(f"单位写的是“{said}”，组和号那一格里是“{record.unit_in_place}”，请改成一样的")
    if not record.number or record.day is None:
        raise CellError
    current = await ensure_current(work.store, work.town, unit, work.now)
    return unit, await round_of_day(work.store, current, record.day, work.now)


def _row(record: Record, book: Rulebook, by: ColumnMap) -> InspectionRow:
    """The record as a row of a sheet whose book that is."""
    problems, marks = list(record.problems), []
    try:
        marks = [_mark(record, book, by)] if record.kind else []
    except CellError as error:
        problems.append(str(error))
    return InspectionRow(
        *(record.at, record.code, record.place, record.head, record.day, record.reason, record.officer),
        marks=tuple(marks),
        problems=tuple(problems),
        record=record.number,
        before=record.before,
        after=record.after,
    )


def _mark(record: Record, book: Rulebook, by: ColumnMap) -> ItemMark:
    """Raises CellError for a kind that is no item, or points that cannot be its."""
    kind = by.kinds.get(record.kind)
    item = _item(kind.item if kind else record.kind, book, record.kind)
    if not record.points and kind and kind.points:
        return ItemMark(item, cells.points(str(kind.points), item))
    points = cells.points(record.points, item)
    if not points:
        raise CellError(f"没写{item.code}几分，请写上，或在 --map 的 [items] 里写每次几分")
    return ItemMark(item, points)


def _item(name: str, book: Rulebook, said: str) -> Item:
    hits = items_called(name, book)
    if len(hits) == 1:
        return hits[0]
    raise CellError(f"不知道“{said}”是哪一项{which_of(hits) or '，'}请在 --map 的 [items] 里写上")
