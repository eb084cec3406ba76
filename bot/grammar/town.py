"""The arguments of /jian: the overview, one unit, and what a supervisor does about officers and appraisals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.grammar.commands import (
    Appoint,
    Assess,
    EndRole,
    Fault,
    Inspect,
    Lexicon,
    Mistake,
    ReviewYear,
    SetHome,
    Sign,
    Supervise,
)
from bot.grammar.line import Numbered, read_household
from bot.grammar.tidy import tidy
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
_YEAR = re.compile(r"(20[0-9]{2})年度?")
_THIS_YEAR = {"年", "全年", "今年"}
_NOWHERE = {"无", "没有", "外住"}

Supervision = Supervise | Inspect | ReviewYear | Assess | Appoint | SetHome | EndRole


def read_supervise(line: Numbered, lexicon: Lexicon) -> Supervision | list[Mistake]:
    """What is to be looked at: nothing, ``秦望村``, ``2026年``; or to be done: 加, 扣, 请, 户, 免 and a unit."""
    words = line.text.plain.split()
    command: Supervision | Fault | Mistake | None
    match words:
        case [] | [_]:
            command = _look(words)
        case ["加", *rest]:
            command = _assess(1, rest)
        case ["扣", *rest]:
            command = _assess(-1, rest)
        case ["户", unit, name, *home] if home:
            command = _set_home(unit, name, " ".join(home), line.number, lexicon)
        case _:
            command = _office(words)
    if isinstance(command, Mistake):
        return [command]
    if command is None or isinstance(command, Fault):
        return [Mistake(command or Fault.BAD_SUPERVISION, line.number, line.text.raw.strip())]
    return command


def _look(words: Sequence[str]) -> Supervision:
    if not words:
        return Supervise()
    if words[0] in _THIS_YEAR:
        return ReviewYear(None)
    year = _YEAR.fullmatch(words[0])
    return ReviewYear(int(year[1])) if year else Inspect(words[0])


def _assess(sign: Sign, words: Sequence[str]) -> Assess | Fault | None:
    """``秦望村 2 [2025年] 原因``."""
    match words:
        case [unit, points, *reason] if found := _POINTS.fullmatch(points):
            year = _YEAR.fullmatch(reason[0]) if reason else None
            text = " ".join(reason[1:] if year else reason)
            return Assess(sign, unit, int(found[1]), text, int(year[1]) if year else None) if text else Fault.NO_REASON
        case _:
            return None


def _set_home(unit: str, name: str, home: str, number: int, lexicon: Lexicon) -> SetHome | Mistake:
    if home in _NOWHERE:
        return SetHome(unit, name, None)
    household = read_household(Numbered(number, tidy(home)), lexicon)
    return household if isinstance(household, Mistake) else SetHome(unit, name, household)


def _office(words: Sequence[str]) -> Appoint | EndRole | None:
    match words:
        case ["请", unit, role, name] if role in _ROLES:
            return Appoint(unit, _ROLES[role], name)
        case ["免", unit, name]:
            return EndRole(unit, name)
        case _:
            return None
