"""Taking an inspection sheet in: every mark becomes an entry, every row a review; all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from app.inspection.marks import MarksOfSheet
from app.inspection.named import read_named
from app.inspection.taken import Gathered, SheetToApply, Taken
from app.sheets.progress import watched
from app.sheets.table import Position, row_said
from domain.model.errors import Refused
from domain.model.people import Household, Officer, check_impartial
from domain.ports.store import Store
from domain.ports.town import Town
from storage.sheets import SheetEntry


async def take(
    store: Store,
    town: Town,
    sheets: Sequence[SheetToApply],
    before: Mapping[str, Sequence[SheetEntry]],
    now: datetime,
    homeless: Mapping[Position, Sequence[str]] = MappingProxyType({}),
) -> Taken:
    """Take every row of every sheet in, within one transaction; ``homeless`` says what is wrong with rows of no sheet.

    Raises Refused("bad-rows") with a line for every bad row, SheetError for an officer.
    """
    gathered = Gathered()
    for at, told in homeless.items():
        gathered.problems[at] += told
    for sheet in sheets:
        await _take_sheet(MarksOfSheet(store, town, sheet, before, now, gathered))
    lines = [row_said(at, told) for at, told in sorted(gathered.problems.items()) if told]
    if lines:
        raise Refused("bad-rows", problems=lines)
    return gathered.taken


async def _take_sheet(marks: MarksOfSheet) -> None:
    """Take every row in. Raises SheetError for the officer."""
    gathered, rows = marks.gathered, marks.sheet.rows
    named = await read_named(marks.store, marks.sheet, gathered)
    named.check_officer()
    for row in watched(rows, "正在记分", len(rows)):
        gathered.problems[row.at] += row.problems
        home = named.household(row)
        officer = named.officer(row)
        if home is not None and officer is not None:
            for mark in row.marks:
                await marks.take(row, mark, home, officer)
            marks.note_erased(row, home, officer)
            await _review(marks, home, officer)


async def _review(marks: MarksOfSheet, home: Household, officer: Officer) -> None:
    """The officer looked at that household, if the round is open and nothing speaks against it."""
    store, round_, taken = marks.store, marks.sheet.round, marks.gathered.taken
    try:
        check_impartial(officer, home, await store.roster.kin(home.id))
    except Refused:
        taken.skipped += 1
        return
    if round_.state != "open":
        return
    locked = await store.scores.lock(home.id, round_.id)
    if locked is None or locked.score is None:
        taken.skipped += 1
        return
    taken.reviewed += await store.reviews.note(home.id, round_.id, officer.id, officer.name, marks.now)
