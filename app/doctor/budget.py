"""Whether this month's texts stay within the budget."""

from __future__ import annotations

from datetime import timedelta

from app import town
from app.clock import SystemClock
from app.doctor.finding import Finding, Grade
from app.doctor.reading import reading
from app.settings import Settings
from app.texts.budget import costs, month_began, month_cost
from rules.problems import RulebookRefused
from storage.database import Connection


@reading("短信费")
async def examine_budget(settings: Settings, connection: Connection) -> Finding:
    """This month's texts, as fast as until now, will not cost more than was meant."""
    now = SystemClock(settings.zone).now()
    try:
        books = town.load(settings.rulebook)
    except RulebookRefused:
        return Finding(Grade.UNUSED, "短信费：细则读不了，看不出来")
    lines = await costs(connection, settings, books, month_began(now), now + timedelta(days=1))
    this = month_cost(lines, settings, now)
    said = f"短信费：本月已用 {this.spent:.2f} 元，到月底约 {this.expected:.2f} 元"
    if not this.budget:
        return Finding(Grade.GOOD, f"{said}；没有设置 JIFEN_SMS_BUDGET")
    if this.too_much:
        return Finding(Grade.WRONG, f"{said}，会超过预算 {this.budget} 元，请看 jifen sms cost")
    return Finding(Grade.GOOD, f"{said}，在预算 {this.budget} 元以内")
