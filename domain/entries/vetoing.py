"""Vetoes 一票否决: proposed by one officer, in force when enough others confirm (design part 3, point 7).

A veto is an entry worth 0 points, so that undoing it is a reversal like any other and restores everything exactly.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from domain.boundary import boundary
from domain.entries.appending import Content, append
from domain.entries.correcting import SettledRound, check_correction
from domain.entries.found import hold, to_decide_on
from domain.entries.recording import score_of_day
from domain.mall.redemption import release_all
from domain.model.entry import Entry, Source
from domain.model.errors import Refused
from domain.model.people import Household, Officer, check_impartial, check_may_score, check_of_unit
from domain.model.rulebook import Rulebook, Veto
from domain.ports.store import Store
from domain.scoring.repeats import Attempt, Repeated, check_repeat
from domain.work import Work


@dataclass(frozen=True, slots=True)
class Vetoed:
    """A proposed or confirmed veto. ``missing`` more officers have to confirm; 0 = in force.

    ``released`` counts the redemptions that waited to be collected and went back.
    """

    entry: Entry
    household: Household
    veto: Veto
    missing: int
    released: int = 0


@dataclass(frozen=True, slots=True)
class VetoWanted:
    """A veto for what happened on a day (None = today); ``known`` and ``correction`` as an Award has them."""

    household: Household
    code: str
    reason: str
    day: date | None = None
    evidence_id: int | None = None
    known: Container[int] = ()
    correction: bool = False
    source: Source = Source.CHAT


@boundary
async def propose(work: Work, officer: Officer, wanted: VetoWanted) -> Vetoed | SettledRound | Repeated | Refused:
    """Record a veto; it is in force once others have confirmed it.

    Refused: not-your-role, household-elsewhere, own-household, kin-household, unknown-veto, excused, round-closed,
    year-closed, future-day, no-round, not-joined.
    """
    store, household = work.store, wanted.household
    check_may_score(officer, work.unit)
    check_of_unit(household, work.unit)
    kin = await store.roster.kin(household.id)
    check_impartial(officer, household, kin)
    day = wanted.day or work.today
    round_ = (await score_of_day(work, household, day)).round
    book = await store.books.version(round_.book_hash)
    veto = book.veto_by_code.get(wanted.code)
    if veto is None:
        raise Refused("unknown-veto", item=wanted.code)
    if round_.state != "open":
        corrects = SettledRound(household, veto, 0, day, round_)
        await check_correction(store, officer, kin, corrects, accepted=wanted.correction)
    entries = await store.ledger.of_round(household.id, round_.id)
    check_repeat(entries, Attempt(household, veto, 0, day, officer, wanted.known), work.now)
    content = Content(veto.code, 0, day, wanted.reason, f"{work.key}:1", wanted.source, wanted.evidence_id)
    entry = await append(work, officer, household, round_.id, content)
    return Vetoed(entry, household, veto, missing=book.policy.veto_confirmations - 1)


@boundary
async def confirm(work: Work, officer: Officer, number: int) -> Vetoed | Refused:
    """Confirm a proposed veto; it comes into force with the last confirmation that the policy asks for.

    Refused: not-your-role, no-entry, already-reversed, own-proposal, already-confirmed, own-household, kin-household.
    """
    store, now = work.store, work.now
    entry, household = await to_decide_on(work, officer, number)
    locked = await hold(store, entry)
    book = await store.books.version(locked.round.book_hash)
    veto = book.veto_by_code.get(entry.item)
    if veto is None:
        raise Refused("no-entry", entry=number)
    await _check_confirmable(store, book, entry, officer)
    await store.ledger.confirm(number, officer.id, now)
    missing = await _missing(store, book, entry)
    if missing:
        return Vetoed(entry, household, veto, missing)
    await store.accounts.change_vetoes(household.id, locked.round.period.year, 1)
    released = await release_all(store, household, officer, now)
    return Vetoed(entry, household, veto, missing, len(released))


async def _check_confirmable(store: Store, book: Rulebook, entry: Entry, officer: Officer) -> None:
    current = await store.ledger.get(entry.id)
    if current is not None and current[0].reversed_by is not None:
        raise Refused("already-reversed", entry=entry.id, by=current[0].reversed_by)
    own_ids = await store.officers.ids_of_person(officer.id)
    if entry.officer_id in own_ids:
        raise Refused("own-proposal")
    if not own_ids.isdisjoint(await store.ledger.confirmers(entry.id)) or await _missing(store, book, entry) == 0:
        raise Refused("already-confirmed", entry=entry.id)


async def unconfirmed(store: Store, unit: str, year: int) -> list[Entry]:
    """The year's vetoes that wait for other officers."""
    waiting = []
    for entry in await store.ledger.vetoes(unit, year):
        round_ = await store.rounds.by_id(entry.round_id)
        book = await store.books.version(round_.book_hash)
        if entry.item in book.veto_by_code and not await in_force(store, book, entry):
            waiting.append(entry)
    return waiting


async def in_force(store: Store, book: Rulebook, entry: Entry) -> bool:
    """Whether that entry is a veto with all its confirmations, and not taken back."""
    if entry.item not in book.veto_by_code or not entry.live:
        return False
    return await _missing(store, book, entry) == 0


async def _missing(store: Store, book: Rulebook, entry: Entry) -> int:
    confirmers = await store.ledger.confirmers(entry.id)
    return max(0, book.policy.veto_confirmations - 1 - len(confirmers))
