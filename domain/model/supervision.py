"""What the town counts of a unit, and how it assesses it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """One unit's counts: of a quarter (settled rounds, households seen), of its year (redemptions), and as of now.

    ``waiting``: rounds that are over and not settled; ``by_quarter``: the unit's rounds are whole quarters.
    """

    settled: int
    waiting: int
    by_quarter: bool
    redemptions: int
    households: int
    seen: int
    objections: int
    objections_overdue: int
    claims: int
    claims_overdue: int
    callbacks: int
    callbacks_overdue: int
    specialists: int
    has_group: bool


@dataclass(frozen=True, slots=True)
class YearCounts:
    """One unit's year: by key of each quarter with rounds the day on which the first was settled; redemptions.

    ``made_known``: the day of each announcement and model that became public, and whether it was a model, by time.
    """

    settled: Mapping[str, date | None]
    redemptions: int
    made_known: Sequence[tuple[date, bool]] = ()


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """An addition (above 0) or deduction (below 0) to a unit's appraisal; ``key`` is unique."""

    unit: str
    year: int
    points: int
    reason: str
    officer_id: int
    at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """A stored one."""

    id: int
    points: int
    reason: str
    at: datetime
    officer: str
