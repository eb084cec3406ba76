"""``jifen people``: what is kept about a household, handed out or erased at its own wish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from pydantic_core import to_json

from app.commands.households.words import find_one
from app.photo_sweep import sweep
from app.reports.files import write, write_new
from app.reports.formats import Columns
from app.runtime import Runtime, open_runtime
from app.settings import Settings
from app.terminal.command import command, confirm, yes_option
from app.terminal.groups import NearestGroup
from domain.model.errors import Refused
from domain.model.people import Household
from storage.database import Connection
from storage.people import ERASED, SqlPeople


@click.group(cls=NearestGroup)
def people() -> None:
    """一户的全部资料：按本户要求，导出给本户，或者删去。"""


@people.command("export")
@click.argument("words", metavar="[UNIT] HOUSEHOLD", nargs=-1, required=True)
@click.option("--output", "file", type=click.Path(path_type=Path), help="存成文件：.json 或 .xlsx")
@command
async def export(settings: Settings, words: tuple[str, ...], file: Path | None) -> None:
    """导出 HOUSEHOLD（户码，或单位加 3-12）的全部资料：名册、电话、记分、申报、短信……电话是全的，只交给本户。"""
    async with open_runtime(settings) as runtime, runtime.database.reading() as connection:
        household = await _find(runtime, connection, words)
        kept = await SqlPeople(connection).everything(household.id)
    if file is not None and file.suffix.lower() == ".xlsx":
        write(file, {table: _sheet(rows) for table, rows in kept.items()})
    elif file is not None:
        write_new(file, to_json(kept, indent=1))
    else:
        click.echo(to_json(kept, indent=1).decode())
        return
    click.echo(f"已写出户码 {household.code} 的全部资料 {sum(map(len, kept.values()))} 行：{file.name}")


def _sheet(rows: Sequence[Mapping[str, object]]) -> Columns:
    return Columns(list(rows[0]), [[None if cell is None else str(cell) for cell in row.values()] for row in rows])


@people.command("forget")
@click.argument("words", metavar="[UNIT] HOUSEHOLD", nargs=-1, required=True)
@yes_option
@command
async def forget(settings: Settings, words: tuple[str, ...], yes: bool) -> None:
    """删去已迁出的 HOUSEHOLD 是谁、说过什么。

    删的是户主、电话、亲属、申报和异议的内容、短信、照片；分数和记分原因留在账上。
    """
    async with open_runtime(settings) as runtime:
        async with runtime.database.reading() as connection:
            household = await _find(runtime, connection, words)
            rows = sum(map(len, (await SqlPeople(connection).everything(household.id)).values()))
        _check_may_go(household)
        about = (
            f"户码 {household.code}（{household.head}）的资料共 {rows} 行。要留一份给本户，请先用 jifen people export。"
        )
        confirm(f"删去户码 {household.code} 的姓名、电话、短信、照片等资料", yes, about)
        async with runtime.database.transaction() as connection:
            await SqlPeople(connection).forget(household.id, runtime.clock.now())
        await sweep(runtime.database, settings.photo_folder)
        await runtime.database.compact()
    click.echo(f"已删去户码 {household.code} 的资料。旧备份里还有，请按保存期限删掉旧备份，或恢复后再删一次。")


def _check_may_go(household: Household) -> None:
    """Raises Refused("still-here" or "already-forgotten")."""
    if household.left is None:
        raise Refused("still-here", household=household)
    if household.head == ERASED:
        raise Refused("already-forgotten", household=household)


async def _find(runtime: Runtime, connection: Connection, words: tuple[str, ...]) -> Household:
    household, rest = await find_one(runtime.transactions.store(connection), runtime.town, words, gone=True)
    if rest:
        raise click.UsageError(f"多了 {' '.join(rest)}")
    return household
