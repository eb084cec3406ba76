"""The end of a year 年终: final ranking, honours and welfare priority; what is unspent lapses (design part 3, point 6).

The year's points can be spent to its last day, or as long as the policy's days of grace go on. Closing a year freezes
its ranking: what is corrected later shows in the accounts and standings, not in the honours. Who is on the lists is
told by the rulebook of the year's last round, and by what could be had in each round by its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.errors import Refused
from domain.people import Household
from domain.ports import ClosedYear, Honour, Round, Standing, Store, Town
from domain.rounds import ensure_current
from domain.rulebook import Policy

NOTICE = timedelta(weeks=4)
"""How long before the end of the year villagers are told that what they do not spend lapses."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A unit's year as it would be closed now. ``closed`` is set when it is closed already; then nothing changes.

    ``rounds`` are those of the year that are not final, ``disputed`` the numbers of its objections that nobody has
    answered, ``honours`` the ranking, best first, ``lapsing`` the points of each household that have not lapsed yet,
    ``lapse_on`` the day on which they do.
    """

    unit: str
    year: int
    rounds: tuple[Round, ...]
    disputed: tuple[int, ...]
    honours: tuple[Honour, ...]
    lapsing: tuple[int, ...]
    lapse_on: date
    closed: ClosedYear | None

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The rounds that keep the year from being closed, by key."""
        return tuple(round_.period.key for round_ in self.rounds if round_.state == "open")


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing a year did: ``froze`` the ranking, ``lapsed`` what was unspent; neither when it was done before."""

    outlook: Outlook
    froze: bool
    lapsed: bool


def lapse_day(year: int, policy: Policy) -> date:
    """The first day on which points of that year cannot be spent any more."""
    return date(year + 1, 1, 1) + timedelta(days=policy.redeem_grace_days)


@dataclass(frozen=True, slots=True)
class Ending:
    """How long a year's points can be spent: until the end of ``last``, which is ``over`` or not."""

    last: date
    over: bool


def ending(year: int, policy: Policy, now: datetime) -> Ending | None:
    """What villagers are told of a year's end: from four weeks before it on, None earlier."""
    if now.date() < date(year + 1, 1, 1) - NOTICE:
        return None
    last = lapse_day(year, policy) - timedelta(days=1)
    return Ending(last, now.date() > last)


async def left_over(store: Store, policy: Policy, household: Household, now: datetime) -> tuple[int, date] | None:
    """Last year's points in its days of grace, and the last day on which they can be spent; None without any."""
    last = lapse_day(now.year - 1, policy) - timedelta(days=1)
    if now.date() > last:
        return None
    points = (await store.standings.of_household(household, now.year - 1)).spendable
    return (points, last) if points else None


async def look(store: Store, town: Town, unit: str, year: int, now: datetime) -> Outlook:
    """The unit's year as of now. Raises Refused (no-unit, no-such-year)."""
    if year > now.year:
        raise Refused("no-such-year", unit=unit, year=year)
    policy = town.current(unit).book.policy
    if await store.roster.of_unit(unit):
        await ensure_current(store, town, unit, now)
    if not await store.years.hold(unit, year):
        raise Refused("no-such-year", unit=unit, year=year)
    standings = [one for one in await store.standings.of_unit(unit, year) if one.account.rounds or one.current_round]
    rounds = await store.rounds.of_year(unit, year)
    closed = await store.years.find(unit, year)
    honours = await store.years.honours(unit, year) if closed else await _honours(store, rounds, standings)
    return Outlook(
        unit=unit,
        year=year,
        rounds=tuple(round_ for round_ in rounds if round_.state != "final"),
        disputed=await _disputed(store, unit, rounds),
        honours=tuple(honours),
        lapsing=tuple(one.account.balance for one in standings if one.account.balance > 0),
        lapse_on=closed.lapse_on if closed else lapse_day(year, policy),
        closed=closed,
    )


async def close(store: Store, town: Town, unit: str, year: int, now: datetime) -> Closing:
    """Close a year: freeze its ranking, and let unspent points lapse when their day has come. Twice changes nothing.

    Raises Refused (no-unit, no-such-year, year-not-over, year-unsettled).
    """
    outlook = await look(store, town, unit, year, now)
    refused = obstacle(outlook, now)
    if refused is not None:
        raise refused
    froze = outlook.closed is None and await store.years.close(unit, year, outlook.lapse_on, outlook.honours, now)
    lapses = now.date() >= outlook.lapse_on and await store.years.lapse(unit, year, now)
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


async def close_due(store: Store, town: Town, unit: str, now: datetime) -> list[Closing]:
    """Close every year of the unit that is over and in which nothing is open any more; let lapse what is due."""
    lapsing = [closed.year for closed in await store.years.unlapsed(unit) if closed.lapse_on <= now.date()]
    over = [year for year in await store.years.unclosed(unit, now.year) if await _is_decided(store, unit, year)]
    return [await close(store, town, unit, year, now) for year in sorted((*lapsing, *over))]


async def _is_decided(store: Store, unit: str, year: int) -> bool:
    """Whether every round of the year is final, and no objection is open that may still change the ranking."""
    rounds = await store.rounds.of_year(unit, year)
    return all(round_.state == "final" for round_ in rounds) and not await _disputed(store, unit, rounds)


async def _disputed(store: Store, unit: str, rounds: Sequence[Round]) -> tuple[int, ...]:
    of_year = {round_.id for round_ in rounds}
    return tuple(case.id for case in await store.objections.open_of_unit(unit) if case.round_id in of_year)


async def _honours(store: Store, rounds: Sequence[Round], standings: Sequence[Standing]) -> list[Honour]:
    """The ranking with its two lists: the first places, and those who reached the policy's share of what can be had."""
    policy = (await store.rounds.book(rounds[-1].book_hash)).policy
    full: Counter[int] = Counter()
    for round_ in rounds:
        if round_.state != "open":
            total = (await store.rounds.book(round_.book_hash)).total
            scores = await store.rounds.scores(round_.id)
            full.update({household: total for household, score in scores.items() if score is not None})
    return [_honour(one, policy, full[one.household.id]) for one in standings]


def _honour(standing: Standing, policy: Policy, full: int) -> Honour:
    """``full``: what the household could have had in the rounds that count for it, added up."""
    account = standing.account
    counts = standing.rank is not None and account.rounds > 0
    had = account.earned * (account.rounds if policy.accumulate == "average" else 1)
    return Honour(
        household=standing.household,
        rank=standing.rank if counts else None,
        earned=account.earned,
        rounds=account.rounds,
        unspent=max(0, account.balance),
        vetoed=account.vetoes > 0,
        honoured=counts and (standing.rank or 0) <= policy.honours_places,
        welfare=counts and had * 100 >= policy.welfare_percent * full,
    )
