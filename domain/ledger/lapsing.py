"""How long a year's points can be spent (design part 3, points 4 to 6).

To the end of the policy's days of grace after the year, and two weeks at least after they could be spent at all: a
December that is settled late is not lost. Without days of grace they end with the year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.model.people import Household
from domain.model.round import Round
from domain.model.rulebook import Policy
from domain.ports.store import Store

NOTICE = timedelta(weeks=4)
"""How long before the end of the year villagers are told that what they do not spend lapses."""


_AT_LEAST = timedelta(weeks=2)
"""How long points can be spent that came late, where the days of grace are no fewer."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How long a year's points can be spent: until the end of ``last``, which is ``over`` or not."""

    last: date
    over: bool


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What a household has of last year in its days of grace: points to spend until the end of ``last``, or a debt."""

    points: int
    debt: int
    last: date


async def lapse_day(store: Store, unit: str, year: int, policy: Policy, today: date) -> date:
    """The first day on which points of that year cannot be spent any more, as far as it is known today."""
    first, grace = date(year + 1, 1, 1), timedelta(days=policy.redeem_grace_days)
    closed = await store.years.find(unit, year)
    told = closed.lapse_on if closed else first
    if not grace:
        return max(told, first)
    spendable = await store.years.spendable_since(unit, year)
    rounds = [_spendable_from(round_, today) for round_ in await store.rounds.of_year(unit, year)]
    since = [day for day in (spendable, *rounds) if day is not None]
    return max(told, first + grace, *(day + min(grace, _AT_LEAST) for day in since))


def _spendable_from(round_: Round, today: date) -> date | None:
    """A round that is not final yet: when it may be, which is not before today. None: final, or not over yet."""
    if round_.state == "final" or today < round_.period.after:
        return None
    return max(today, round_.final_on or today)


async def ending(store: Store, unit: str, year: int, policy: Policy, now: datetime) -> Ending | None:
    """What villagers are told of a year's end: from four weeks before it on, None earlier."""
    if now.date() < date(year + 1, 1, 1) - NOTICE:
        return None
    last = await lapse_day(store, unit, year, policy, now.date()) - timedelta(days=1)
    return Ending(last, now.date() > last or await _has_lapsed(store, unit, year))


async def paying_years(store: Store, unit: str, policy: Policy, now: datetime) -> tuple[int, ...]:
    """The years whose points can be spent, the first to be used first: the old year's as long as they last."""
    return (now.year - 1, now.year) if await _last_year_pays(store, unit, policy, now) else (now.year,)


async def left_over(store: Store, policy: Policy, household: Household, now: datetime) -> LeftOver | None:
    """What is left of last year in its days of grace; None when that is nothing, or they are over."""
    account = await store.standings.account(household, now.year - 1)
    points = 0 if household.left else account.spendable
    if not (points or account.debt) or not await _last_year_pays(store, household.unit, policy, now):
        return None
    last = await lapse_day(store, household.unit, now.year - 1, policy, now.date()) - timedelta(days=1)
    return LeftOver(points, account.debt, last)


async def _last_year_pays(store: Store, unit: str, policy: Policy, now: datetime) -> bool:
    if not policy.redeem_grace_days or await _has_lapsed(store, unit, now.year - 1):
        return False
    return now.date() < await lapse_day(store, unit, now.year - 1, policy, now.date())


async def _has_lapsed(store: Store, unit: str, year: int) -> bool:
    closed = await store.years.find(unit, year)
    return closed is not None and closed.lapsed is not None
