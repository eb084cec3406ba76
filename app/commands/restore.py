"""``jifen restore``: a backup into an empty database."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from app.backup.opening import BACKUP_FILE, file_troubles, opened
from app.backup.restore import Archive, restore_backup
from app.commands.audit import audit_aloud
from app.keys import key_for
from app.settings import Settings
from app.terminal.command import command
from domain.model.errors import Refused
from storage.copying import SqlCopy
from storage.database import Connection
from storage.migrate import has_current_schema


@click.command()
@click.argument("file", type=BACKUP_FILE)
@click.option("--sha256", help="备份时打印的校验码，用来核对就是那份文件")
@command
async def restore(settings: Settings, file: Path, sha256: str | None) -> None:
    """把备份 FILE 恢复到空的数据库，再核对一遍。"""
    with file_troubles(file), closing(Archive(file, sha256)) as archive:
        await _restore(settings, file, archive)


async def _restore(settings: Settings, file: Path, archive: Archive) -> None:
    cipher = key_for(archive.key_fingerprint, settings.key_path)
    async with opened(settings, cipher, create=True) as database:
        async with database.transaction() as connection:
            await _check_empty(connection, file)
            restored = await restore_backup(connection, archive, settings.photo_folder)
        if archive.key_fingerprint is None:
            await database.compact()
        click.echo(f"已恢复：{restored.rows} 行数据，{len(archive.manifest.photos)} 张照片。")
        if restored.missing:
            click.echo(f"注意：做这份备份的旧版本没有备份这些表：{'、'.join(restored.missing)}。", err=True)
        async with database.reading(alone=True) as connection:
            await audit_aloud(connection, settings.zone)


async def _check_empty(connection: Connection, file: Path) -> None:
    """A database without tables, or with this program's tables and nothing in them. Raises Refused."""
    copy = SqlCopy(connection)
    if await copy.is_fresh():
        return
    if not await has_current_schema(connection):
        raise Refused("older-database")
    if not await copy.is_empty():
        raise Refused("bad-file", file=file, problem="数据库里已有数据，只能恢复到空的数据库")
