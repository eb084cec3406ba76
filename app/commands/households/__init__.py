"""``jifen households``: bringing the roster in; the other commands are put together here."""

from __future__ import annotations

from pathlib import Path

import click

from app.commands.households.changes import CHANGES
from app.commands.households.lists import export, file_, list_, show_, template
from app.roster import report
from app.roster.apply import read_known, store_plan, undone_by
from app.roster.plan import Plan, make_plan
from app.roster.rows import RosterRow, read_rows
from app.roster.sheet import read
from app.runtime import Runtime, open_runtime
from app.settings import Settings
from app.sheets.importing import of_file
from app.sheets.shapes.shape import by_name
from app.terminal.command import command
from app.terminal.given import GIVEN
from app.terminal.groups import NearestGroup
from domain.ledger.rounds import enter_newcomers
from domain.model.errors import Refused
from storage.households import SqlHouseholds
from storage.roster import SqlRoster


@click.group(cls=NearestGroup)
def households() -> None:
    """住户：导入、导出名册，看一户的档案，迁出、搬家、分户、并户。"""


for _command in (list_, export, template, show_, file_, *CHANGES):
    households.add_command(_command)


@households.command("import")
@click.argument("file", type=GIVEN)
@click.option("--unit", help="单位代码或村名；表里没写单位时用")
@click.option("--dry-run", is_flag=True, help="只检查、列出会改什么，不存入")
@command
async def import_(settings: Settings, file: Path, unit: str | None, dry_run: bool) -> None:
    """从 CSV 或 XLSX 名册导入住户；重复导入只改有变化的。

    列名：单位、组、号、户主、电话，可加户码、亲属。单位和组也可以写在标题、表名里。有一行不对就都不存，并逐行说明。
    """
    async with open_runtime(settings) as runtime:
        units = runtime.town.units
        notes: list[str] = []
        codes = by_name(units)
        sheets = read(file, codes, notes, units[runtime.town.find_unit(unit)] if unit else "")
        rows = read_rows(sheets, codes)
        with of_file(file):
            plan = await (_tried(runtime, rows) if dry_run else _stored(runtime, rows))
    ignored = dict.fromkeys(name for sheet in sheets for name in sheet.ignored)
    if ignored:
        notes.append(f"没有用到的列：{'、'.join(ignored)}")
    for note in (*notes, *report.missing(plan, units)):
        click.echo(f"注意：{note}", err=True)
    for line in report.changes(plan, units):
        click.echo(line)
    click.echo(report.summary(plan, dry_run))


async def _tried(runtime: Runtime, rows: list[RosterRow]) -> Plan:
    async with runtime.database.reading() as connection:
        return await _planned(runtime, SqlRoster(connection), rows)


async def _stored(runtime: Runtime, rows: list[RosterRow]) -> Plan:
    now = runtime.clock.now()
    async with runtime.database.transaction() as connection:
        roster = SqlRoster(connection)
        plan = await _planned(runtime, roster, rows)
        await store_plan(roster, plan, now)
        for unit in plan.units:
            await enter_newcomers(runtime.transactions.store(connection), runtime.town, unit, now)
    return plan


async def _planned(runtime: Runtime, roster: SqlRoster, rows: list[RosterRow]) -> Plan:
    """Raises Refused("bad-rows") with a line for every bad row."""
    touched = {row.place[0] for row in rows if row.place}
    plan, problems = make_plan(rows, await read_known(roster, runtime.town.units, touched))
    problems = problems or await undone_by(plan, SqlHouseholds(roster.connection, runtime.settings.zone))
    if problems:
        raise Refused("bad-rows", problems=problems)
    return plan
