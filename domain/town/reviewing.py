"""A quarter or a year of every unit in review, for the town to print and to appraise by (section 五（三）)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from domain.model.activity import Coverage
from domain.model.calendar import Period, quarters_of
from domain.model.notice import INFORMED
from domain.model.redemption import RedemptionState
from domain.model.review import Disputes, MadeKnown
from domain.model.supervision import Assessment
from domain.work import Work


@dataclass(frozen=True, slots=True)
class Reached:
    """Notices of a quarter that were planned for households, and those that arrived."""

    quarter: Period
    arrived: int
    planned: int


@dataclass(frozen=True, slots=True)
class UnitReview:
    """One unit's period; ``redemptions`` were collected, ``spent`` is of what waits as well, ``budget`` is the year's.

    ``reached``: of the quarters in which notices were queued.
    ``assessments`` are the year's.
    """

    unit: str
    name: str
    coverage: Sequence[Coverage]
    disputes: Disputes
    reached: Sequence[Reached]
    redemptions: int
    spent: int
    budget: int
    made_known: Sequence[MadeKnown]
    assessments: Sequence[Assessment]

    @property
    def points(self) -> int:
        """What the additions and deductions come to."""
        return sum(one.points for one in self.assessments)


@dataclass(frozen=True, slots=True)
class Review:
    """All units side by side. ``rounds``: every period that one of them has a round of, oldest first."""

    period: Period
    today: date
    units: Sequence[UnitReview]

    @property
    def rounds(self) -> Sequence[Period]:
        """The rounds of the period."""
        known = {one.period.key: one.period for unit in self.units for one in unit.coverage}
        return sorted(known.values(), key=lambda period: period.first)


def year_of(year: int) -> Period:
    """A whole year as a period."""
    return Period(str(year), date(year, 1, 1), date(year + 1, 1, 1))


def midnights(work: Work, period: Period) -> tuple[datetime, datetime]:
    """When the period begins, and when the next one does."""
    zone = work.now.tzinfo
    return datetime.combine(period.first, time(), zone), datetime.combine(period.after, time(), zone)


async def review(work: Work, period: Period) -> Review:
    """What became of the period in every unit that the work is about; it reads only."""
    units = [unit for unit in work.town.units if unit.startswith(work.unit)]
    return Review(period, work.today, [await review_of(work.about(unit), period) for unit in units])


async def review_of(work: Work, period: Period) -> UnitReview:
    """One unit's."""
    store, unit = work.store, work.unit
    first, after = midnights(work, period)
    made = await store.redemptions.made(unit, first, after)
    return UnitReview(
        unit=unit,
        name=work.town.units[unit],
        coverage=(await store.supervision.activity(unit, period)).coverage,
        disputes=Disputes(await store.supervision.disputes(unit, first, after)),
        reached=[one for quarter in quarters_of(period.year) if (one := await reached(work, quarter, period))],
        redemptions=sum(one.state is RedemptionState.COLLECTED for one in made),
        spent=sum((await store.redemptions.spent(unit, first, after)).values()),
        budget=work.policy.redeem_budget,
        made_known=await store.supervision.made_known(unit, first, after),
        assessments=await store.supervision.assessments(unit, period.year),
    )


async def reached(work: Work, quarter: Period, within: Period | None = None) -> Reached | None:
    """How many of a quarter's notices arrived; None when none were queued, or it does not lie ``within``."""
    if within is not None and quarter.first not in within:
        return None
    states = await work.store.notices.states(work.unit, quarter)
    informed = sum(states.get(state, 0) for state in INFORMED)
    return Reached(quarter, informed, sum(states.values())) if states else None
