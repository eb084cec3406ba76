"""Vetoes 一票否决: proposed by one officer, in force when enough others confirm (design part 3, point 7).

A veto is an entry worth 0 points, so that undoing it is a reversal like any other and restores everything exactly.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime

from domain.entries.correcting import SettledRound, check_correction
from domain.entries.found import hold, to_decide_on
from domain.entries.recording import as_entry, score_of_day
from domain.mall.redemption import release_all
from domain.model.entry import Entry, NewEntry, Source
from domain.model.errors import Refused
from domain.model.people import Household, Officer, check_impartial, check_may_score
from domain.model.rulebook import Rulebook, Veto
from domain.ports.store import Store
from domain.ports.town import Town
from domain.scoring.repeats import check_repeat


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


async def propose(
    store: Store,
    town: Town,
    unit: str,
    officer: Officer,
    household: Household,
    code: str,
    reason: str,
    key: str,
    source: Source,
    now: datetime,
    *,
    evidence_id: int | None = None,
    day: date | None = None,
    known: Container[int] = (),
    correction: bool = False,
) -> Vetoed:
    """Record a veto for what happened on a day (None = today); ``known`` and ``correction`` as an Award has them.

    Raises Refused (not-your-role, household-elsewhere, own-household, kin-household, unknown-veto, excused,
    round-closed, year-closed, future-day, no-round, not-joined), and the questions SettledRound and Repeated.
    """
    check_may_score(officer, unit)
    if household.unit != unit:
        raise Refused("household-elsewhere", household=household)
    kin = await store.roster.kin(household.id)
    check_impartial(officer, household, kin)
    day = day or now.date()
    standing = await score_of_day(store, town, household, day, now)
    book = await store.rounds.book(standing.round.book_hash)
    veto = book.veto_by_code.get(code)
    if veto is None:
        raise Refused("unknown-veto", item=code)
    if standing.round.state != "open":
        wanted = SettledRound(household, veto, 0, day, standing.round)
        await check_correction(store, officer, kin, wanted, accepted=correction)
    entries = await store.ledger.of_round(household.id, standing.round.id)
    check_repeat(entries, veto, household, 0, day, officer, known, now)
    new = NewEntry(
        household_id=household.id,
        round_id=standing.round.id,
        unit=unit,
        item=veto.code,
        points=0,
        at=now,
        day=day,
        officer_id=officer.id,
        officer_name=officer.name,
        source=source,
        reason=reason,
        key=key,
        evidence_id=evidence_id,
    )
    entry = as_entry(await store.ledger.append(new), new)
    return Vetoed(entry, household, veto, missing=book.policy.veto_confirmations - 1)


async def confirm(store: Store, unit: str, officer: Officer, number: int, now: datetime) -> Vetoed:
    """Confirm a proposed veto; it comes into force with the last confirmation that the policy asks for.

    Raises Refused (not-your-role, no-entry, already-reversed, own-proposal, already-confirmed, own-household,
    kin-household).
    """
    entry, household = await to_decide_on(store, unit, officer, number)
    locked = await hold(store, entry)
    book = await store.rounds.book(locked.round.book_hash)
    veto = book.veto_by_code.get(entry.item)
    if veto is None:
        raise Refused("no-entry", entry=number)
    await _check_confirmable(store, book, entry, officer)
    await store.ledger.confirm(number, officer.id, now)
    missing = await _missing(store, book, entry)
    if missing:
        return Vetoed(entry, household, veto, missing)
    await store.rounds.change_vetoes(household.id, locked.round.period.year, 1)
    released = await release_all(store, household, officer, now)
    return Vetoed(entry, household, veto, missing, len(released))


async def _check_confirmable(store: Store, book: Rulebook, entry: Entry, officer: Officer) -> None:
    current = await store.ledger.get(entry.id)
    if current is not None and current[0].reversed_by is not None:
        raise Refused("already-reversed", entry=entry.id, by=current[0].reversed_by)
    selves = await store.officers.selves(officer.id)
    if entry.officer_id in selves:
        raise Refused("own-proposal")
    if not selves.isdisjoint(await store.ledger.confirmers(entry.id)) or await _missing(store, book, entry) == 0:
        raise Refused("already-confirmed", entry=entry.id)


async def in_force(store: Store, book: Rulebook, entry: Entry) -> bool:
    """Whether that entry is a veto with all its confirmations, and not taken back."""
    if entry.item not in book.veto_by_code or not entry.live:
        return False
    return await _missing(store, book, entry) == 0


async def _missing(store: Store, book: Rulebook, entry: Entry) -> int:
    confirmers = await store.ledger.confirmers(entry.id)
    return max(0, book.policy.veto_confirmations - 1 - len(confirmers))
