"""What the town's supervisors look at, as the domain asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from domain.model.calendar import Period
from domain.model.mark import OfficerMark
from domain.model.review import Coverage, Dispute, MadeKnown
from domain.model.supervision import Assessment, NewAssessment, UnitCounts, YearCounts


class Supervision(Protocol):
    """The town's view of its units."""

    async def counts(self, unit: str, quarter: Period, today: date) -> UnitCounts:
        """Everything that is counted of a unit."""
        ...

    async def year(self, unit: str, year: int) -> YearCounts:
        """What is counted of a unit's year."""
        ...

    async def coverage(self, unit: str, period: Period) -> Sequence[Coverage]:
        """How far the unit got round in each round that began in the period, oldest first."""
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

    async def marks(self, unit: str, year: int) -> Sequence[OfficerMark]:
        """The officers' entries of a year, vetoes and reversals left out."""
        ...
