"""What the town's supervisors look at, as the domain asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from domain.model.activity import Activity
from domain.model.calendar import Period
from domain.model.review import Dispute, MadeKnown
from domain.model.supervision import Assessment, NewAssessment, UnitCounts, YearCounts


class Supervision(Protocol):
    """The town's view of its units."""

    async def counts(self, unit: str, quarter: Period, today: date) -> UnitCounts:
        """Everything that is counted of a unit."""
        ...

    async def year(self, unit: str, year: int) -> YearCounts:
        """What is counted of a unit's year."""
        ...

    async def activity(self, unit: str, period: Period) -> Activity:
        """How far the unit's officers got round in the rounds that began in the period, and what each logged."""
        ...

    async def disputes(self, unit: str, first: datetime, after: datetime) -> Sequence[Dispute]:
        """The objections that were opened in ``[first, after)`` and not withdrawn, oldest first."""
        ...

    async def made_known(self, unit: str, first: datetime, after: datetime) -> Sequence[MadeKnown]:
        """What became public in ``[first, after)``, oldest first."""
        ...

    async def assessments(self, unit: str, year: int) -> Sequence[Assessment]:
        """The unit's additions and deductions of a year, oldest first."""
        ...

    async def assess(self, assessment: NewAssessment) -> Assessment:
        """Store one; the same key twice is one."""
        ...
