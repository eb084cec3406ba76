"""``jifen notices``: the quarterly notices, from the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import click

from app.reports.formats import Cell, Columns
from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command, confirm, yes_option
from app.terminal.finding import find_quarter
from app.terminal.groups import NearestGroup
from app.terminal.showing import Output, formatted, show
from app.terminal.trial import trial
from bot.wording import notices as wording
from domain.boundary import unwrap
from domain.model.calendar import Period
from domain.model.notice import NoticeStatus
from domain.notices.planning import plan, plan_again, queue, queue_again, which_quarter
from sms.wording.notice import QuarterNotice


@click.group(cls=NearestGroup)
def notices() -> None:
    """季度通知。"""


@notices.command("queue")
@click.argument("unit")
@click.argument("quarter")
@click.option("--dry-run", is_flag=True, help="只预览，不排队")
@click.option("--again", is_flag=True, help="只给没发到、现在能发的户再发一次")
@yes_option
@command
async def queue_(settings: Settings, unit: str, quarter: str, dry_run: bool, again: bool, yes: bool) -> None:
    """给 UNIT 每户排队发 QUARTER（如 2026Q3）的通知；已排过的户不再发。"""
    async with open_runtime(settings) as runtime:
        town, now = runtime.town, runtime.clock.now()
        code, period = town.find_unit(unit), _quarter(quarter, now)
        policy, look = town.current(code).book.policy, plan_again if again else plan
        async with trial(runtime.transactions.writing()) as store:
            planned = unwrap(await look(runtime.work(store, code), QuarterNotice(), period))
        seen = wording.preview(planned, policy) if planned.notices else "没有要发的户。"
        if planned.notices and not dry_run:
            confirm(f"给{town.units[code]} {len(planned.reachable)} 户排队发 {period.key} 的短信", yes, seen)
        click.echo(seen)
        async with runtime.transactions.writing() as store:
            if not dry_run:
                planned = unwrap(await look(runtime.work(store, code), QuarterNotice(), period))
                await (queue_again if again else queue)(runtime.work(store, code), planned)
                click.echo(f"已排队 {len(planned.reachable)} 户。")
            if statuses := await store.notices.statuses(code, period):
                click.echo(wording.status(period, statuses))


@notices.command("status")
@click.argument("unit")
@click.argument("quarter")
@formatted
@command
async def status(settings: Settings, unit: str, quarter: str, out: Output) -> None:
    """UNIT 的 QUARTER（如 2026Q3）通知发得怎样：已发、送达、待发，和要上门告知的户；存成文件就是每户一行。"""
    async with open_runtime(settings) as runtime, runtime.transactions.reading() as store:
        period = _quarter(quarter, runtime.clock.now())
        statuses = await store.notices.statuses(runtime.town.find_unit(unit), period)
    if out.form == "table" and out.file is None:
        click.echo(wording.status(period, statuses) if statuses else "这个季度的通知还没有排队。")
    else:
        show(out, "通知", statuses, _record, _columns)


def _record(one: NoticeStatus) -> Mapping[str, object]:
    home = one.household
    place = {"household": home.code, "group": home.group, "number": home.number, "head": home.head}
    return {**place, "state": one.state, "informed": one.informed, "visit": one.missed}


def _columns(statuses: Sequence[NoticeStatus]) -> Columns:
    homes = ((one.household, one) for one in statuses)
    rows: list[list[Cell]] = [
        [home.group, home.number, home.head, home.code, wording.state(one), "是" if one.missed else ""]
        for home, one in homes
    ]
    return Columns(["组", "号", "户主", "户码", "通知", "要上门告知"], rows, {0, 1})


def _quarter(said: str, now: datetime) -> Period:
    """Raises Refused (bad-quarter, future-quarter)."""
    return which_quarter(find_quarter(said, now.date()).key, now)
