"""Rectifying 整改: what points were taken off for has been put right, and a share of them may be given back.

An assessor shows it with a photo. Where the rulebook's ``rectify_percent`` is above 0, that share of the deduction,
rounded down, is given back in the deduction's own round once a second officer confirms: in a settled one of the two has
to be one who may correct it.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.boundary import boundary, unwrap
from domain.entries.award import Award, Recorded
from domain.entries.correcting import check_may_correct
from domain.entries.found import hold, to_decide_on
from domain.entries.recording import record
from domain.model.entry import Entry
from domain.model.errors import Refused
from domain.model.people import Household, Officer
from domain.model.rectification import NewRectification, Rectification
from domain.model.round import Round
from domain.model.rulebook import Item
from domain.officers.seconding import proposer_of
from domain.officers.specialists import decides
from domain.work import Work


@dataclass(frozen=True, slots=True)
class Improvement:
    """What is shown: deduction ``entry`` was put right, as the photo proves."""

    entry: int
    evidence_id: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rectified:
    """What was noted about a deduction; ``number`` and ``points`` are for the second officer, 0 points: none is needed.

    ``percent``: the rulebook's share.
    """

    number: int
    entry: Entry
    household: Household
    item: Item
    points: int
    percent: int


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What was given back, proposed by that officer."""

    entry: Entry
    proposer: Officer
    recorded: Recorded


@boundary
async def rectify(work: Work, officer: Officer, shown: Improvement) -> Rectified | Refused:
    """Note that a deduction was put right; its share waits for a second officer.

    Refused: not-your-role, no-entry, own-household, kin-household, already-reversed, not-a-deduction, year-closed,
    rectified-before, same-photo.
    """
    store = work.store
    entry, household = await to_decide_on(work, officer, shown.entry)
    locked = await hold(store, entry)
    entry, item = await _deduction(work, entry, locked.round)
    await _check_is_another_photo(work, entry, shown)
    percent = (await store.books.version(locked.round.book_hash)).policy.rectify_percent
    points = -entry.points * percent // 100
    if points:
        await check_may_correct(store, locked.round)
    new = NewRectification(entry.id, shown.evidence_id, officer.id, shown.note, points)
    number = await store.rectifications.add(new, work.now)
    if number is None:
        earlier = (await store.rectifications.of_entries([entry.id]))[entry.id]
        raise Refused("rectified-before", entry=entry.id, day=earlier.made.date(), officer=earlier.officer_name)
    return Rectified(number, entry, household, item, points, percent)


async def _check_is_another_photo(work: Work, entry: Entry, shown: Improvement) -> None:
    """What proved the deduction does not prove that it was put right. Raises Refused("same-photo")."""
    before = await work.store.evidence.photos(entry.evidence_id) if entry.evidence_id else ()
    if shown.evidence_id in {photo.id for photo in before}:
        raise Refused("same-photo", entry=entry.id)


async def _deduction(work: Work, entry: Entry, round_: Round) -> tuple[Entry, Item]:
    """The entry as it is now, and its item. Raises Refused (already-reversed, not-a-deduction)."""
    found = await work.store.ledger.get(entry.id)
    current = found[0] if found else entry
    if current.reversed_by is not None:
        raise Refused("already-reversed", entry=entry.id, by=current.reversed_by)
    item = (await work.store.books.version(round_.book_hash)).items.get(current.item)
    if item is None or current.reverses is not None or current.points >= 0:
        raise Refused("not-a-deduction", entry=entry.id)
    return current, item


@boundary
async def give_back(work: Work, second: Officer, number: int) -> GivenBack | Refused:
    """Another officer agrees: the share is given back, once.

    Refused: not-your-role, stale-button, second-needed, already-confirmed, own-household, kin-household,
    already-reversed, year-closed, round-closed.
    """
    store = work.store
    rectification = await store.rectifications.lock(number)
    if rectification is None:
        raise Refused("stale-button")
    entry, household = await to_decide_on(work, second, rectification.wanted.entry_id)
    proposer = await proposer_of(store, rectification.wanted.officer_id, second)
    if not rectification.waits:
        raise Refused("already-confirmed", entry=entry.id)
    locked = await hold(store, entry)
    entry, _ = await _deduction(work, entry, locked.round)
    recorder, other = proposer, second
    if locked.round.state != "open":
        kin = await store.roster.kin(household.id)
        if not await decides(store, proposer, household, kin):
            recorder, other = second, proposer
    award = _award(household, entry, rectification, other)
    (recorded,) = unwrap(await record(work, recorder, [award]))
    await store.rectifications.give(number, second.id, recorded.entry_id, work.now)
    return GivenBack(entry, proposer, recorded)


@boundary
async def keep_points(work: Work, officer: Officer, number: int) -> Entry | Refused:
    """Nothing is given back for it, whoever proposed it; that it was put right stays.

    Refused: not-your-role, stale-button, already-confirmed, own-household, kin-household.
    """
    rectification = await work.store.rectifications.lock(number)
    if rectification is None:
        raise Refused("stale-button")
    entry, _ = await to_decide_on(work, officer, rectification.wanted.entry_id)
    if not await work.store.rectifications.drop(number):
        raise Refused("already-confirmed", entry=entry.id)
    return entry


def _award(household: Household, entry: Entry, rectification: Rectification, second: Officer) -> Award:
    wanted = rectification.wanted
    return Award(
        household=household,
        item=entry.item,
        points=wanted.points,
        reason=because(entry.id, wanted.note),
        key=f"rectify:{rectification.id}",
        evidence_id=wanted.evidence_id,
        day=entry.day,
        known=range(2**62),
        correction=True,
        anyway=True,
        second=second,
    )


def because(entry: int, note: str) -> str:
    """The reason of what is given back."""
    return f"#{entry} 已整改" + (f"：{note}" if note else "")
