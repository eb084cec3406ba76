"""Reading a backup: everything in it is verified before anything is written."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from pydantic import ValidationError

from app.backup.manifest import MANIFEST, Manifest, photo_part, sha256_of, table_part
from bot import photo_folder as photos
from storage.copying import SqlCopy, Value
from storage.database import Conflict, Connection
from storage.migrate import apply_missing, known

_CHUNK_BYTES = 1024 * 1024
_BATCH_ROWS = 2_000
_DAMAGE = (BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError)
"""What zipfile raises on a file that is no zip, is cut off, or was changed."""


class Damaged(Exception):  # noqa: N818 - it reads as what it says
    """The file is no backup, or not the one that was written. One line for the person who restores."""


class Archive:
    """A backup that was verified. Close it after use."""

    def __init__(self, file: Path, wanted_sha256: str | None = None) -> None:
        """Open and verify; ``wanted_sha256`` is what was printed when the file was made. Raises Damaged and OSError."""
        if wanted_sha256 and wanted_sha256 != sha256_of(file):
            raise Damaged("这不是当时的那份备份：校验码对不上")
        try:
            self._zip = ZipFile(file)
        except _DAMAGE:
            raise Damaged("不是积分的备份文件，或已损坏") from None
        try:
            self.manifest = self._verified()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def _verified(self) -> Manifest:
        try:
            manifest = Manifest.model_validate_json(self._zip.read(MANIFEST))
        except (*_DAMAGE, ValidationError):
            raise Damaged("不是积分的备份文件，或已损坏") from None
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

    @property
    def key_fingerprint(self) -> str | None:
        """Of the key with which its numbers are hidden; None in a backup of a program that hid none."""
        if "cipher_key" not in self.manifest.tables:
            return None
        place = list(self.manifest.tables["cipher_key"].columns).index("fingerprint")
        return next((str(row[place]) for row in self.rows("cipher_key")), None)

    def photo(self, digest: str) -> bytes:
        """A photo's content."""
        return self._zip.read(photo_part(digest))


@dataclass(frozen=True, slots=True)
class Restored:
    """How many rows were filled in, and the tables that a backup of an older program does not hold."""

    rows: int
    missing: Sequence[str]


async def restore_backup(connection: Connection, archive: Archive, folder: Path) -> Restored:
    """Fill an empty database and the evidence folder, then bring an older schema up to this program's.

    Raises Damaged and OSError.
    """
    copy = SqlCopy(connection)
    is_older = await _make_schema(connection, archive.manifest)
    tables = await copy.tables()
    missing = await _check_tables(copy, archive.manifest, tables.keys(), is_older=is_older)
    await copy.clear()
    try:
        for name in (name for name in tables if name not in missing):
            await copy.begin(name)
            rows = archive.rows(name)
            while batch := list(islice(rows, _BATCH_ROWS)):
                await copy.fill(name, archive.manifest.tables[name].columns, batch)
        await copy.end()
        await apply_missing(connection, known(connection.dialect))
    except Conflict as conflict:
        raise Damaged(f"备份里的数据自相矛盾：{conflict}") from None
    for digest in archive.manifest.photos:
        photos.store(folder, digest, archive.photo(digest))
    return Restored(sum(table.rows for table in archive.manifest.tables.values()), sorted(missing))


async def _make_schema(connection: Connection, manifest: Manifest) -> bool:
    """Make the schema that the backup was made with, where there is none; whether it is an older one than ours."""
    ours = known(connection.dialect)
    if not set(manifest.schema_files) <= {migration.name for migration in ours}:
        raise Damaged(f"这份备份是更新的版本（{manifest.jifen}）做的，请先更新程序")
    theirs = [migration for migration in ours if migration.name in manifest.schema_files]
    is_older = len(theirs) < len(ours)
    if await SqlCopy(connection).is_fresh():
        await apply_missing(connection, theirs)
    elif is_older:
        raise Damaged("这份备份是旧版本做的，只能恢复到还没有运行过 jifen init 的新数据库")
    return is_older


async def _check_tables(copy: SqlCopy, manifest: Manifest, tables: Iterable[str], *, is_older: bool) -> set[str]:
    """The tables that the backup lacks. Raises Damaged where only a changed file can be the reason."""
    missing = set(tables) - manifest.tables.keys()
    if manifest.tables.keys() - set(tables) or (missing and not is_older):
        raise Damaged("备份和数据库对不上：表不一样")
    for name, table in manifest.tables.items():
        if set(table.columns) != set(await copy.columns(name)):
            raise Damaged(f"备份和数据库对不上：{name}")
    return missing
