"""Commands of the town's supervision 监督."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grammar.records.naming import HouseholdRef, Sign
from domain.model.people import Role


@dataclass(frozen=True, slots=True)
class Supervise:
    """``/jian``: the units side by side."""


@dataclass(frozen=True, slots=True)
class Inspect:
    """``/jian 秦望村``: one unit, its officers and how they score."""

    unit: str


@dataclass(frozen=True, slots=True)
class ReviewYear:
    """``/jian 年``, ``/jian 2026年``: the units' year; None = this one."""

    year: int | None


@dataclass(frozen=True, slots=True)
class Assess:
    """``/jian 加|扣 秦望村 2 [2025年] 原因``: an addition or deduction in the unit's appraisal of that or this year.

    ``points`` from 0 on.
    """

    sign: Sign
    unit: str
    points: int
    reason: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Appoint:
    """``/jian 请 秦望村 专员 王芳``: invite an officer."""

    unit: str
    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class SetHome:
    """``/jian 户 秦望村 王芳 3-12``: which household is the officer's own; None = none of this unit's (``无``)."""

    unit: str
    name: str
    home: HouseholdRef | None


@dataclass(frozen=True, slots=True)
class EndRole:
    """``/jian 免 秦望村 王芳``: end an officer's role."""

    unit: str
    name: str
