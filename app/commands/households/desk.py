"""What every change of a household by the operator shares: it is shown first and asked about, then made.

Elsewhere than on a terminal it needs ``--yes``.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import click

from app.commands.households.words import find_one, find_who_left
from app.runtime import Runtime, open_runtime
from app.settings import Settings
from app.terminal.command import ask, command, refuse
from app.terminal.trial import trial
from bot.outgoing import announcement
from bot.wording import households as wording
from domain.boundary import unwrap
from domain.households.changing import change
from domain.households.wanted import Wanted
from domain.model.people import Household
from domain.ports.store import Store
from domain.work import Work

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HouseholdDesk:
    """One change on ``day``: within a transaction, at one moment."""

    store: Store
    runtime: Runtime
    now: datetime
    day: date

    def work(self, unit: str) -> Work:
        """What the domain's use cases are given."""
        return Work(self.store, self.runtime.town, unit, self.now, "cli")

    async def find(self, words: Sequence[str]) -> tuple[Household, Words]:
        """The household in front, and the words after it."""
        household, rest = await find_one(self.store, self.runtime.town, words)
        return household, tuple(rest)

    async def find_who_left(self, words: Sequence[str]) -> tuple[Household, Words]:
        """The same of one that comes back."""
        household, rest = await find_who_left(self.store, self.runtime.town, words)
        return household, tuple(rest)

    async def make(self, unit: str, wanted: Wanted) -> str:
        """Make the change; what is said of it."""
        outcome = unwrap(await change(self.work(unit), None, wanted))
        text = wording.changed(outcome, None, today=self.now.date()).text
        await self.tell_group(outcome.household, text)
        return text

    async def tell_group(self, household: Household, text: str) -> None:
        """Those who act there have to see it; the running server delivers it."""
        chat = await self.store.listeners.address_of(household.unit)
        number = len(await self.store.households.history(household.id))
        drafts = announcement(chat, f"维护人员：\n{text}", f"household:{household.id}:{number}")
        await self.store.post.post(drafts, self.now)


ChangeCommand = Callable[..., Awaitable[str]]
"""Gets the desk, the words of the command and its own options; says what was done."""


ClickOption = Callable[[Callable[..., None]], Callable[..., None]]


def changing(name: str, metavar: str, *options: ClickOption) -> Callable[[ChangeCommand], click.Command]:
    """Make a change a command with ``--day``, ``--yes`` and its own ``options``; its docstring is the help."""

    def made(change_: ChangeCommand) -> click.Command:
        @click.argument("words", metavar=metavar, nargs=-1, required=True)
        @click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="哪一天起，如 2026-11-20；不写就是今天")
        @click.option("--yes", is_flag=True, help="不再问，直接办（不在终端上就要写它）")
        @command
        async def run(settings: Settings, words: Words, day: datetime | None, yes: bool, **own: Any) -> None:
            async def work(runtime: Runtime, store: Store) -> str:
                now = runtime.clock.now()
                desk = HouseholdDesk(store, runtime, now, day.date() if day else now.date())
                return await change_(desk, words, **own)

            await _run(settings, work, yes)

        with_options = functools.reduce(lambda function, option: option(function), reversed(options), run)
        return click.command(name, help=change_.__doc__)(with_options)

    return made


async def _run(settings: Settings, work: Callable[[Runtime, Store], Awaitable[str]], yes: bool) -> None:
    """Show what the change comes to, ask, and make it."""
    async with open_runtime(settings) as runtime:
        if not yes:
            click.echo(await _tried(runtime, work))
            _ask_about_it()
        async with runtime.transactions.writing() as store:
            told = await work(runtime, store)
    click.echo(told)


async def _tried(runtime: Runtime, work: Callable[[Runtime, Store], Awaitable[str]]) -> str:
    async with trial(runtime.transactions.writing()) as store:
        told = await work(runtime, store)
    return told.replace("✅ ", "要办的是：")


def _ask_about_it() -> None:
    if not sys.stdin.isatty():
        refuse("还没有办。确实要办，请在命令后面加 --yes")
    ask("办吗？")
