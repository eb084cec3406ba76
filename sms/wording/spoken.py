"""Days, rounds and names as people say them; shared by replies and notices."""

from __future__ import annotations

from datetime import date

from domain.model.calendar import Period
from domain.model.people import Household
from domain.model.rulebook import Item, Veto
from sms.segments import SEGMENT
from text.days import month_day
from text.periods import short_period


def period_name(period: Period) -> str:
    """``11月``, or ``四季度``."""
    return short_period(period.key)


def dated_period(period: Period) -> str:
    """``2026年11月``, ``2026年``, ``2026年11月3日``: with its year, which may not be the one that was meant."""
    if period.key == period.first.isoformat():
        return f"{period.year}年{month_day(period.first)}"
    return f"{period.year}年" if period.key == str(period.year) else f"{period.year}年{period_name(period)}"


def day_name(day: date, today: date) -> str:
    """``11月3日``; with the year when it is not this one."""
    said = month_day(day)
    return said if day.year == today.year else f"{day.year}年{said}"


def household_name(household: Household) -> str:
    """``王建国户``."""
    return f"{household.head}户"


def rank_name(rank: int | None) -> str:
    """``第12名``, or that there is none."""
    return "暂无排名" if rank is None else f"第{rank}名"


def can_spend(points: int, debt: int) -> str:
    """``可用0分，欠2分``; a debt is named only where there is one."""
    return f"可用{points}分，欠{debt}分" if debt else f"可用{points}分"


def short_name(item: Item | Veto) -> str:
    """One everyday word for an item: its first alias, else its wording."""
    return item.aliases[0] if item.aliases else item.wording


def with_words(head: str, words: str, tail: str) -> str:
    """The villager's own words, to know them again by, as far as one message segment has room for them."""
    words = words.strip("。")
    room = max(SEGMENT - len(head) - len(tail), 4)
    shown = words if len(words) <= room else words[: room - 1] + "…"
    return f"{head}{shown}{tail}"
