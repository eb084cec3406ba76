"""Objections 异议: a household's dispute of one entry, opened by text or by an officer on its behalf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.boundary import boundary
from domain.cases.case import Case
from domain.model.entry import Entry, Source
from domain.model.errors import Refused
from domain.model.objection import NewObjection, Objection, ObjectionState
from domain.model.people import Household, Officer, check_impartial, check_may_score
from domain.model.round import Round
from domain.model.rulebook import Rulebook
from domain.ports.store import Store
from domain.town.trust import surely
from domain.work import Work


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody has against entry ``number``: by text from ``phone``, or told to officer ``officer_id``."""

    number: int
    content: str
    source: Source
    phone: str | None = None
    officer_id: int | None = None


@boundary
async def object_for(
    work: Work, officer: Officer, number: int, content: str, household: Household | None
) -> Case | Refused:
    """An officer enters a household's objection to entry ``number``; ``household`` when it was named as well.

    Refused: not-your-role, no-entry, entry-elsewhere, own-household, kin-household, already-reversed,
    nothing-to-object, objection-too-late, already-objected.
    """
    check_may_score(officer, work.unit)
    _, whose = await _find(work.store, work.unit, number)
    if household is not None and household.id != whose.id:
        raise Refused("entry-elsewhere", entry=number, household=household)
    check_impartial(officer, whose, await work.store.roster.kin(whose.id))
    return await _open(work, whose, Complaint(number, content, Source.CHAT, officer_id=officer.id))


@boundary
async def object_to(
    work: Work, own: Sequence[Household], number: int, content: str, phone: str | None
) -> Case | Refused:
    """A villager objects to an entry of one of the own households.

    Refused: no-entry, already-reversed, nothing-to-object, objection-too-late, already-objected.
    """
    found = await work.store.ledger.get(number)
    if found is None or all(found[1].id != household.id for household in own):
        raise Refused("no-entry", entry=number)
    return await _open(work, found[1], Complaint(number, content, Source.SMS, phone=phone))


@boundary
async def may_object(work: Work, own: Sequence[Household], number: int) -> Entry | Refused:
    """The entry, when one of the own households could dispute it now; nothing is opened. Refused as ``object_to``."""
    found = await work.store.ledger.get(number)
    if found is None or all(found[1].id != household.id for household in own):
        raise Refused("no-entry", entry=number)
    store, entry = work.store, found[0]
    round_ = await store.rounds.by_id(entry.round_id)
    check_objectionable(await store.books.version(round_.book_hash), round_, entry, await _day(work))
    if await _was_upheld(store, entry):
        raise Refused("nothing-to-object", entry=entry.id)
    waiting = [one for one in await store.objections.of_entry(entry.id) if one.decided is None]
    if waiting:
        raise Refused("already-objected", entry=entry.id, case=waiting[0].id, due=waiting[0].due)
    return entry


async def _day(work: Work) -> date:
    """The day by which deadlines are judged: nobody is late by a clock that has jumped ahead."""
    return (await surely(work.store, work.now)).date()


async def _find(store: Store, unit: str, number: int) -> tuple[Entry, Household]:
    found = await store.ledger.get(number)
    if found is None or found[1].unit != unit:
        raise Refused("no-entry", entry=number)
    return found


async def _open(work: Work, household: Household, complaint: Complaint) -> Case:
    """Raises Refused (already-reversed, nothing-to-object, objection-too-late, already-objected)."""
    store, today = work.store, work.today
    entry, _ = await _find(store, household.unit, complaint.number)
    round_ = await store.objections.hold_round(entry.round_id)
    await store.scores.lock(household.id, round_.id)
    book = await store.books.version(round_.book_hash)
    entry, _ = await _find(store, household.unit, entry.id)  # as it is now that nobody else can change it
    check_objectionable(book, round_, entry, await _day(work))
    if await _was_upheld(store, entry):
        raise Refused("nothing-to-object", entry=entry.id)
    new = NewObjection(
        entry_id=entry.id,
        household_id=household.id,
        round_id=round_.id,
        unit=household.unit,
        content=complaint.content,
        source=complaint.source,
        phone=complaint.phone,
        officer_id=complaint.officer_id,
        opened=work.now,
        due=today + timedelta(days=book.policy.objection_days),
        holds=round_.state != "final",
    )
    number = await store.objections.open(new)
    if number is None:
        (earlier,) = [one for one in await store.objections.of_entry(entry.id) if one.decided is None]
        raise Refused("already-objected", entry=entry.id, case=earlier.id, due=earlier.due)
    if new.holds:
        await store.scores.dispute(household.id, round_.id, 1)
    return await find_case(store, household.unit, number)


