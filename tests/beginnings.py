"""What hundreds of tests begin with is played once in a test process; then the rows that it left are put in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from storage.copying import SqlCopy, Value
from storage.database import Connection, Database

Known = TypeVar("Known")

_FOUNDED = {"units", "cipher_key"}
"""Tables that are filled before anything is played."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What was stored in a table."""

    table: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Beginning(Generic[Known]):
    """What was stored when it had been played, and what the players knew then."""

    stored: Sequence[Rows]
    numbers: Mapping[str, int]
    """How far PostgreSQL had counted; SQLite goes on after the rows."""
    known: Known

    async def put(self, database: Database) -> None:
        """Into a database in which nothing was played."""
        async with database.transaction() as connection:
            copy = SqlCopy(connection)
            for each in self.stored:
                if each.table == "counted":
                    await connection.execute("DELETE FROM counted")  # what triggers counted of the rows before
                await copy.fill(each.table, each.columns, each.rows)
            if self.numbers:
                counted = ", ".join(f"setval('{name}', {number})" for name, number in self.numbers.items())
                await connection.fetch(f"SELECT {counted}")


async def remembered(database: Database, known: Known) -> Beginning[Known]:
    """What has been played, to be put in place again."""
    async with database.reading() as connection:
        copy = SqlCopy(connection)
        tables = {name: key for name, key in (await copy.tables()).items() if name not in _FOUNDED}
        stored = [await _rows(copy, table, key) for table, key in tables.items()]
        return Beginning([each for each in stored if each.rows], await _numbers(connection), known)


async def _rows(copy: SqlCopy, table: str, key: str) -> Rows:
    columns = await copy.columns(table)
    return Rows(table, columns, [row async for row in copy.rows(table, key, columns)])


async def _numbers(connection: Connection) -> dict[str, int]:
    if connection.dialect == "sqlite":
        return {}
    counted = "SELECT sequencename, last_value FROM pg_sequences"
    rows = await connection.fetch(f"{counted} WHERE schemaname = 'public' AND last_value IS NOT NULL")
    return {row["sequencename"]: row["last_value"] for row in rows}
