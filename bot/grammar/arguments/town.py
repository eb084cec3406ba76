"""The arguments of /jian: the overview, one unit, and what a supervisor does about officers and appraisals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.grammar.arguments.single import read_household
from bot.grammar.records import (
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
from bot.grammar.rules import Numbered
from bot.grammar.words.characters import SEPARATORS
from bot.grammar.words.tidy import tidy
from domain.model.people import Role

Word = re.Match[str]

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
_VERBS = {
    "加": "add", "加分": "add", "扣": "take", "扣分": "take", "减": "take", "减分": "take",
    "请": "appoint", "邀请": "appoint", "任命": "appoint", "聘": "appoint",
    "户": "home", "家": "home", "住": "home",
    "免": "end", "免去": "end", "撤": "end", "解聘": "end",
}  # fmt: skip
_GLUED = re.compile("(?:加|扣|减)分?(?=.)")
_WORD = re.compile(rf"[^{SEPARATORS}\n]+")
_POINTS = re.compile(r"([0-9]{1,3})分?")
_YEAR = re.compile(r"(20[0-9]{2})(?:年度?)?")
_THIS_YEAR = {"年", "全年", "今年"}
_UNIT = re.compile(r"[0-9]{12}|.+(?:村|社区|居委|雅苑)")
_NOWHERE = {"无", "没有", "外住"}

TownCommand = Supervise | Inspect | ReviewYear | Assess | Appoint | SetHome | EndRole


def read_supervise(line: Numbered, lexicon: Lexicon) -> TownCommand | list[Mistake]:
    """What is to be looked at: nothing, ``秦望村``, ``2026年``; or to be done: 加, 扣, 请, 户, 免 and a unit."""
    words = list(_WORD.finditer(line.text.plain))
    if not words:
        return Supervise()
    if len(words) == 1:
        return _look(words[0][0])
    verb, rest = _verb(line, words)
    command: TownCommand | Mistake | None = None
    match verb:
        case "add" | "take":
            command = _assess(1 if verb == "add" else -1, line, rest)
        case "home":
            command = _set_home(line, rest, lexicon)
        case "appoint" | "end":
            command = _office(verb, [word[0] for word in rest])
    if isinstance(command, Mistake):
        return [command]
    if command is None:
        return [Mistake(Fault.BAD_SUPERVISION, line.number, line.text.raw.strip())]
    return command


def _look(word: str) -> TownCommand:
    if word in _THIS_YEAR:
        return ReviewYear(None)
    year = _YEAR.fullmatch(word)
    return ReviewYear(int(year[1])) if year else Inspect(word)


def _verb(line: Numbered, words: Sequence[Word]) -> tuple[str | None, Sequence[Word]]:
    """What is to be done, and the words about it; the sign may be glued to the first of them."""
    first = words[0][0]
    if first in _VERBS:
        return _VERBS[first], words[1:]
    if glued := _GLUED.match(first):
        return _VERBS[glued[0]], list(_WORD.finditer(line.text.plain, words[0].start() + glued.end()))
    return None, words


def _assess(sign: Sign, line: Numbered, words: Sequence[Word]) -> Assess | Mistake | None:
    """The unit, the points and perhaps the year, in any order; from there on it is the reason."""
    unit = points = year = None
    reason = ""
    for word in words:
        if points is None and (found := _POINTS.fullmatch(word[0])):
            points = int(found[1])
        elif year is None and (found := _YEAR.fullmatch(word[0])):
            year = int(found[1])
        elif unit is None:
            unit = word[0]
        else:
            reason = line.text.typed(word.start(), len(line.text.plain))
            break
    if unit is None or points is None or _POINTS.fullmatch(reason.partition(" ")[0]):
        return None
    return Assess(sign, unit, points, reason, year) if reason else Mistake(Fault.NO_REASON, line.number)


def _set_home(line: Numbered, words: Sequence[Word], lexicon: Lexicon) -> SetHome | Mistake | None:
    """``秦望村 王芳``, and a household or ``无``."""
    match words:
        case [one, other, home, *_]:
            unit, name = _unit_first(one[0], other[0])
        case _:
            return None
    if home[0] in _NOWHERE:
        return SetHome(unit, name, None)
    where = tidy(line.text.typed(home.start(), len(line.text.plain)))
    household = read_household(Numbered(line.number, where), lexicon)
    return household if isinstance(household, Mistake) else SetHome(unit, name, household)


def _office(verb: str, words: Sequence[str]) -> Appoint | EndRole | None:
    """The unit, the name and for an appointment the role, in any order."""
    roles = [_ROLES[word] for word in words if word in _ROLES]
    match [word for word in words if word not in _ROLES]:
        case [one, other] if len(roles) == (verb == "appoint"):
            unit, name = _unit_first(one, other)
            return Appoint(unit, roles[0], name) if roles else EndRole(unit, name)
        case _:
            return None


def _unit_first(one: str, other: str) -> tuple[str, str]:
    """Which of two words is the unit, and which the name."""
    return (other, one) if _UNIT.fullmatch(other) and not _UNIT.fullmatch(one) else (one, other)
