"""Days, rounds, places and points as pages say them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from domain.model.account import PostingKind
from domain.model.calendar import Period
from domain.model.people import Household
from domain.model.redemption import RedemptionState
from domain.model.rulebook import CapPer, Item, Veto
from text import periods
from text.days import month_day
from text.phones import mask

_WEEKDAYS = "一二三四五六日"
_POSTINGS = {
    PostingKind.ROUND: "一轮生效",
    PostingKind.CORRECTION: "更正",
    PostingKind.HOLD: "兑换物品",
    PostingKind.RELEASE: "兑换退回",
    PostingKind.LAPSE: "到期清零",
    PostingKind.TRANSFER: "分户、合户转入转出",
}
_REDEMPTIONS = {
    RedemptionState.RESERVED: "等领取",
    RedemptionState.COLLECTED: "已领取",
    RedemptionState.CANCELLED: "已取消",
    RedemptionState.EXPIRED: "过期退回",
}
_MOST: dict[CapPer, str] = {"round": "最多", "quarter": "一季合计最多", "year": "一年合计最多"}


def period_name(period: Period) -> str:
    """``2026年11月``, or ``2026年第四季度``."""
    return periods.period_name(period.key)


def short_period(period: Period) -> str:
    """``11月``, or ``四季度``: where the year stands beside it."""
    return periods.short_period(period.key)


def day(value: date) -> str:
    """``2026年12月7日``."""
    return f"{value.year}年{month_day(value)}"


def day_of_week(value: date) -> str:
    """``12月7日（星期一）``."""
    return f"{month_day(value)}（星期{_WEEKDAYS[value.weekday()]}）"


def place(household: Household) -> str:
    """``3组12号``."""
    return f"{household.group}组{household.number}号"


def short_name(item: Item | Veto) -> str:
    """One everyday word for an item: its first alias, else its wording."""
    return item.aliases[0] if item.aliases else item.wording


def how_scored(item: Item) -> str:
    """What an item starts with, and how far it goes."""
    if item.start == "full":
        return f"每轮先给满{item.points}分，没做到就扣"
    return f"从0分起，做到了加分，{_MOST[item.per]}{item.points}分"


def signed(points: int) -> str:
    """``+2``, ``−2`` with a real minus, ``0``."""
    return f"−{-points}" if points < 0 else f"+{points}" if points else "0"


def grouped(digest: str, size: int = 8) -> str:
    """A hash in groups that can be read aloud."""
    return " ".join(digest[start : start + size] for start in range(0, len(digest), size))


def sms_link(number: str, body: str) -> str:
    """Opens a phone's messages with a text that is ready to be sent. Source: RFC 5724."""
    return f"sms:{number}?body={quote(body)}"


def share_of(part: int, whole: int) -> str:
    """``96%``; a dash of nothing. Never 100% while something is missing, nor 0% while something is there."""
    if not whole:
        return "—"
    percent = min(99, max(1, round(100 * part / whole))) if 0 < part < whole else 100 * part // whole
    return f"{percent}%"


def posting(kind: PostingKind) -> str:
    """What moved an account."""
    return _POSTINGS[kind]


def redemption(state: RedemptionState) -> str:
    """What became of reserved goods."""
    return _REDEMPTIONS[state]


def until_day(instant: datetime) -> str:
    """The last day before an instant at which it is too late: ``12月7日24:00``."""
    return f"{month_day((instant - timedelta(microseconds=1)).date())}24:00"


FILTERS: dict[str, Callable[..., Any]] = {
    "period": period_name,
    "short_period": short_period,
    "day": day,
    "day_of_week": day_of_week,
    "place": place,
    "short_name": short_name,
    "how_scored": how_scored,
    "signed": signed,
    "grouped": grouped,
    "month_day": month_day,
    "posting": posting,
    "share_of": share_of,
    "redemption": redemption,
    "masked": mask,
    "until_day": until_day,
}
