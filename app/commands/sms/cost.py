"""``jifen sms cost``: what texts have cost, and what this month will come to."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import click

from app.reports.text_costs import cost_columns, cost_record
from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command
from app.terminal.showing import Output, formatted, show
from app.texts.budget import costs, month_cost
from domain.model.calendar import month_of

_MOST_MONTHS = 120


@click.command()
@click.option("--months", type=click.IntRange(1, _MOST_MONTHS), default=3, help="看最近几个月，默认 3")
@formatted
@command
async def cost(settings: Settings, months: int, out: Output) -> None:
    """短信的条数和费用：按月、单位和种类，加上本月预计。"""
    async with open_runtime(settings) as runtime, runtime.database.reading() as connection:
        now = runtime.clock.now()
        first = month_of(now.date()).first
        for _ in range(months - 1):
            first = month_of(first - timedelta(days=1)).first
        began = datetime.combine(first, time(), now.tzinfo)
        lines = await costs(connection, settings, runtime.town, began, now + timedelta(days=1))
        units = runtime.town.units
        kept = max(runtime.town.current(unit).book.policy.keep_months for unit in units)
    this = month_cost(lines, settings, now)
    note = f"本月已用 {this.spent:.2f} 元，照这样到月底约 {this.expected:.2f} 元"
    note += f"，预算 {this.budget} 元{'，会超' if this.too_much else ''}。" if this.budget else "。"
    if months > kept:  # what was reduced has no words by which it could be counted
        note += f"超过 {kept} 个月的短信按保存期限删去了内容，那几个月的条数和费用不全。"
    show(out, "短信费用", lines, cost_record, lambda some: cost_columns(some, units, [note]))
    if out.form == "table" and out.file is None:
        click.echo(note)
