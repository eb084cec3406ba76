"""Opening and closing rounds as the calendar goes on."""

from __future__ import annotations

from datetime import datetime

from domain.calendar import Period, round_of
from domain.ports import Round, Store, Town
from domain.scoring import start_score


async def ensure_open(store: Store, town: Town, unit: str, now: datetime) -> Round:
    """The unit's round of today, opened if need be; rounds whose days are over are closed on the way.

    Months in which the program did not run are opened and closed as well: every household keeps its starting
    score in them. Raises Refused("no-unit").
    """
    round_ = await _todays(store, unit, now)
    if round_ is None:
        await store.rounds.hold(unit)
        # Somebody else may have been faster.
        round_ = await _todays(store, unit, now) or await _turn(store, town, unit, now)
    return round_


async def _todays(store: Store, unit: str, now: datetime) -> Round | None:
    """The open round, unless its days are over."""
    open_ = await store.rounds.open_round(unit)
    return open_ if open_ is not None and now.date() < open_.period.after else None


async def _turn(store: Store, town: Town, unit: str, now: datetime) -> Round:
    """Close what is over and open today's round."""
    policy = town.current(unit).book.policy
    open_ = await store.rounds.open_round(unit)
    while open_ is not None:
        await store.rounds.close(open_, "final", policy.accumulate == "average", now)
        missed = round_of(open_.period.after, policy.round_length)
        open_ = await _begin(store, town, unit, missed, now) if missed.after <= now.date() else None
    return await _begin(store, town, unit, round_of(now.date(), policy.round_length), now)


async def _begin(store: Store, town: Town, unit: str, period: Period, now: datetime) -> Round:
    current = town.current(unit)
    return await store.rounds.begin(unit, period, current, start_score(current.book).total, now)


async def enter_newcomers(store: Store, town: Town, unit: str, now: datetime) -> None:
    """Households that joined since the open round began start with that round, at its starting score."""
    await store.rounds.hold(unit)
    round_ = await ensure_open(store, town, unit, now)
    book = await store.rounds.book(round_.book_hash)
    await store.rounds.enter(round_, start_score(book).total)
