"""How periods, days and places are written on every sheet."""

from __future__ import annotations

from datetime import date

from domain.model.calendar import Period
from domain.model.people import Household
from domain.model.seal import Seal
from text import periods
from text.days import month_day

_SEAL_DIGITS = 16


def period_name(period: Period) -> str:
    """2026年11月, 2026年第四季度."""
    return periods.period_name(period.key)


def full_day(day: date) -> str:
    """2026年11月9日."""
    return f"{day.year}年{month_day(day)}"


def place(household: Household) -> str:
    """3-12: group and number."""
    return f"{household.group}-{household.number}"


def seal_line(seal: Seal | None) -> str:
    """第7号封条 6b1c4e0f9a7d2253（35条记录）; nothing without a seal."""
    if seal is None:
        return ""
    return f"第{seal.number}号封条 {seal.hash[:_SEAL_DIGITS]}（{seal.entries}条记录）"


def signed(points: int) -> str:
    """+2, -2, 0: for columns of figures."""
    return f"{points:+}" if points else "0"


def per_name(per: str) -> str:
    """每轮, 一季, 全年: what a cap holds for."""
    return {"round": "每轮", "quarter": "一季", "year": "全年"}[per]


def per_round(score: int | None) -> str:
    """118分; 免考 for a household that was excused."""
    return "免考" if score is None else f"{score}分"
