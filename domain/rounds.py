"""Opening rounds as the calendar goes on."""

from __future__ import annotations

from datetime import datetime

from domain.calendar import Period, round_of
from domain.ports import Round, Store, Town
from domain.scoring import start_score


async def ensure_current(store: Store, town: Town, unit: str, now: datetime) -> Round:
    """The unit's round of today, opened if need be. A round that is over stays open until it is settled.

    Months in which the program did not run are opened as well: every household keeps its starting score in them.
    Raises Refused("no-unit").
    """
    today = now.date()
    latest = await store.rounds.current(unit)
    if latest is not None and today < latest.period.after:
        return latest
    length = town.current(unit).book.policy.round_length
    while latest is not None:
        missed = round_of(latest.period.after, length)
        if today < missed.after:
            break
        latest = await _begin(store, town, unit, missed, now)
    return await _begin(store, town, unit, round_of(today, length), now)


async def _begin(store: Store, town: Town, unit: str, period: Period, now: datetime) -> Round:
    current = town.current(unit)
    return await store.rounds.begin(unit, period, current, start_score(current.book).total, now)


async def enter_newcomers(store: Store, town: Town, unit: str, now: datetime) -> None:
    """Households that joined since the current round began start with that round, at its starting score.

    Where it is settled already, they are excused from it and start with the next one.
    """
    round_ = await ensure_current(store, town, unit, now)
    book = await store.rounds.book(round_.book_hash)
    await store.rounds.enter(round_, start_score(book).total if round_.state == "open" else None)
