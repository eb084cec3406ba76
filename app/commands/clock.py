"""``jifen clock``: whether the calendar trusts the clock, and a person's word that it may."""

from __future__ import annotations

import click

from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command, confirm, yes_option
from app.terminal.groups import NearestGroup
from bot.wording import clock as wording
from domain.model.trust import Trust


@click.group(cls=NearestGroup)
def clock() -> None:
    """系统时钟：跳过以后，到期的事先停下，等人核对。"""


@clock.command("show")
@command
async def show(settings: Settings) -> None:
    """时钟可不可信，哪些事停着。"""
    async with open_runtime(settings) as runtime, runtime.transactions.reading() as store:
        trust, now = await store.clock.read(), runtime.clock.now()
    click.echo(f"现在是 {now:%Y-%m-%d %H:%M}。{'时钟正常。' if trust is None or trust.right else wording.held(trust)}")


@clock.command("accept")
@yes_option
@command
async def accept(settings: Settings, yes: bool) -> None:
    """现在的时间核对过，是对的：停下的事接着办。"""
    async with open_runtime(settings) as runtime:
        now = runtime.clock.now()
        confirm(
            f"认定现在是 {now:%Y-%m-%d %H:%M}，停下的事（生效、清零、结清）接着办",
            yes,
            f"现在是 {now:%Y-%m-%d %H:%M}。",
        )
        async with runtime.transactions.writing() as store:
            await store.clock.write(Trust(runtime.clock.now()))
    click.echo("已认定时钟正常，停下的事由运行中的服务接着办。")
