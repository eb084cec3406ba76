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
    async with open_runtime(settings, schema=Schema.MADE) as runtime:
        click.echo(f"数据库已就绪，{len(runtime.town.units)} 个单位。")
