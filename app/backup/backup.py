"""Writing a backup: a zip file with every table, the photos, and a manifest of them all."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from app.backup.manifest import MANIFEST, Manifest, TablePart, photo_part, table_part
from bot import photo_folder as photos
from bot.on_disk import make_last
from storage.copying import SqlCopy
from storage.database import Connection
from storage.migrate import recorded


@dataclass(frozen=True, slots=True)
class Written:
    """What a backup holds; ``lost`` photos should lie in the folder and do not."""

    rows: int
    photos: int
    lost: int


@contextmanager
def new_file(file: Path) -> Iterator[Path]:
    """A path to write to; what was written becomes ``file``, whole or not at all, readable by its owner alone.

    Raises FileExistsError for a file that is there already, and OSError.
    """
    if file.exists():
        raise FileExistsError(file)
    part = file.with_name(f".{file.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield part
        make_last(part)
        if file.exists():
            raise FileExistsError(file)
        part.rename(file)
        make_last(file.parent)
    finally:
        part.unlink(missing_ok=True)


async def write_backup(connection: Connection, file: Path, folder: Path, now: datetime) -> Written:
    """Write one moment of the database and its photos to a new file. Raises FileExistsError and OSError."""
    copy = SqlCopy(connection)
    with new_file(file) as part, ZipFile(part, "w", ZIP_DEFLATED) as archive:
        tables = {name: await _write_table(copy, archive, name, key) for name, key in (await copy.tables()).items()}
        wanted = await copy.kept_photos()
        kept = [digest for digest in wanted if _write_photo(archive, folder, digest)]
        manifest = Manifest(
            jifen=version("jifen"),
            made=now.isoformat(),
            schema_files=sorted(await recorded(connection)),
            tables=tables,
            photos=kept,
        )
        archive.writestr(MANIFEST, manifest.text())
    return Written(sum(table.rows for table in tables.values()), len(kept), len(wanted) - len(kept))


async def _write_table(copy: SqlCopy, archive: ZipFile, name: str, key: str) -> TablePart:
    columns = await copy.columns(name)
    digest, count = hashlib.sha256(), 0
    with archive.open(table_part(name), "w", force_zip64=True) as part:
        async for row in copy.rows(name, key, columns):
            line = json.dumps(row, ensure_ascii=False).encode() + b"\n"
            digest.update(line)
            part.write(line)
            count += 1
    return TablePart(columns=columns, rows=count, sha256=digest.hexdigest())


def _write_photo(archive: ZipFile, folder: Path, digest: str) -> bool:
    content = photos.read(folder, digest)
    if content is None:
        return False
    # Photos are compressed already.
    archive.writestr(ZipInfo(photo_part(digest)), content, ZIP_STORED)
    return True
