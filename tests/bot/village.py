"""The town's book and a few heads for the tests of the grammar, and a short notation for what was understood."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

from app.town import load
from bot.commands import GRAMMAR
from bot.grammar.records import (
    AcceptClaim,
    ClaimList,
    DismissObjection,
    EntryLine,
    FileClaims,
    Help,
    HouseholdBy,
    HouseholdRef,
    Join,
    LogEntries,
    Mistakes,
    NoticesAgain,
    ObjectFor,
    ObjectionList,
    ProposeVeto,
    Query,
    QueueNotices,
    Ranking,
    Redeem,
    RejectClaim,
    Rules,
    ShowObjection,
    ShowPhotos,
    Undo,
    UpholdObjection,
)
from bot.lexicon import UnitWords

BOOK = load(Path(__file__).parents[2] / "rules" / "zhangyan-2024.toml").current("310116103208").book
HEADS = frozenset({"王建国", "王建", "李秀芳", "欧阳文华", "高兴", "阿依古丽·买买提"})


class Village(UnitWords):
    """The lexicon that the tests parse with."""

    def __init__(self) -> None:
        super().__init__((BOOK,), date(2026, 11, 28), HEADS, "秦望村", ("秦望村", "百家村"))


def understood(text: str) -> str:
    """The command in short notation: ``-1 3-12|环4|2|没扔`` for a line; households other than places with kind."""
    result = GRAMMAR.parse(text, Village(), "jifen_bot")
    if result is None:
        return "chat"
    return _mistakes(result) if isinstance(result, Mistakes) else _command(result)


def _mistakes(mistakes: Mistakes) -> str:
    return " ".join(f"!{m.code}@{m.line}:{m.token}".rstrip(":") for m in mistakes.mistakes)


def _command(command: object) -> str:
    match command:
        case ClaimList() | FileClaims() | AcceptClaim() | RejectClaim():
            return _claim(command)
        case ObjectionList() | ShowObjection() | UpholdObjection() | DismissObjection() | ObjectFor():
            return _objection(command)
        case LogEntries(lines):
            return _score(lines)
        case ProposeVeto(line):
            return f"veto {short(line)}"
        case Undo(entry, reason):
            return f"undo {entry}|{reason}"
        case _:
            return _small(command)


def _score(lines: tuple[EntryLine, ...]) -> str:
    """The sign once, where all lines have the same."""
    one_sign = len({line.sign for line in lines}) == 1
    parts = (short(line) if one_sign and at else f"{line.sign:+} {short(line)}" for at, line in enumerate(lines))
    return " / ".join(parts)


def _small(command: object) -> str:  # noqa: PLR0911 - one line a command
    match command:
        case Query(household):
            return f"card {_household(household)}"
        case Ranking(group):
            return f"ranking {group or ''}".strip()
        case Rules(item):
            return f"rules {item or ''}".strip()
        case NoticesAgain(quarter):
            return f"notice again {quarter}"
        case QueueNotices(quarter):
            return f"notice {quarter or ''}".strip()
        case Join(code):
            return f"join {code or ''}".strip()
        case Help():
            return "help"
        case ShowPhotos(kind, asked):
            return " ".join(["photos", *(str(one) for one in (kind, asked) if one is not None)])
        case Redeem(household, goods, quantity, glued):
            other = f" or {glued[0]}×{glued[1]}" if glued else ""
            return f"redeem {_household(household)}|{goods}|{quantity}{other}"
        case _:
            assert dataclasses.is_dataclass(command)
            values = (getattr(command, name.name) for name in dataclasses.fields(command))
            return " ".join([type(command).__name__.lower(), *(_value(value) for value in values if value is not None)])


def _value(value: object) -> str:
    return _household(value) if isinstance(value, HouseholdRef) else str(value)


def _claim(command: ClaimList | FileClaims | AcceptClaim | RejectClaim) -> str:
    match command:
        case ClaimList(number):
            return f"claims {number or ''}".strip()
        case FileClaims(lines):
            return "claim " + " / ".join(short(line) for line in lines)
        case AcceptClaim(number, item, points):
            return f"accept {number} {item or ''}|{points or ''}"
        case RejectClaim(number, reason):
            return f"reject {number} {reason or ''}".strip()


def _objection(command: ObjectionList | ShowObjection | UpholdObjection | DismissObjection | ObjectFor) -> str:
    match command:
        case ObjectionList():
            return "objections"
        case ShowObjection(case):
            return f"objection {case}"
        case UpholdObjection(case, points, reason):
            return f"uphold {case} {points or ''}|{reason}"
        case DismissObjection(case, reason):
            return f"dismiss {case}|{reason}"
        case ObjectFor(entry, household, content):
            return f"object {entry} {_household(household) if household else ''}|{content}"


def short(line: EntryLine) -> str:
    """A line in short notation."""
    day = f"|{line.day.month}.{line.day.day}" if line.day else ""
    if line.days:
        day = "|" + "?".join(f"{one.words} {one.day.month}.{one.day.day}" for one in line.days)
    return f"{_household(line.household)}|{line.item}|{line.points or ''}|{line.reason}{day}"


def _household(ref: HouseholdRef) -> str:
    return ref.text if ref.by is HouseholdBy.PLACE else f"{ref.by}:{ref.text}"
