"""The arguments of /jian: the overview, one unit, and what a supervisor does about officers and appraisals."""

from __future__ import annotations

import re

from bot.grammar.commands import Appoint, Assess, EndRole, Fault, Inspect, Mistake, Supervise
from bot.grammar.line import Numbered
from domain.people import Role

_ROLES = {
    "管理专员": Role.SPECIALIST,
    "专员": Role.SPECIALIST,
    "管理员": Role.SPECIALIST,
    "specialist": Role.SPECIALIST,
    "考核组员": Role.ASSESSOR,
    "组员": Role.ASSESSOR,
    "考核员": Role.ASSESSOR,
    "assessor": Role.ASSESSOR,
}
_POINTS = re.compile(r"([0-9]{1,3})分?")

Supervision = Supervise | Inspect | Assess | Appoint | EndRole


def read_supervise(line: Numbered) -> Supervision | list[Mistake]:
    """Nothing, ``秦望村``, ``加|扣 秦望村 2 原因``, ``请 秦望村 专员 王芳``, ``免 秦望村 王芳``."""
    match line.text.plain.split():
        case []:
            return Supervise()
        case ["加" | "扣" as sign, unit, points, *reason] if found := _POINTS.fullmatch(points):
            return (
                Assess(1 if sign == "加" else -1, unit, int(found[1]), " ".join(reason))
                if reason
                else _mistake(Fault.NO_REASON, line)
            )
        case ["请", unit, role, name] if role in _ROLES:
            return Appoint(unit, _ROLES[role], name)
        case ["免", unit, name]:
            return EndRole(unit, name)
        case [unit]:
            return Inspect(unit)
        case _:
            return _mistake(Fault.BAD_SUPERVISION, line)


def _mistake(fault: Fault, line: Numbered) -> list[Mistake]:
    return [Mistake(fault, line.number, line.text.raw.strip())]
