"""The end of a year 年终: final ranking, honours and welfare priority; what is unspent lapses (design part 3, point 6).

Closing a year freezes its ranking: what is corrected later shows in the accounts and standings, not in the honours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.boundary import boundary, unwrap
from domain.ledger.lapsing import lapse_day
from domain.ledger.rounds import ensure_current
from domain.model.closed_year import ClosedYear, Honour
from domain.model.errors import Refused
from domain.model.round import Round
from domain.ports.store import Store
from domain.town.trust import check_sure, surely
from domain.work import Work
from domain.year.honours import rank_year
from domain.year.undecided import Undecided, undecided


@dataclass(frozen=True, slots=True)
class Outlook:
    """A unit's year as it would be closed now. ``closed`` is set when it is closed already; then nothing changes.

    ``rounds`` are those of the year that are not final, ``waiting`` what nobody has decided, ``honours`` the ranking,
    best first, ``lapsing`` the points of each household that have not lapsed yet, ``lapse_on`` the day when they do.
    """

    unit: str
    year: int
    rounds: tuple[Round, ...]
    waiting: Undecided
    honours: tuple[Honour, ...]
    lapsing: tuple[int, ...]
    lapse_on: date
    closed: ClosedYear | None

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The rounds that keep the year from being closed, by key."""
        return tuple(round_.period.key for round_ in self.rounds if round_.state == "open")

    def lapses(self, now: datetime) -> bool:
        """Whether what is unspent may lapse now: everything was spendable, for as long as it has to be."""
        return now.date() >= self.lapse_on and not self.rounds and not self.waiting.objections


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing a year did: ``froze`` the ranking, ``lapsed`` what was unspent; neither when it was done before."""

    outlook: Outlook
    froze: bool
    lapsed: bool


@boundary
async def look(work: Work, year: int) -> Outlook | Refused:
    """The unit's year as of now. Refused: no-unit, no-such-year."""
    store, unit, now = work.store, work.unit, work.now
    if year > now.year:
        raise Refused("no-such-year", unit=unit, year=year)
    policy = work.policy
    if await store.roster.of_unit(unit):
        await ensure_current(store, work.town, unit, now)
    if not await store.years.hold(unit, year):
        raise Refused("no-such-year", unit=unit, year=year)
    standings = [one for one in await store.standings.of_unit(unit, year) if one.account.rounds or one.current_round]
    rounds = await store.rounds.of_year(unit, year)
    closed = await store.years.find(unit, year)
    honours = await store.years.honours(unit, year) if closed else await rank_year(store, rounds, standings)
    return Outlook(
        unit=unit,
        year=year,
        rounds=tuple(round_ for round_ in rounds if round_.state != "final"),
        waiting=await undecided(store, unit, year),
        honours=tuple(honours),
        lapsing=tuple(one.account.balance for one in standings if one.account.balance > 0),
        lapse_on=await lapse_day(store, unit, year, policy, now.date()),
        closed=closed,
    )


@boundary
async def close(work: Work, year: int) -> Closing | Refused:
    """Close a year: freeze its ranking, and let unspent points lapse when their day has come. Twice changes nothing.

    Refused: no-unit, no-such-year, year-not-over, year-unsettled, clock-jumped.
    """
    store, unit, now = work.store, work.unit, work.now
    outlook = unwrap(await look(work, year))
    refused = obstacle(outlook, now)
    if refused is not None:
        raise refused
    await check_sure(store, date(year + 1, 1, 1), now)
    froze = outlook.closed is None and await store.years.close(unit, year, outlook.lapse_on, outlook.honours, now)
    lapses = outlook.lapses(await surely(store, now)) and await store.years.lapse(unit, year, now)
    if lapses:
        await store.accounts.lapse(unit, year, now)
    return Closing(outlook, froze, lapses)


def obstacle(outlook: Outlook, now: datetime) -> Refused | None:
    """What keeps the year from being closed now: Refused (year-not-over, year-unsettled)."""
    if outlook.closed is not None:
        return None
    if now.year <= outlook.year:
        return Refused("year-not-over", year=outlook.year)
    if outlook.unsettled:
        return Refused("year-unsettled", unit=outlook.unit, year=outlook.year, rounds=outlook.unsettled)
    return None


async def close_due(work: Work) -> list[Closing]:
    """Close every year of the unit that is over and in which nothing is open any more; let lapse what is due."""
    store, unit, now = work.store, work.unit, work.now
    lapsing = [closed.year for closed in await store.years.unlapsed(unit) if closed.lapse_on <= now.date()]
    over = [year for year in await store.years.unclosed(unit, now.year) if await _is_decided(store, unit, year)]
    closings = [unwrap(await close(work, year)) for year in sorted((*lapsing, *over))]
    return [closing for closing in closings if closing.froze or closing.lapsed]


async def keeping_open(store: Store, unit: str, now: datetime) -> list[tuple[int, Undecided]]:
    """The years that are over, with every round final, and cannot be closed since something waits in them."""
    waiting = []
    for year in await store.years.unclosed(unit, now.year):
        if all(round_.state == "final" for round_ in await store.rounds.of_year(unit, year)):
            left = await undecided(store, unit, year)
            waiting += [(year, left)] if left.many else []
    return waiting


async def _is_decided(store: Store, unit: str, year: int) -> bool:
    """Whether every round of the year is final, and nothing waits that may still change the ranking."""
    rounds = await store.rounds.of_year(unit, year)
    return all(round_.state == "final" for round_ in rounds) and not (await undecided(store, unit, year)).many
