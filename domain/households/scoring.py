"""In which rounds a household counts: those at whose end it lives in the unit (design part 3, points 4 and 12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.households.registrar import Registrar, Stopped
from domain.ledger.caps import taken_before
from domain.ledger.rederiving import rederive_later
from domain.ledger.rounds import ensure_current
from domain.model.people import Household
from domain.model.round import Round
from domain.scoring.score import live_points, score, start_score


async def hold_rounds(by: Registrar, household: Household, day: date) -> None:
    """Nothing is recorded or claimed for it in the open rounds from that day on, until commit."""
    for round_ in await by.work.store.rounds.open_from(by.work.unit, day):
        await by.work.store.scores.lock(household.id, round_.id)


async def scored_rounds(by: Registrar, household: Household, day: date) -> Sequence[Stopped]:
    """The open rounds from that day on in which it has a score, locked until commit, and what counts there."""
    store, found = by.work.store, []
    for round_ in await store.rounds.open_from(by.work.unit, day):
        locked = await store.scores.lock(household.id, round_.id)
        if locked is not None and locked.score is not None:
            entries = [entry for entry in await store.ledger.of_round(household.id, round_.id) if entry.live]
            found.append(Stopped(round_, locked.score, entries))
    return found


async def leave_rounds(by: Registrar, household: Household, day: date) -> Sequence[Stopped]:
    """It has no score in the open rounds from that day on; those in which it had one."""
    stopped = await scored_rounds(by, household, day)
    for one in stopped:
        await by.work.store.scores.put(household.id, one.round.id, None)
    return stopped


async def enter_rounds(by: Registrar, household: Household, day: date) -> Sequence[Round]:
    """It counts in the open rounds from that day on, with what its entries there come to; in which ones.

    A current round that is settled already is not its own: it starts with the next one.
    """
    store, unit = by.work.store, by.work.unit
    current = await ensure_current(store, by.work.town, unit, by.work.now)
    if current.state != "open":
        await store.rounds.enter(current, None, household.id)
    entered = []
    for round_ in await store.rounds.open_from(unit, day):
        book = await store.books.version(round_.book_hash)
        await store.rounds.enter(round_, start_score(book).total, household.id)
        await store.excuses.begin(round_, by.work.now)
        if await _restore(by, household, round_):
            entered.append(round_)
    return entered


async def _restore(by: Registrar, household: Household, round_: Round) -> bool:
    """Its score as its entries have it, unless it is excused; whether it has one."""
    store = by.work.store
    locked = await store.scores.lock(household.id, round_.id)
    if locked is None or await store.excuses.is_excused(household.id, round_.id):
        return False
    if locked.score is None:
        book = await store.books.version(round_.book_hash)
        taken = await taken_before(store, household, round_, book)
        total = score(book, live_points(await store.ledger.of_round(household.id, round_.id)), taken).total
        await store.scores.put(household.id, round_.id, total)
        await rederive_later(store, household, round_, by.work.now)
    return True
