"""``jifen backup`` and ``jifen restore``: everything in one file, and back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import click

from app.clock import SystemClock
from app.commands.audit import audit_aloud
from app.commands.common import command
from app.copies.backup import write_backup
from app.copies.manifest import sha256_of
from app.copies.restore import Archive, Damaged, restore_backup
from app.settings import Settings
from app.wording import why
from domain.errors import Refused
from storage.copying import SqlCopy
from storage.database import Connection, Database
from storage.migrate import has_current_schema, is_current

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=_FILE)
@command
async def backup(settings: Settings, file: Path) -> None:
    """把数据库和照片备份到新文件 FILE；服务可以照常运行。"""
    async with _database(settings, create=False) as database:
        if not await is_current(database):
            raise Refused("not-initialised")
        with _file_troubles(file):
            async with database.reading() as connection:
                now = SystemClock(settings.zone).now()
                written = await write_backup(connection, file, _folder(settings), now)
    if written.lost:
        click.echo(f"注意：有 {written.lost} 张照片在文件夹里找不到或已损坏，没有备份。", err=True)
    click.echo(f"已备份：{written.rows} 行数据，{written.photos} 张照片。文件里有姓名和电话，请妥善保管。")
    click.echo(f"校验码（另外抄存，恢复时用 --sha256 核对）：{sha256_of(file)}")


@click.command()
@click.argument("file", type=_FILE)
@click.option("--sha256", help="备份时打印的校验码，用来核对就是那份文件")
@command
async def restore(settings: Settings, file: Path, sha256: str | None) -> None:
    """把备份 FILE 恢复到空的数据库，再核对一遍。"""
    async with _database(settings, create=True) as database:
        with _file_troubles(file), closing(Archive(file, sha256)) as archive:
            async with database.transaction() as connection:
                await _check_empty(connection, file)
                restored = await restore_backup(connection, archive, _folder(settings))
        click.echo(f"已恢复：{restored.rows} 行数据，{len(archive.manifest.photos)} 张照片。")
        if restored.missing:
            click.echo(f"注意：做这份备份的旧版本没有备份这些表：{'、'.join(restored.missing)}。", err=True)
        async with database.reading() as connection:
            await audit_aloud(connection, settings.zone)


async def _check_empty(connection: Connection, file: Path) -> None:
    """A database without tables, or with this program's tables and nothing in them. Raises Refused."""
    copy = SqlCopy(connection)
    if await copy.is_fresh():
        return
    if not await has_current_schema(connection):
        raise Refused("not-initialised")
    if not await copy.is_empty():
        raise Refused("bad-file", file=file, problem="数据库里已有数据，只能恢复到空的数据库")


@asynccontextmanager
async def _database(settings: Settings, *, create: bool) -> AsyncIterator[Database]:
    """The database alone: a rulebook that cannot be read keeps nobody from a backup."""
    database = await Database.open(settings.database_url.get_secret_value(), create=create)
    try:
        yield database
    finally:
        await database.close()


def _folder(settings: Settings) -> Path:
    return settings.data_dir / "evidence"


@contextmanager
def _file_troubles(file: Path) -> Iterator[None]:
    """What can be wrong with a file, as one line."""
    try:
        yield
    except FileExistsError:
        raise Refused("bad-file", file=file, problem="已经有这个文件，请换一个名字") from None
    except Damaged as error:
        raise Refused("bad-file", file=file, problem=str(error)) from None
    except OSError as error:
        raise Refused("bad-file", file=file, problem=why(error)) from None
