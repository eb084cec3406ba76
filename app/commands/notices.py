"""``jifen notices queue``: the quarterly notices, from the command line."""

from __future__ import annotations

import click

from app.commands.common import command
from app.runtime import open_runtime
from app.settings import Settings
from bot.wording import notices as wording
from domain.notices import plan, queue, sendable_from, which_quarter
from sms.notice import QuarterNotice


@click.group()
def notices() -> None:
    """季度通知。"""


@notices.command("queue")
@click.argument("unit")
@click.argument("quarter")
@click.option("--dry-run", is_flag=True, help="只预览，不排队")
@command
async def queue_(settings: Settings, unit: str, quarter: str, dry_run: bool) -> None:
    """给 UNIT 每户排队发 QUARTER（如 2026Q3）的通知；已排过的户不再发。"""
    async with open_runtime(settings) as runtime, runtime.transactions.writing() as store:
        town, now = runtime.town, runtime.clock.now()
        code = town.find_unit(unit)
        policy = town.current(code).book.policy
        period = which_quarter(quarter, now)
        mailing = await plan(store, town, QuarterNotice(), code, period, now)
        click.echo(wording.preview(mailing, policy) if mailing.letters else "没有要发的户。")
        if not dry_run:
            await queue(store, mailing, sendable_from(policy, now), now)
            click.echo(f"已排队 {len(mailing.reachable)} 户。")
        if statuses := await store.notices.statuses(code, period):
            click.echo(wording.status(period, statuses))
