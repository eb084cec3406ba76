"""``jifen households end|return|move|head|phones|split|merge|add``: what the operator changes about households.

Each change is shown first and asked about; elsewhere than on a terminal it needs ``--yes``.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

import click

from app.commands.common import command, refuse
from app.commands.household_words import find_one, read_place
from app.runtime import Runtime, open_runtime
from app.settings import Settings
from bot.wording import households as wording
from domain.errors import Refused
from domain.households.changing import change
from domain.households.registry import Registry
from domain.households.transferring import transfer
from domain.households.wanted import Wanted, WantedKind
from domain.people import Household, Officer, Role
from domain.ports import Store
from text.phones import to_e164

Function = TypeVar("Function", bound=Callable[..., Any])


def _changing(function: Function) -> Function:
    """The options that every change has."""
    yes = click.option("--yes", is_flag=True, help="不再问，直接办（不在终端上就要写它）")
    day = click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="哪一天起，如 2026-11-20；不写就是今天")
    return day(yes(function))


@dataclass(frozen=True, slots=True)
class _Desk:
    """One change: within a transaction, at one moment."""

    store: Store
    runtime: Runtime
    now: datetime

    def registry(self, unit: str, officer: Officer | None = None) -> Registry:
        """The unit's households."""
        return Registry(self.store, self.runtime.town, unit, self.now, officer)

    async def find(self, words: tuple[str, ...], *, gone: bool = False) -> tuple[Household, tuple[str, ...]]:
        """The household in front, and the words after it."""
        household, rest = await find_one(self.store, self.runtime.town, words, gone=gone)
        return household, tuple(rest)

    async def make(self, unit: str, wanted: Wanted) -> str:
        """Make the change; what is said of it."""
        outcome = await change(self.registry(unit), wanted)
        return wording.changed(outcome, None, today=self.now.date()).text


class _TriedOut(Exception):  # noqa: N818 - rolls a transaction back
    pass


_Work = Callable[[_Desk, date], Awaitable[str]]


async def _run(settings: Settings, work: _Work, day: datetime | None, yes: bool) -> None:
    """Show what the change comes to, ask, and make it."""
    async with open_runtime(settings) as runtime:
        if not yes:
            click.echo(await _tried(runtime, work, day))
            _ask()
        async with runtime.transactions.writing() as store:
            told = await _work(runtime, store, work, day)
    click.echo(told)


async def _tried(runtime: Runtime, work: _Work, day: datetime | None) -> str:
    told = ""
    with suppress(_TriedOut):
        async with runtime.transactions.writing() as store:
            told = await _work(runtime, store, work, day)
            raise _TriedOut
    return told.replace("✅ ", "要办的是：")


async def _work(runtime: Runtime, store: Store, work: _Work, day: datetime | None) -> str:
    now = runtime.clock.now()
    return await work(_Desk(store, runtime, now), day.date() if day else now.date())


def _ask() -> None:
    if not sys.stdin.isatty():
        refuse("还没有办。确实要办，请在命令后面加 --yes")
    if not click.confirm("办吗？"):
        refuse("没有办。")


def _reason(words: tuple[str, ...]) -> str:
    return " ".join(words)


def _next(words: tuple[str, ...], what: str) -> tuple[str, tuple[str, ...]]:
    if not words:
        raise click.UsageError(f"还要写{what}")
    return words[0], words[1:]


@click.command("end")
@click.argument("words", metavar="[UNIT] HOUSEHOLD REASON", nargs=-1, required=True)
@_changing
@command
async def end(settings: Settings, words: tuple[str, ...], day: datetime | None, yes: bool) -> None:
    """一户（户码，或单位和 3-12）迁出，要写原因。"""

    async def work(desk: _Desk, on: date) -> str:
        household, rest = await desk.find(words)
        return await desk.make(
            household.unit, Wanted(WantedKind.LEAVE, on, household=household.id, reason=_reason(rest))
        )

    await _run(settings, work, day, yes)


@click.command("return")
@click.argument("words", metavar="[UNIT] HOUSEHOLD [PLACE]", nargs=-1, required=True)
@_changing
@command
async def return_(settings: Settings, words: tuple[str, ...], day: datetime | None, yes: bool) -> None:
    """迁出的一户迁回；原来的门牌有人住了，写新的 PLACE（如 3-22）。"""

    async def work(desk: _Desk, on: date) -> str:
        household, rest = await desk.find(words, gone=True)
        place = read_place(household.unit, rest[0]) if rest else None
        wanted = Wanted(WantedKind.RETURN, on, household=household.id, place=place, reason=_reason(rest[1:]))
        return await desk.make(household.unit, wanted)

    await _run(settings, work, day, yes)


@click.command("head")
@click.argument("words", metavar="[UNIT] HOUSEHOLD NAME", nargs=-1, required=True)
@_changing
@command
async def head(settings: Settings, words: tuple[str, ...], day: datetime | None, yes: bool) -> None:
    """换户主。"""

    async def work(desk: _Desk, on: date) -> str:
        household, rest = await desk.find(words)
        name, rest = _next(rest, "新户主的姓名")
        wanted = Wanted(WantedKind.HEAD, on, household=household.id, head=name, reason=_reason(rest))
        return await desk.make(household.unit, wanted)

    await _run(settings, work, day, yes)


