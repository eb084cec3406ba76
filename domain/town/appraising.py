"""The year's appraisal 年度考核 of the units: what each did in time, and what it gains or loses for it.

Source: section five of the document: who is late loses points, who gets special funds or uses digital means gains
some. How many is the town's to say; here it is noted with its reason.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from domain.boundary import boundary
from domain.model.calendar import Period, quarters_of
from domain.model.errors import Refused
from domain.model.people import Officer
from domain.model.supervision import Assessment, NewAssessment, YearCounts
from domain.scoring.repeats import DoneJustNow, just_now
from domain.town.supervising import check_supervisor
from domain.work import Work


@dataclass(frozen=True, slots=True)
class QuarterDone:
    """A quarter that has begun; ``settled`` is the day on which the first of its rounds was settled."""

    quarter: Period
    settled: date | None
    over: bool
    took_part: bool
    """The unit had a round in it."""

    @property
    def counts(self) -> bool:
        """Whether it says anything of the unit: not a quarter that was over before the unit had a round."""
        return self.took_part or not self.over

    @property
    def missed(self) -> bool:
        """The unit took part, the quarter is over, and none of its rounds is settled."""
        return self.over and self.took_part and self.settled is None


@dataclass(frozen=True, slots=True)
class UnitYear:
    """One unit's year."""

    unit: str
    name: str
    quarters: tuple[QuarterDone, ...]
    redemptions: int
    assessments: tuple[Assessment, ...]
    made_known: tuple[tuple[date, bool], ...] = ()
    """The day of each announcement and model that became public, and whether it was a model, by time."""

    @property
    def points(self) -> int:
        """What the additions and deductions come to."""
        return sum(assessment.points for assessment in self.assessments)


@boundary
async def year_of_units(work: Work, year: int) -> list[UnitYear] | Refused:
    """The year of every unit that the work is about. Refused: year-ahead."""
    store, today = work.store, work.today
    if year > today.year:
        raise Refused("year-ahead", year=year)
    quarters = [quarter for quarter in quarters_of(year) if quarter.first <= today]
    years = []
    for unit, name in work.town.units.items():
        if unit.startswith(work.unit):
            counts = await store.supervision.year(unit, year)
            done = [_done(quarter, counts, today) for quarter in quarters]
            assessments = tuple(await store.supervision.assessments(unit, year))
            years.append(UnitYear(unit, name, tuple(done), counts.redemptions, assessments, tuple(counts.made_known)))
    return years


def _done(quarter: Period, counts: YearCounts, today: date) -> QuarterDone:
    return QuarterDone(
        quarter,
        settled=counts.settled.get(quarter.key),
        over=quarter.after <= today,
        took_part=quarter.key in counts.settled,
    )


@dataclass(frozen=True, slots=True)
class Appraisal:
    """Points for a unit in a year's appraisal (below 0: taken), with a reason.

    ``known``: assessments like it that the officer knows of.
    """

    year: int
    points: int
    reason: str
    known: Container[int] = ()


@boundary
async def assess(work: Work, officer: Officer, given: Appraisal) -> Assessment | DoneJustNow | Refused:
    """Note what a unit is given; the appraisal of a year may be made in the year after it.

    Refused: supervisor-only, not-your-unit, no-reason, not-appraised.
    """
    check_supervisor(officer)
    if not officer.serves(work.unit):
        raise Refused("not-your-unit")
    if not given.reason.strip():
        raise Refused("no-reason")
    if not work.now.year - 1 <= given.year <= work.now.year:
        raise Refused("not-appraised", year=given.year)
    for before in await work.store.supervision.assessments(work.unit, given.year):
        is_same = (before.points, before.officer) == (given.points, officer.name)
        if is_same and just_now(before.at, work.now) and before.id not in given.known:
            raise DoneJustNow(before.id)
    new = NewAssessment(work.unit, given.year, given.points, given.reason, officer.id, work.now, work.key)
    return await work.store.supervision.assess(new)
