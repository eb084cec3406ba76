"""What a backup is made from and restored to, and what can be wrong with its file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import click

from app.backup.restore import Damaged
from app.file_faults import why
from app.settings import Settings
from domain.model.errors import Refused
from storage.cipher import Cipher
from storage.database import Database
from storage.migrate import check_schema

BACKUP_FILE = click.Path(path_type=Path, dir_okay=False, readable=False)  # file_troubles says it


@asynccontextmanager
async def opened(settings: Settings, cipher: Cipher | None = None, *, create: bool) -> AsyncIterator[Database]:
    """The database alone: neither a rulebook nor a key that cannot be read keeps anybody from a backup.

    Raises DatabaseUnreachable, and SchemaMismatch for one that newer code has made.
    """
    database = await Database.open(settings.database_url.get_secret_value(), cipher, create=create)
    try:
        await check_schema(database)
        yield database
    finally:
        await database.close()


@contextmanager
def file_troubles(file: Path) -> Iterator[None]:
    """What can be wrong with a file, as one line."""
    try:
        yield
    except FileExistsError:
        raise Refused("bad-file", file=file, problem="已经有这个文件，请换一个名字") from None
    except Damaged as error:
        raise Refused("bad-file", file=file, problem=str(error)) from None
    except OSError as error:
        raise Refused("bad-file", file=file, problem=why(error)) from None
