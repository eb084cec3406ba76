"""``jifen standings`` and ``jifen entries``: what is in the books, for people and for programs."""

from __future__ import annotations

from typing import TypeVar

import click

from app.commands.common import command, refuse
from app.commands.finding import find_household, find_period, find_year
from app.commands.showing import formatted, show
from app.reports.entries import read_entries
from app.reports.formats import Format
from app.reports.sealed import as_sealed_csv
from app.reports.shapes import entry_columns, entry_record, standing_columns, standing_record
from app.reports.standings import Line, read_standings
from app.runtime import Runtime, open_runtime
from app.settings import Settings
from domain.errors import Refused
from domain.ports import Round, Store
from domain.rounds import ensure_current
from storage.ledger import SqlLedger
from storage.rounds import SqlRounds

T = TypeVar("T")


@click.command()
@click.argument("unit")
@click.option("--round", "key", help="按这一轮的得分排名，例如 2026-11")
@click.option("--year", help="看哪一年，默认今年")
@formatted
@command
async def standings(settings: Settings, unit: str, key: str | None, year: str | None, form: Format) -> None:
    """UNIT（单位代码或村名）各户的积分和名次。"""
    if key is not None and year is not None:
        raise click.UsageError("--round 和 --year 只能写一个")
    async with open_runtime(settings) as runtime:
        code = runtime.town.find_unit(unit)
        lines = await _standings(runtime, code, key, year)
    if lines is None:
        refuse(f"{runtime.town.units[code]}没有 {key} 这一轮。")
    else:
        show(form, lines, standing_record, standing_columns)


async def _standings(runtime: Runtime, unit: str, key: str | None, said_year: str | None) -> list[Line] | None:
    """The lines; None when the unit has no such round."""
    today = runtime.clock.now().date()
    wanted = find_period(key, today) if key is not None else None
    await _open_today(runtime, unit)
    year = wanted.year if wanted else find_year(said_year, today)
    async with runtime.database.reading() as connection:
        store = runtime.transactions.store(connection)
        if wanted is None:
            return await read_standings(connection, store, unit, year)
        for round_ in await store.rounds.of_year(unit, year):
            if round_.period.key == wanted.key:
                return await read_standings(connection, store, unit, year, round_)
    return None


@click.command("show", hidden=True)
@click.argument("unit")
@click.option("--household", "said", help="只看一户：户码，或 3-12 这样的组号")
@click.option("--round", "key", help="只看一轮，例如 2026-11；CSV 就是封存的样子")
@formatted
@command
async def entries(settings: Settings, unit: str, said: str | None, key: str | None, form: Format) -> None:
    """UNIT（单位代码或村名）的全部记分，从早到晚。"""
    async with open_runtime(settings) as runtime:
        code = runtime.town.find_unit(unit)
        await _open_today(runtime, code)
        async with runtime.database.reading() as connection:
            store = runtime.transactions.store(connection)
            household = None if said is None else await find_household(store, code, said)
            ledger, rounds = SqlLedger(connection, settings.zone), SqlRounds(connection, runtime.transactions.books)
            lines = await read_entries(store, ledger, rounds, code, household)
            round_ = None if key is None else await _round(store, runtime, code, key)
            seals = await store.seals.numbers(round_.id) if round_ else {}
    if round_ is None:
        show(form, lines, entry_record, entry_columns)
        return
    lines = [line for line in lines if line.entry.round_id == round_.id]
    if form == "csv":
        click.echo(as_sealed_csv(lines, seals), nl=False)
    else:
        show(form, lines, entry_record, entry_columns)


async def _round(store: Store, runtime: Runtime, unit: str, said: str) -> Round:
    """The unit's round with that key. Raises Refused (bad-round, no-such-round)."""
    key = find_period(said, runtime.clock.now().date()).key
    found = await store.rounds.find(unit, key)
    if found is None:
        raise Refused("no-such-round", unit=runtime.town.units[unit], round=key)
    return found


async def _open_today(runtime: Runtime, unit: str) -> None:
    """A month may have begun without anybody writing."""
    async with runtime.transactions.writing() as store:
        await ensure_current(store, runtime.town, unit, runtime.clock.now())
