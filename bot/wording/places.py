"""How households, days and points are called in the chat."""

from __future__ import annotations

from datetime import date

from domain.model.people import Household
from domain.ports.town import Town
from text.days import month_day


def place(household: Household) -> str:
    """3组12号 王建国."""
    return f"{household.group}组{household.number}号 {household.head}"


def day_name(day: date, today: date) -> str:
    """11月27日, with its year when that is not this one's."""
    return month_day(day) if day.year == today.year else f"{day.year}年{month_day(day)}"


def unit_name(town: Town, unit: str) -> str:
    """秦望村; the town's own name for a prefix that names several."""
    return town.units.get(unit) or town.current(next(iter(town.units))).book.town


def told(by_text: bool) -> str:
    """How a household hears of what was decided; a text may wait for the morning."""
    return "会发短信告诉村民。" if by_text else "没有手机号，请当面告诉村民。"


def can_spend(points: int, debt: int) -> str:
    """可用 0 分，欠 2 分; a debt is named only where there is one."""
    return f"可用 {points} 分，欠 {debt} 分" if debt else f"可用 {points} 分"


def signed(points: int) -> str:
    """加2分, 扣2分, 0分."""
    if points == 0:
        return "0分"
    return f"{'加' if points > 0 else '扣'}{abs(points)}分"
