"""``jifen standings``: points and ranks, for people and for programs."""

from __future__ import annotations

import click

from app.reports.shapes import standing_columns, standing_record
from app.reports.standings import StandingLine, read_standings
from app.runtime import Runtime, open_runtime
from app.settings import Settings
from app.terminal.command import command, refuse
from app.terminal.finding import find_period, find_year
from app.terminal.showing import Output, formatted, show
from app.terminal.today import as_of_today


@click.command()
@click.argument("unit")
@click.option("--round", "key", help="按这一轮的得分排名，例如 2026-11")
@click.option("--year", help="看哪一年，默认今年")
@formatted
@command
async def standings(settings: Settings, unit: str, key: str | None, year: str | None, out: Output) -> None:
    """UNIT（单位代码或村名）各户的积分和名次。"""
    if key is not None and year is not None:
        raise click.UsageError("--round 和 --year 只能写一个")
    async with open_runtime(settings) as runtime:
        code = runtime.town.find_unit(unit)
        lines = await _standings(runtime, code, key, year, itemised=out.form == "json")
    if lines is None:
        refuse(f"{runtime.town.units[code]}没有 {key} 这一轮。")
    else:
        show(out, "积分名次", lines, standing_record, standing_columns)


async def _standings(
    runtime: Runtime, unit: str, key: str | None, said_year: str | None, *, itemised: bool
) -> list[StandingLine] | None:
    """The lines; None when the unit has no such round."""
    today = runtime.clock.now().date()
    wanted = find_period(key, today) if key is not None else None
    year = wanted.year if wanted else find_year(said_year, today)
    async with as_of_today(runtime, unit) as connection:
        store = runtime.transactions.store(connection)
        if wanted is None:
            return await read_standings(connection, store, unit, year, itemised=itemised)
        for round_ in await store.rounds.of_year(unit, year):
            if round_.period.key == wanted.key:
                return await read_standings(connection, store, unit, year, round_, itemised=itemised)
    return None
