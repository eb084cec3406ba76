"""The year's appraisal 年度考核 of the units: what each did in time, and what it gains or loses for it.

Source: section five of the document: who is late loses points, who gets special funds or uses digital means gains
some. How many is the town's to say; here it is noted with its reason.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime

from domain.model.calendar import Period, quarters_of
from domain.model.errors import Refused
from domain.model.people import Officer
from domain.model.supervision import Assessment, NewAssessment, YearCounts
from domain.ports.store import Store
from domain.ports.town import Town
from domain.scoring.repeats import DoneJustNow, just_now
from domain.town.supervising import check_supervisor


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

    @property
    def points(self) -> int:
        """What the additions and deductions come to."""
        return sum(assessment.points for assessment in self.assessments)


async def year_of_units(store: Store, town: Town, under: str, year: int, now: datetime) -> list[UnitYear]:
    """The year of every unit whose code begins with ``under``. Raises Refused("year-ahead")."""
    today = now.date()
    if year > today.year:
        raise Refused("year-ahead", year=year)
    quarters = [quarter for quarter in quarters_of(year) if quarter.first <= today]
    years = []
    for unit, name in town.units.items():
        if unit.startswith(under):
            counts = await store.supervision.year(unit, year)
            done = [_done(quarter, counts, today) for quarter in quarters]
            assessments = tuple(await store.supervision.assessments(unit, year))
            years.append(UnitYear(unit, name, tuple(done), counts.redemptions, assessments))
    return years


def _done(quarter: Period, counts: YearCounts, today: date) -> QuarterDone:
    return QuarterDone(
        quarter,
        settled=counts.settled.get(quarter.key),
        over=quarter.after <= today,
        took_part=quarter.key in counts.settled,
    )


async def assess(
    store: Store,
    officer: Officer,
    unit: str,
    year: int,
    points: int,
    reason: str,
    key: str,
    now: datetime,
    known: Container[int] = (),
) -> Assessment:
    """Give a unit points in a year's appraisal (below 0: take some), with a reason.

    The appraisal of a year may be made in the year after it. ``known``: assessments like it that the officer knows of.
    Raises Refused (supervisor-only, not-your-unit, no-reason, not-appraised), and the question DoneJustNow.
    """
    check_supervisor(officer)
    if not officer.serves(unit):
        raise Refused("not-your-unit")
    if not reason.strip():
        raise Refused("no-reason")
    if not now.year - 1 <= year <= now.year:
        raise Refused("not-appraised", year=year)
    for before in await store.supervision.assessments(unit, year):
        is_same = (before.points, before.officer) == (points, officer.name)
        if is_same and just_now(before.at, now) and before.id not in known:
            raise DoneJustNow(before.id)
    return await store.supervision.assess(NewAssessment(unit, year, points, reason, officer.id, now, key))