def check_objectionable(book: Rulebook, round_: Round, entry: Entry, today: date) -> None:
    """Entries of a round until its days of publicity are over, whenever it is made final, and vetoes all year.

    Nothing that is taken back already.

    A reversal only when it took points away that had been given. What corrects a final round is public as long as a
    round is.
    Raises Refused (already-reversed, nothing-to-object, objection-too-late).
    """
    if entry.reversed_by is not None:
        raise Refused("already-reversed", entry=entry.id, by=entry.reversed_by)
    is_veto = entry.item in book.veto_by_code
    if entry.reverses is not None and entry.points >= 0:
        raise Refused("nothing-to-object", entry=entry.id)
    over = round_.state == "final" or (round_.final_on is not None and today >= round_.final_on)
    was_public = today >= entry.at.date() + timedelta(days=book.policy.publicity_days)
    if over and was_public and not (is_veto and today.year == round_.period.year):
        raise Refused("objection-too-late", entry=entry.id, round=round_.period.key)


async def _was_upheld(store: Store, entry: Entry) -> bool:
    """A reversal cannot be taken back: after an objection it stands, and what it took away was given again."""
    return any(one.state is ObjectionState.UPHELD for one in await store.objections.of_entry(entry.id))


async def objectionable(work: Work, household: Household, limit: int) -> list[tuple[Entry, Rulebook]]:
    """The household's last entries that can be objected to, newest first, each with the book of its round."""
    store, day = work.store, await _day(work)
    found: list[tuple[Entry, Rulebook]] = []
    for entry in await store.ledger.latest(household.id, limit):
        round_ = await store.rounds.by_id(entry.round_id)
        book = await store.books.version(round_.book_hash)
        try:
            check_objectionable(book, round_, entry, day)
        except Refused:
            continue
        if not await _was_upheld(store, entry):
            found.append((entry, book))
    return found


@boundary
async def case_of(work: Work, number: int) -> Case | Refused:
    """The unit's case with that number. Refused: no-objection."""
    return await find_case(work.store, work.unit, number)


async def find_case(store: Store, unit: str, number: int) -> Case:
    """The unit's case with that number. Raises Refused("no-objection")."""
    objection = await store.objections.get(number)
    if objection is None or objection.unit != unit:
        raise Refused("no-objection", case=number)
    entry, household = await _find(store, unit, objection.entry_id)
    round_ = await store.rounds.by_id(objection.round_id)
    return Case(objection, entry, household, round_, await store.books.version(round_.book_hash))


async def open_cases(store: Store, unit: str) -> list[Case]:
    """The unit's open cases, the first due first."""
    return [await find_case(store, unit, one.id) for one in await store.objections.open_of_unit(unit)]


async def neglected_cases(store: Store, unit: str, now: datetime) -> list[Case]:
    """Open cases that are to be brought up now: each once when half of its days are over, and once when all are."""
    found: list[Case] = []
    for objection in await store.objections.open_of_unit(unit):
        stage = _stage(objection, now.date())
        if stage and await store.jobs.claim(f"objection-{stage}", str(objection.id), now):
            found.append(await find_case(store, unit, objection.id))
    return found


def _stage(objection: Objection, today: date) -> str:
    if objection.overdue(today):
        return "overdue"
    left, all_days = objection.due - today, objection.due - objection.opened.date()
    return "half" if 2 * left <= all_days else ""
