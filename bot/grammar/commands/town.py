"""Commands of the town's supervision 监督."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grammar.commands.naming import Sign
from domain.people import Role


@dataclass(frozen=True, slots=True)
class Supervise:
    """``/jian``: the units side by side."""


@dataclass(frozen=True, slots=True)
class Inspect:
    """``/jian 秦望村``: one unit, its officers and how they score."""

    unit: str


@dataclass(frozen=True, slots=True)
class Assess:
    """``/jian 加|扣 秦望村 2 原因``: an addition or deduction in the unit's appraisal; ``points`` from 0 on."""

    sign: Sign
    unit: str
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class Appoint:
    """``/jian 请 秦望村 专员 王芳``: invite an officer."""

    unit: str
    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class EndRole:
    """``/jian 免 秦望村 王芳``: end an officer's role."""

    unit: str
    name: str
