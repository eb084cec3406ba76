"""Every table out of a database and into an empty one, in a form that both kinds of database share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from storage.database import Connection, Dialect
from storage.migrate import known

Value = str | int | None

TABLES: Final[Mapping[str, str]] = {
    "units": "code",
    "households": "id",
    "household_phones": "id",
    "kin": "id",
    "rulebook_versions": "hash",
    "rounds": "id",
    "scores": "id",
    "accounts": "id",
    "postings": "id",
    "officers": "id",
    "excuses": "id",
    "chats": "chat_id",
    "town_chats": "chat_id",
    "assessments": "id",
    "evidence": "id",
    "entries": "id",
    "confirmations": "id",
    "seals": "id",
    "sealed_entries": "id",
    "years": "id",
    "honours": "id",
    "objections": "id",
    "proposals": "id",
    "claims": "id",
    "reviews": "id",
    "prompts": "token",
    "inbox": "id",
    "outbox": "id",
    "optouts": "phone",
    "notices": "id",
    "jobs": "id",
}
"""Every table with its primary key; a table comes after those that it refers to, and so do its rows."""

_PAGE: Final = 2_000
_EXISTING: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgres": "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()",
}
_COLUMNS: Final = {
    "sqlite": "SELECT name FROM pragma_table_info($1) ORDER BY cid",
    "postgres": "SELECT column_name AS name FROM information_schema.columns"
    " WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position",
}


def schema(dialect: Dialect) -> list[str]:
    """The names of the migrations: two databases that have the same ones hold the same columns."""
    return [migration.name for migration in known(dialect)]


@dataclass(frozen=True, slots=True)
class SqlCopy:
    """Reading and filling whole tables, within one transaction."""

    connection: Connection

    async def columns(self, table: str) -> list[str]:
        """The columns of a table."""
        return [row["name"] for row in await self.connection.fetch(_COLUMNS[self.connection.dialect], table)]

    async def rows(self, table: str, columns: Sequence[str]) -> AsyncIterator[Sequence[Value]]:
        """Every row of a table by its primary key, read in pages."""
        key = TABLES[table]
        select = f"SELECT {', '.join(columns)} FROM {table}"
        page = await self.connection.fetch(f"{select} ORDER BY {key} LIMIT {_PAGE}")
        while page:
            for row in page:
                yield [row[column] for column in columns]
            page = await self.connection.fetch(f"{select} WHERE {key} > $1 ORDER BY {key} LIMIT {_PAGE}", page[-1][key])

    async def is_fresh(self) -> bool:
        """Whether no table is there yet."""
        return not await self._existing()

    async def is_empty(self) -> bool:
        """Whether nothing is stored but the names of the units."""
        for table in await self._existing() & TABLES.keys() - {"units"}:
            if await self.connection.fetch(f"SELECT 1 AS one FROM {table} LIMIT 1"):
                return False
        return True

    async def clear_units(self) -> None:
        """Make way for the units of the copy. Everything refers to them, so this works in an empty database only."""
        await self.connection.execute("DELETE FROM units")

    async def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """Store rows as they were, with their numbers."""
        places = ", ".join(f"${place}" for place in range(1, len(columns) + 1))
        await self.connection.execute_many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)

    async def number_on(self) -> None:
        """Let new rows get numbers after those that were filled in; SQLite does so by itself."""
        if self.connection.dialect == "sqlite":
            return
        for table in (table for table, key in TABLES.items() if key == "id"):
            await self.connection.fetch(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM {table} HAVING MAX(id) > 0"
            )

    async def kept_photos(self) -> Sequence[str]:
        """The content hashes of the photos that should lie in the evidence folder."""
        rows = await self.connection.fetch(
            "SELECT DISTINCT sha256 FROM evidence WHERE state = 'kept' AND sha256 IS NOT NULL ORDER BY sha256"
        )
        return [row["sha256"] for row in rows]

    async def _existing(self) -> set[str]:
        return {row["name"] for row in await self.connection.fetch(_EXISTING[self.connection.dialect])}
