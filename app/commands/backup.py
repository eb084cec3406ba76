"""``jifen backup``: everything in one file."""

from __future__ import annotations

from pathlib import Path

import click

from app.backup.backup import write_backup
from app.backup.manifest import sha256_of
from app.backup.opening import BACKUP_FILE, file_troubles, opened
from app.clock import SystemClock
from app.settings import Settings
from app.terminal.command import command
from domain.model.errors import Refused
from storage.migrate import is_current, is_fresh


@click.command()
@click.argument("file", type=BACKUP_FILE)
@command
async def backup(settings: Settings, file: Path) -> None:
    """把数据库和照片备份到新文件 FILE；服务可以照常运行。"""
    async with opened(settings, create=False) as database:
        if not await is_current(database):
            raise Refused("not-initialised" if await is_fresh(database) else "older-database")
        with file_troubles(file):
            async with database.reading() as connection:
                now = SystemClock(settings.zone).now()
                written = await write_backup(connection, file, settings.photo_folder, now)
    if written.lost:
        click.echo(f"注意：有 {written.lost} 张照片在文件夹里找不到或已损坏，没有备份。", err=True)
    click.echo(f"已备份：{written.rows} 行数据，{written.photos} 张照片。文件里有姓名，请妥善保管。")
    click.echo(f"电话号码是加密的，恢复时要有钥匙文件 {settings.key_path}：它不在备份里，请另外抄存一份。")
    click.echo(f"校验码（另外抄存，恢复时用 --sha256 核对）：{sha256_of(file)}")
