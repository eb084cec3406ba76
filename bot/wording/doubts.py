"""What is asked before something is recorded that may not be meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from bot.grammar.records import Amount, EntryLine, NamedDay
from bot.wording.places import day_name, place, signed
from domain.entries.award import Award, NothingToTake
from domain.entries.correcting import SettledRound
from domain.model.entry import Entry
from domain.model.people import Household
from domain.model.rulebook import Item, Veto
from domain.scoring.repeats import Repeated, just_now
from text.periods import short_period

AGAIN = "再记一次"
TWICE = "记两次"
ONCE_MORE = "再来一次"
ANYWAY = "仍要记"
RECORD = "记下"
_OPEN = {Amount.FULL: "没写分数，按满分算。", Amount.EACH: "分数按每户各一份算。"}
_STATES = {"published": "已公示", "final": "已生效"}


def repeated(again: Repeated, now: datetime) -> str:
    """The same was recorded: by other officers on that day, or just now by the same one."""
    (first, *more), today = again.earlier, now.date()
    about = f"{_household(again.household)}{_about(again.about)}"
    if more:
        known = "、".join(f"#{one.id}（{one.officer_name}{_points(one.points)}）" for one in again.earlier)
        return f"{about}{_when(first, today)}已有 {known}，还要再记一次吗？"
    what = f"{about}{_points(first.points)}"
    if first.officer_id == again.officer.id and just_now(first.at, now):
        return f"刚才已记 #{first.id}（{what}），再记一次？"
    return f"{first.officer_name}{_when(first, today)}已给{what}（#{first.id}），还要再记一次吗？"


def _when(entry: Entry, today: date) -> str:
    return "今天" if entry.day == today else day_name(entry.day, today)


def twice(again: Repeated) -> str:
    """The message says the same in two places."""
    what = f"{_household(again.household)}{_about(again.about)}{_points(again.earlier[-1].points)}"
    return f"这条消息里{what}写了两次，要记两次吗？"


def correction(wanted: SettledRound, today: date) -> str:
    """The round is settled: is this to correct it?"""
    name, round_ = short_period(wanted.round.period.key), wanted.round
    what = f"{place(wanted.household)}{_about(wanted.about)}{_points(wanted.points)}（{day_name(wanted.day, today)}）"
    return f"{name}{_STATES[round_.state]}。{what}，要记为{name}的更正吗？名次和可用分会跟着变。"


def as_correction(wanted: SettledRound) -> str:
    """The button for it."""
    return f"记为{short_period(wanted.round.period.key)}更正"


def nothing_to_take(doubt: NothingToTake) -> str:
    """A merit that stands at 0."""
    item, given = doubt.item, doubt.given
    instead = f"，要改请撤销 #{given.id}" if given else ""
    return f"{_household(doubt.award.household)}{item.code}“{item.wording}”现在是 0 分，没有可扣的{instead}。仍要记吗？"


def which_sign(line: EntryLine) -> str:
    """The line says neither whether points are added or taken off, or both."""
    if line.open:
        return f"没写扣还是加：{line.household.text} “{line.item}”{line.points}分，要怎么记？"
    wanted, written = ("加", "扣") if line.sign == 1 else ("扣", "加")
    return f"命令是{wanted}分，分数写的却是{written}{line.points}分，按哪个记？"


def which_day(named: Sequence[NamedDay]) -> str:
    """Of two days, or of what may be one."""
    said = "和".join(f"“{one.words}”" for one in named)
    return f"{said}是日子还是编号？" if len(named) == 1 else f"写了{said}两个日子，一条只记一天，是哪一天的事？"


def on_day(day: date, today: date) -> str:
    """The button for a day."""
    return day_name(day, today)


def as_number(day: date, today: date) -> str:
    """The button for what is none, with the day that it then is."""
    return f"编号，记{'今天' if day == today else day_name(day, today)}"


def entries(awards: Iterable[Award], today: date) -> str:
    """The entries, a line for each."""
    return "\n".join(_award(one, today) for one in awards)


def veto(household: Household, wanted: Veto, reason: str) -> str:
    """The veto that is proposed."""
    return f"{place(household)} {wanted.code} {reason}"


def meant(seen: str) -> str:
    """The entries that were written without their command."""
    return f"{seen}\n要记下吗？"


def reasons(seen: str, doubted: Collection[str], amounts: Collection[Amount]) -> str:
    """The entries, what in their reasons may say that they are not meant, and what of their ``amounts`` is open."""
    parts = "、".join(f"“{part}”" for part in dict.fromkeys(doubted))
    question = f"原因里写着{parts}，还没有记。就这样记下吗？" if doubted else "还没有记，就这样记下吗？"
    return "\n".join([seen, *(_OPEN[one] for one in amounts), question])


def _award(one: Award, today: date) -> str:
    day = day_name(one.day, today) if one.day not in {None, today} else ""
    return " ".join(filter(None, [day, place(one.household), one.item, signed(one.points), one.reason]))


def _household(household: Household) -> str:
    return f"{household.head}户"


def _about(about: Item | Veto) -> str:
    return f"“{about.wording}”"


def _points(points: int) -> str:
    return signed(points) if points else ""
