"""Bring a database's schema up to the code: numbered SQL files, each applied once, none ever edited.

The files of ``migrations/<dialect>`` that are missing are applied in one transaction together with their record, under
a lock that a second process waits for.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from storage import migrated_digests, rekeying
from storage.database import Connection, Database, Dialect

_ADVISORY_LOCK: Final = 0x4A_49_46_45_4E
"""Any number that nothing else on the server locks: JIFEN."""

_RECORD: Final = "CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY, hash TEXT NOT NULL)"
_RECORDED: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migrations'",
    "postgres": "SELECT 1 AS name WHERE to_regclass('migrations') IS NOT NULL",
}


class SchemaMismatch(Exception):  # noqa: N818 - it reads as what it says
    """The database was made by other code than this. One line for the person who runs it."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file: its name and its SQL."""

    name: str
    sql: str

    @property
    def hash(self) -> str:
        """Of the text, whatever the line ends."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


@cache
def known(dialect: Dialect) -> tuple[Migration, ...]:
    """The migrations that this code has, in order."""
    folder = resources.files("storage") / "migrations" / dialect
    files = (file for file in folder.iterdir() if file.name.endswith(".sql"))
    return tuple(sorted((Migration(file.name, file.read_text("utf-8")) for file in files), key=lambda m: m.name))


async def migrate(database: Database) -> list[str]:
    """Apply what is missing; the names of the files applied. Raises SchemaMismatch and then changes nothing.

    Where numbers stood in the open, nothing is left of them in the file either.
    """
    async with database.transaction() as connection:
        in_the_open = await recorded_any(connection) and await rekeying.fingerprint(connection) is None
        applied = await apply_missing(connection, known(database.dialect))
    if in_the_open:
        await database.compact()
    return applied


async def apply_missing(connection: Connection, wanted: Sequence[Migration]) -> list[str]:
    """Apply those of the wanted files that are not recorded yet, and hide the numbers that stand in the open.

    The names of the files. Raises SchemaMismatch.
    """
    if connection.dialect == "postgres":
        await connection.fetch("SELECT pg_advisory_xact_lock($1)", _ADVISORY_LOCK)
    await connection.execute(_RECORD)
    applied = await recorded(connection)
    _check(applied, known(connection.dialect))
    missing = [migration for migration in wanted if migration.name not in applied]
    for migration in missing:
        async with migrated_digests.rewritten(connection, migration.name):
            await _apply(connection, migration)
    names = [migration.name for migration in missing]
    await migrated_digests.note_since(connection, names)  # here and not in SQL: SQLite has no hash function of its own
    await rekeying.hide_numbers(connection)
    return names


async def is_current(database: Database) -> bool:
    """Whether the database has exactly this code's schema."""
    async with database.reading() as connection:
        return await has_current_schema(connection)


async def check_schema(database: Database) -> None:
    """Raises SchemaMismatch for a database that other code than this has made, or later code."""
    async with database.reading() as connection:
        if await connection.fetch(_RECORDED[connection.dialect]):
            _check(await recorded(connection), known(connection.dialect))


async def is_fresh(database: Database) -> bool:
    """Whether no migration was ever applied to the database."""
    async with database.reading() as connection:
        return not await recorded_any(connection)


async def recorded_any(connection: Connection) -> bool:
    """Whether some migration was ever applied to the database of this transaction."""
    return bool(await connection.fetch(_RECORDED[connection.dialect]))


async def has_current_schema(connection: Connection) -> bool:
    """Whether the database of this transaction has exactly this code's schema."""
    if not await connection.fetch(_RECORDED[connection.dialect]):
        return False
    applied = await recorded(connection)
    return applied == {migration.name: migration.hash for migration in known(connection.dialect)}


async def recorded(connection: Connection) -> dict[str, str]:
    """The migrations that were applied, each with the hash of its file."""
    return {row["name"]: row["hash"] for row in await connection.fetch("SELECT name, hash FROM migrations")}


def _check(applied: Mapping[str, str], migrations: tuple[Migration, ...]) -> None:
    hashes = {migration.name: migration.hash for migration in migrations}
    for name, recorded_hash in sorted(applied.items()):
        if name not in hashes:
            raise SchemaMismatch(f"数据库比程序新（有 {name}），请先更新程序")
        if hashes[name] != recorded_hash:
            raise SchemaMismatch(f"数据库和程序对不上：{name} 被改过，请换回原来的程序")


async def _apply(connection: Connection, migration: Migration) -> None:
    for statement in _statements(connection.dialect, migration.sql):
        await connection.execute(statement)
    await connection.schema_changed()
    await connection.execute("INSERT INTO migrations (name, hash) VALUES ($1, $2)", migration.name, migration.hash)


def _statements(dialect: Dialect, sql: str) -> Iterator[str]:
    """PostgreSQL takes a whole script at once; SQLite outside ``executescript``, which commits, one statement."""
    if dialect == "postgres":
        yield sql
        return
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
