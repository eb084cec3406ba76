"""What the town looks at 监督: each unit's figures, what is missing and by when (design part 3, point 11).

Source: section two of the document: an assessment at least once a quarter, a redemption at least once a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.model.calendar import Period, quarter_of
from domain.model.errors import Refused
from domain.model.people import Officer, Role
from domain.model.supervision import Assessment, UnitCounts
from domain.work import Work


class Lack(StrEnum):
    """What a unit has still to do."""

    SETTLE = "settle"
    REDEEM = "redeem"
    LOOK = "look"
    OBJECTIONS = "objections"
    CLAIMS = "claims"
    CALLBACKS = "callbacks"
    SPECIALIST = "specialist"
    GROUP = "group"
    HOUSEHOLDS = "households"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to do, and the last day for it (None = at once); ``many`` counts the households or cases."""

    lack: Lack
    by: date | None
    many: int = 0

    def presses(self, today: date) -> bool:
        """Whether it is to be done at once, or its last day is near."""
        return self.by is None or (self.by - today).days <= NEAR_DAYS


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One unit's figures of a quarter and its year. ``seen`` is the share of households looked at."""

    unit: str
    name: str
    counts: UnitCounts
    assessments: tuple[Assessment, ...]
    missing: tuple[Missing, ...]

    def presses(self, today: date) -> bool:
        """Whether anything of it is urgent."""
        return any(one.presses(today) for one in self.missing)

    @property
    def seen(self) -> float | None:
        """The share of households with an officer's entry or review this quarter; None where there are none."""
        return self.counts.seen / self.counts.households if self.counts.households else None


@dataclass(frozen=True, slots=True)
class Overview:
    """All units of a supervisor side by side, those first for which something is urgent."""

    quarter: Period
    today: date
    units: tuple[UnitFigures, ...]


_LAST_OF_YEAR = (12, 31)
NEAR_DAYS = 14
"""From so many days before its last day something is urgent: a week to do it, and the week in which it is public."""


def check_supervisor(officer: Officer) -> None:
    """Raise Refused("supervisor-only") for anybody but the town's supervisors."""
    if officer.role is not Role.SUPERVISOR:
        raise Refused("supervisor-only")


async def overview(work: Work) -> Overview:
    """The figures of every unit that the work is about."""
    store, today = work.store, work.today
    quarter = quarter_of(today)
    figures = []
    for unit, name in work.town.units.items():
        if unit.startswith(work.unit):
            counts = await store.supervision.counts(unit, quarter, today)
            assessments = tuple(await store.supervision.assessments(unit, today.year))
            figures.append(UnitFigures(unit, name, counts, assessments, tuple(_missing(counts, quarter))))
    return Overview(quarter, today, tuple(sorted(figures, key=lambda one: _turn(one, today))))


def _turn(figures: UnitFigures, today: date) -> tuple[bool, bool, int, date]:
    """What presses comes first, the more of it the earlier; then what has time. Equals keep their order."""
    pressing = sum(one.presses(today) for one in figures.missing)
    first = min((one.by for one in figures.missing if one.by), default=date.max)
    return not pressing, not figures.missing, -pressing, first


def _missing(counts: UnitCounts, quarter: Period) -> list[Missing]:
    end_of_quarter = date.fromordinal(quarter.after.toordinal() - 1)
    end_of_year = date(quarter.year, *_LAST_OF_YEAR)
    unseen = counts.households - counts.seen
    lacks = [
        (not counts.specialists, Missing(Lack.SPECIALIST, None)),
        (not counts.has_group, Missing(Lack.GROUP, None)),
        (not counts.households, Missing(Lack.HOUSEHOLDS, None)),
        (counts.objections_overdue > 0, Missing(Lack.OBJECTIONS, None, counts.objections_overdue)),
        (counts.claims_overdue > 0, Missing(Lack.CLAIMS, None, counts.claims_overdue)),
        (counts.callbacks_overdue > 0, Missing(Lack.CALLBACKS, None, counts.callbacks_overdue)),
        (_unsettled(counts), Missing(Lack.SETTLE, end_of_quarter, counts.waiting)),
        (unseen > 0, Missing(Lack.LOOK, end_of_quarter, unseen)),
        (not counts.redemptions, Missing(Lack.REDEEM, end_of_year)),
    ]
    return [missing for applies, missing in lacks if applies]


def _unsettled(counts: UnitCounts) -> bool:
    """Nothing of the quarter is settled. A round that is the quarter itself can only be once it is over."""
    return counts.waiting > 0 if counts.by_quarter else not counts.settled
