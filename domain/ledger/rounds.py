"""Opening rounds as the calendar goes on."""

from __future__ import annotations

from datetime import date, datetime

from domain.model.calendar import Period, month_of, round_of
from domain.model.errors import Refused
from domain.model.round import Round
from domain.model.rulebook import RoundLength, Rulebook
from domain.ports.store import Store
from domain.ports.town import Town
from domain.scoring.score import start_score


async def ensure_current(store: Store, town: Town, unit: str, now: datetime) -> Round:
    """The unit's round of today, opened if need be. A round that is over stays open until it is settled.

    Months in which the program did not run are opened as well: every household keeps its starting score in them.
    None is begun on the word of a clock that has jumped: the latest one goes on until a person looked, and where there
    is none yet this raises Refused("clock-jumped"). Raises Refused("no-unit").
    """
    round_ = await round_of_now(store, unit, now)
    if round_ is None:
        await store.rounds.hold(unit)
        # Somebody else may have been faster.
        round_ = await round_of_now(store, unit, now) or await _turn(store, town, unit, now)
    return round_


async def check_has_come(store: Store, day: date, now: datetime) -> None:
    """Raise Refused("future-day") for a day to come; where the clock is known to be behind, by what it would show."""
    if day > now.date():
        trust = await store.clock.read()
        if trust is None or trust.right or day > (now - trust.jumped).date():
            raise Refused("future-day", day=day)


async def no_round(store: Store, current: Round, day: date, now: datetime) -> Refused:
    """Why that day lies in no round: nothing was scored then, or its round is not begun since the clock has jumped.

    ``current``: what ``ensure_current`` found.
    """
    trust = await store.clock.read()
    if trust is None or day < current.period.after:
        return Refused("no-round", day=day)
    return Refused("clock-jumped", jumped=trust.jumped, now=now)


async def round_of_day(store: Store, current: Round, day: date, now: datetime) -> Round:
    """The round in which that day lies; ``current`` is today's.

    Raises Refused (future-day, no-round, clock-jumped).
    """
    await check_has_come(store, day, now)
    round_ = current if day in current.period else await store.rounds.of_day(current.unit, day)
    if round_ is None:
        raise await no_round(store, current, day, now)
    return round_


async def book_of_day(store: Store, town: Town, unit: str, day: date) -> Rulebook:
    """The rulebook by which that day is judged: that of its round, or the current one where there is none."""
    round_ = await store.rounds.of_day(unit, day)
    return town.current(unit).book if round_ is None else await store.books.version(round_.book_hash)


async def round_of_now(store: Store, unit: str, now: datetime) -> Round | None:
    """The latest round, unless its days are over; an earlier one where a clock that was ahead began it too soon."""
    latest = await store.rounds.current(unit)
    if latest is None or now.date() >= latest.period.after:
        return None
    return latest if now.date() >= latest.period.first else await store.rounds.of_day(unit, now.date()) or latest


async def _turn(store: Store, town: Town, unit: str, now: datetime) -> Round:
    """Open today's round, and on the way those that were missed."""
    length = town.current(unit).book.policy.round_length
    latest, trust = await store.rounds.current(unit), await store.clock.read()
    if trust is not None and not trust.right:
        if latest is None:
            raise Refused("clock-jumped", jumped=trust.jumped, now=now)
        return latest
    if latest is None:
        return await _begin(store, town, unit, round_of(now.date(), length), now)
    while now.date() >= latest.period.after:
        latest = await _begin(store, town, unit, _following(latest.period, length), now)
    return latest


def _following(last: Period, length: RoundLength) -> Period:
    """The round after another. Where rounds become quarters within one, its months go on until the next."""
    period = round_of(last.after, length)
    return period if period.first == last.after else month_of(last.after)


async def _begin(store: Store, town: Town, unit: str, period: Period, now: datetime) -> Round:
    current = town.current(unit)
    round_ = await store.rounds.begin(unit, period, current, start_score(current.book).total, now)
    await store.excuses.begin(round_, now)
    return round_


async def enter_newcomers(store: Store, town: Town, unit: str, now: datetime) -> None:
    """Households that joined since the current round began start with that round, at its starting score.

    Where it is settled already, they are excused from it and start with the next one.
    """
    await store.rounds.hold(unit)
    round_ = await ensure_current(store, town, unit, now)
    book = await store.books.version(round_.book_hash)
    await store.rounds.enter(round_, start_score(book).total if round_.state == "open" else None)
