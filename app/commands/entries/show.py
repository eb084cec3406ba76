"""``jifen entries UNIT``: what is in the books, for people and for programs."""

from __future__ import annotations

import click

from app.reports.entries import read_entries
from app.reports.sealed import as_sealed_csv
from app.reports.shapes import entry_columns, entry_record
from app.runtime import Runtime, open_runtime
from app.settings import Settings
from app.terminal.command import command
from app.terminal.finding import find_household, find_period
from app.terminal.showing import Output, formatted, show
from app.terminal.today import as_of_today
from domain.model.errors import Refused
from domain.model.round import Round
from domain.ports.store import Store
from storage.ledger import SqlLedger


@click.command("show", hidden=True)
@click.argument("unit")
@click.option("--household", "said", help="只看一户：户码，或 3-12 这样的组号")
@click.option("--round", "key", help="只看一轮，例如 2026-11；--format csv 就是封存的样子")
@formatted
@command
async def entries(settings: Settings, unit: str, said: str | None, key: str | None, out: Output) -> None:
    """UNIT（单位代码或村名）的全部记分，从早到晚。"""
    async with open_runtime(settings) as runtime:
        code = runtime.town.find_unit(unit)
        async with as_of_today(runtime, code) as connection:
            store = runtime.transactions.store(connection)
            household = None if said is None else await find_household(store, code, said)
            ledger = SqlLedger(connection, settings.zone)
            lines = await read_entries(store, ledger, code, household)
            round_ = None if key is None else await _round(store, runtime, code, key)
            seals = await store.seals.numbers(round_.id) if round_ else {}
    if round_ is None:
        show(out, "记分", lines, entry_record, entry_columns)
        return
    lines = [line for line in lines if line.entry.round_id == round_.id]
    if out.form == "csv":
        click.echo(as_sealed_csv(lines, seals), nl=False)
    else:
        show(out, "记分", lines, entry_record, entry_columns)


async def _round(store: Store, runtime: Runtime, unit: str, said: str) -> Round:
    """The unit's round with that key. Raises Refused (bad-round, no-such-round)."""
    key = find_period(said, runtime.clock.now().date()).key
    found = await store.rounds.find(unit, key)
    if found is None:
        raise Refused("no-such-round", unit=runtime.town.units[unit], round=key)
    return found
