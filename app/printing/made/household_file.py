"""户档案: one household's whole file over the years."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

from app.printing.document import Document, PrintOrder
from app.terminal.finding import find_household
from bot.wording.household_file import history_line
from domain.model import printable
from domain.model.people import Household
from domain.pages.whole_file import WholeFile, whole_file
from domain.ports.store import Store
from domain.work import Work
from paper.household_file import household_file
from paper.typesetting import FilledTemplate, SheetPhoto
from text.days import month_day

_MOST_PHOTOS = 60
"""Photos, the last ones: five pages of them."""


async def _file(order: PrintOrder) -> FilledTemplate:
    household = await find_household(order.store, order.unit, order.which)
    sheet = await file_of(order, household)
    left_out = max(0, len(sheet.photos) - _MOST_PHOTOS)
    values = {**sheet.values, "photos_left_out": left_out}
    return replace(sheet, values=values, photos=sheet.photos[left_out:])


async def file_of(order: PrintOrder, household: Household) -> FilledTemplate:
    """The file of that household with all its photos; ``jifen households file`` writes the same as text."""
    work = Work(order.store, order.town, household.unit, order.now, "print")
    whole = await whole_file(work, household)
    changes = [history_line(change, household.unit) for change in whole.file.history]
    sent = [photo async for photo in _photos(order.store, whole)]
    photos = [photo for photo in sent if photo is not None]
    name, today = order.town.units[household.unit], order.now.date()
    return household_file(name, whole, changes, today, photos, len(sent) - len(photos))


async def _photos(store: Store, whole: WholeFile) -> AsyncIterator[SheetPhoto | None]:
    """The photos of its entries and claims, oldest first, each deduction's before and after side by side.

    None for each that is not there.
    """
    for entry in (one for year in whole.years for round_ in year.rounds for one in reversed(round_.entries)):
        number, after = entry.entry.id, entry.rectified
        before = "，整改前" if after else ""
        for digest in await _sent(store, entry.entry.evidence_id):
            yield _photo(digest, f"#{number} {month_day(entry.entry.day)}{before}")
        for digest in await _sent(store, after.wanted.evidence_id if after else None):
            yield _photo(digest, f"#{number} 整改后")
    for claim in whole.claims:
        for digest in await _sent(store, claim.evidence_id):
            yield _photo(digest, f"申报{claim.number} {month_day(claim.day)}")


def _photo(digest: str | None, under: str) -> SheetPhoto | None:
    return None if digest is None else SheetPhoto(digest, under)


async def _sent(store: Store, evidence_id: int | None) -> list[str | None]:
    """The SHA-256 of each that was sent together; None for one that is not there."""
    photos = await store.evidence.photos(evidence_id) if evidence_id is not None else ()
    return [photo.sha256 for photo in photos]


FILE = Document(printable.FILE, "一户历年的档案", _file)
