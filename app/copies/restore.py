"""Reading a backup: everything in it is verified before anything is written."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from pydantic import ValidationError

from app.copies import photos
from app.copies.manifest import MANIFEST, Manifest, photo_part, table_part
from storage.copying import TABLES, SqlCopy, Value, schema
from storage.database import Conflict, Connection, Dialect

_CHUNK_BYTES = 1024 * 1024
_BATCH_ROWS = 2_000
_DAMAGE = (BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError)
"""What zipfile raises on a file that is no zip, is cut off, or was changed."""


class Damaged(Exception):  # noqa: N818 - it reads as what it says
    """The file is no backup, or not the one that was written. One line for the person who restores."""


class Archive:
    """A backup that was verified. Close it after use."""

    def __init__(self, file: Path, dialect: Dialect) -> None:
        """Open and verify. Raises Damaged and OSError."""
        try:
            self._zip = ZipFile(file)
        except _DAMAGE:
            raise Damaged("不是积分的备份文件，或已损坏") from None
        try:
            self.manifest = self._verified(dialect)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def _verified(self, dialect: Dialect) -> Manifest:
        try:
            manifest = Manifest.model_validate_json(self._zip.read(MANIFEST))
        except (*_DAMAGE, ValidationError):
            raise Damaged("不是积分的备份文件，或已损坏") from None
        if list(manifest.schema_files) != schema(dialect) or manifest.tables.keys() != TABLES.keys():
            raise Damaged(f"这份备份是另一个版本（{manifest.jifen}）做的，请用那个版本恢复")
        names = self._zip.namelist()
        if sorted(names) != sorted([*manifest.parts, MANIFEST]):
            raise Damaged("备份不完整，或多了东西")
        for name, digest in manifest.parts.items():
            if self._digest(name) != digest:
                raise Damaged(f"备份已损坏：{name}")
        return manifest

    def _digest(self, name: str) -> str | None:
        digest = hashlib.sha256()
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(_CHUNK_BYTES):
                    digest.update(chunk)
        except _DAMAGE:
            return None
        return digest.hexdigest()

    def rows(self, table: str) -> Iterator[Sequence[Value]]:
        """The rows of a table."""
        with self._zip.open(table_part(table)) as part:
            for line in part:
                yield json.loads(line)

    def photo(self, digest: str) -> bytes:
        """A photo's content."""
        return self._zip.read(photo_part(digest))


async def restore_backup(connection: Connection, archive: Archive, folder: Path) -> int:
    """Fill an empty database and the evidence folder; how many rows. Raises Damaged and OSError."""
    copy = SqlCopy(connection)
    await copy.clear_units()
    for name, table in archive.manifest.tables.items():
        if set(table.columns) != set(await copy.columns(name)):
            raise Damaged(f"备份和数据库对不上：{name}")
    try:
        for name in TABLES:
            rows = archive.rows(name)
            while batch := list(islice(rows, _BATCH_ROWS)):
                await copy.fill(name, archive.manifest.tables[name].columns, batch)
    except Conflict as conflict:
        raise Damaged(f"备份里的数据自相矛盾：{conflict}") from None
    await copy.number_on()
    for digest in archive.manifest.photos:
        photos.store(folder, digest, archive.photo(digest))
    return sum(table.rows for table in archive.manifest.tables.values())
