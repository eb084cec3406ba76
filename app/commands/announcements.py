"""``jifen announcements``: what a village has made known, and taking it down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from app.reports.formats import Cell, Columns
from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command
from app.terminal.groups import NearestGroup
from app.terminal.showing import Output, formatted, show
from bot.outgoing import announcement
from bot.wording import publicity as wording
from bot.wording.places import place
from domain.boundary import unwrap
from domain.model.announcement import Announcement
from domain.publicity.announcing import find_public, take_down

_MOST = 1000


@click.group(cls=NearestGroup)
def announcements() -> None:
    """公告和典型：查看、撤下。发公告用 jifen announce。"""


@announcements.command("list")
@click.argument("unit")
@formatted
@command
async def list_(settings: Settings, unit: str, out: Output) -> None:
    """UNIT（单位代码或村名）的公告和典型，新的在前。"""
    async with open_runtime(settings) as runtime, runtime.transactions.reading() as store:
        found = await store.announcements.of_unit(runtime.town.find_unit(unit), _MOST)
    show(out, "公告", found, _record, _columns)


@announcements.command()
@click.argument("unit")
@click.argument("number", type=click.IntRange(min=1))
@command
async def withdraw(settings: Settings, unit: str, number: int) -> None:
    """把 UNIT 的 NUMBER 号公告或典型从网页和短信撤下。"""
    async with open_runtime(settings) as runtime, runtime.transactions.writing() as store:
        code = runtime.town.find_unit(unit)
        work = runtime.work(store, code)
        words = wording.taken_down(unwrap(await take_down(work, None, number)))
        chat = await store.listeners.address_of(code)
        await store.post.post(announcement(chat, words, f"taken-down:{number}"), work.now)
    click.echo(words)


@announcements.command()
@click.argument("unit")
@click.argument("number", type=click.IntRange(min=1), required=False)
@command
async def aloud(settings: Settings, unit: str, number: int | None) -> None:
    """UNIT 的 NUMBER 号公告或典型的广播稿，不写 NUMBER 就是最近一条：一行一口气，数字写成读法。"""
    async with open_runtime(settings) as runtime, runtime.transactions.reading() as store:
        code = runtime.town.find_unit(unit)
        one = unwrap(await find_public(runtime.work(store, code), None, number))
    click.echo(wording.read_aloud(runtime.town.units[code], one))


def _record(one: Announcement) -> Mapping[str, object]:
    return {
        "number": one.number,
        "kind": "model" if one.is_model else "announcement",
        "state": one.state,
        "made": one.made.isoformat(),
        "public": one.public.isoformat() if one.public else None,
        "household": one.household.code if one.household else None,
        "text": one.text,
    }


def _columns(found: Sequence[Announcement]) -> Columns:
    rows: list[list[Cell]] = [
        [
            *(one.number, wording.kind(one), wording.STATES[one.state], one.made.date().isoformat()),
            *(place(one.household) if one.household else "", one.text),
        ]
        for one in found
    ]
    return Columns(["编号", "类别", "状态", "日期", "户", "内容"], rows, {0})
