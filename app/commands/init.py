"""``jifen init``: make the database ready."""

from __future__ import annotations

import click

from app.runtime import Schema, open_runtime
from app.settings import Settings
from app.terminal.command import command


@click.command()
@command
async def init(settings: Settings) -> None:
    """建好数据库，登记各村；重复运行无害。"""
    had_a_key = settings.key_path.exists()
    async with open_runtime(settings, schema=Schema.MADE) as runtime:
        click.echo(f"数据库已就绪，{len(runtime.town.units)} 个单位。")
        async with runtime.transactions.reading() as store:
            empty = not any([await store.roster.of_unit(unit) for unit in runtime.town.units])
    if had_a_key and empty:
        click.echo(
            f"注意：钥匙文件 {settings.key_path.name} 早就有了，这个数据库却是空的。"
            "已经有数据的，请核对 JIFEN_DATABASE_URL；恢复备份请用 jifen restore。",
            err=True,
        )