@click.command("phones")
@click.argument("words", metavar="[UNIT] HOUSEHOLD [PHONE…]", nargs=-1, required=True)
@_changing
@command
async def phones(settings: Settings, words: tuple[str, ...], day: datetime | None, yes: bool) -> None:
    """电话改成这些；一个也不写就是都去掉。"""

    async def work(desk: _Desk, on: date) -> str:
        household, rest = await desk.find(words)
        wanted = Wanted(WantedKind.PHONES, on, household=household.id, phones=_phones(rest))
        return await desk.make(household.unit, wanted)

    await _run(settings, work, day, yes)


@click.command("add")
@click.argument("unit")
@click.argument("place")
@click.argument("name")
@click.argument("numbers", metavar="[PHONE…]", nargs=-1)
@_changing
@command
async def add(
    settings: Settings,
    unit: str,
    place: str,
    name: str,
    numbers: tuple[str, ...],
    day: datetime | None,
    yes: bool,
) -> None:
    """UNIT 新来一户，住 PLACE（如 3-18）。"""

    async def work(desk: _Desk, on: date) -> str:
        code = desk.runtime.town.find_unit(unit)
        wanted = Wanted(WantedKind.ADD, on, place=read_place(code, place), head=name, phones=_phones(numbers))
        return await desk.make(code, wanted)

    await _run(settings, work, day, yes)


@click.command("split")
@click.argument("words", metavar="[UNIT] HOUSEHOLD PLACE NAME [PHONE…]", nargs=-1, required=True)
@_changing
@command
async def split(settings: Settings, words: tuple[str, ...], day: datetime | None, yes: bool) -> None:
    """分户：从一户分出新的一户，住 PLACE（如 3-21），户主 NAME；积分都留在原户。"""

    async def work(desk: _Desk, on: date) -> str:
        household, rest = await desk.find(words)
        place, rest = _next(rest, "新的组号，如 3-21")
        name, rest = _next(rest, "新户主的姓名")
        wanted = Wanted(
            WantedKind.SPLIT,
            on,
            household=household.id,
            place=read_place(household.unit, place),
            head=name,
            phones=_phones(rest),
        )
        return await desk.make(household.unit, wanted)

    await _run(settings, work, day, yes)


@click.command("merge")
@click.argument("words", metavar="[UNIT] HOUSEHOLD OTHER REASON", nargs=-1, required=True)
@_changing
@command
async def merge(settings: Settings, words: tuple[str, ...], day: datetime | None, yes: bool) -> None:
    """并户：OTHER 并进 HOUSEHOLD，没用完的可用分转过去，要写原因。"""

    async def work(desk: _Desk, on: date) -> str:
        household, rest = await desk.find(words)
        other, rest = await desk.find((household.unit, *rest))
        wanted = Wanted(WantedKind.MERGE, on, household=household.id, other=other.id, reason=_reason(rest))
        return await desk.make(household.unit, wanted)

    await _run(settings, work, day, yes)


@click.command("move")
@click.argument("words", metavar="[UNIT] HOUSEHOLD PLACE [REASON]", nargs=-1, required=True)
@click.option("--unit", "there", help="搬到别的单位：代码或村名；要两边各一位管理专员同意")
@click.option("--agreed-here", metavar="NAME", help="原单位同意的管理专员")
@click.option("--agreed-there", metavar="NAME", help="新单位同意的管理专员")
@_changing
@command
async def move(
    settings: Settings,
    words: tuple[str, ...],
    there: str | None,
    agreed_here: str | None,
    agreed_there: str | None,
    day: datetime | None,
    yes: bool,
) -> None:
    """一户搬到 PLACE（如 3-20）；户码、积分、档案跟着走。"""
    if there is not None and not (agreed_here and agreed_there):
        raise click.UsageError("搬到别的单位要写 --agreed-here 和 --agreed-there：两边同意的管理专员的姓名")

    async def work(desk: _Desk, on: date) -> str:
        household, rest = await desk.find(words)
        said, rest = _next(rest, "新的组号，如 3-20")
        unit = desk.runtime.town.find_unit(there) if there else household.unit
        wanted = Wanted(WantedKind.MOVE, on, household=household.id, place=read_place(unit, said), reason=_reason(rest))
        if unit == household.unit:
            return await desk.make(unit, wanted)
        here = desk.registry(household.unit, await _specialist(desk.store, household.unit, agreed_here or ""))
        done = await transfer(
            here, desk.registry(unit, await _specialist(desk.store, unit, agreed_there or "")), wanted, household
        )
        return wording.transferred(done, desk.runtime.town.units)

    await _run(settings, work, day, yes)


async def _specialist(store: Store, unit: str, name: str) -> Officer:
    """Raises Refused("no-officer") when no active specialist of the unit is called so."""
    for officer in await store.officers.of_unit(unit):
        if officer.name == name and officer.role is Role.SPECIALIST:
            return officer
    raise Refused("no-officer", name=name)


def _phones(words: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for word in words:
        number = to_e164(word)
        if number is None:
            raise Refused("bad-phone")
        found[number] = None
    return tuple(found)


CHANGES = (add, end, return_, head, phones, move, split, merge)
"""Every command of this file."""
