"""Every table out of a database and into an empty one, in a form that both kinds of database share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Final

from storage.database import Connection

Value = str | int | None

_PAGE: Final = 2_000
_RECORD: Final = "migrations"
"""The one table that is never copied: it says what schema a database has, which is made before it is filled."""
_COUNTS: Final = "counted"
_COUNTED: Final = ("inbox", "outbox")
"""How many messages there must be comes last, and takes the place of what triggers count while they are filled in."""
_MADE: Final = frozenset({"units", "cipher_key"})
"""What stands in an empty database."""

_KEYS: Final = {
    "sqlite": "SELECT m.name AS name, c.name AS key FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.pk = 1"
    " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY m.name",
    "postgres": "SELECT t.relname AS name, a.attname AS key FROM pg_class t"
    " JOIN pg_constraint c ON c.conrelid = t.oid AND c.contype = 'p'"
    " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]"
    " WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace ORDER BY t.relname",
}
_PARENTS: Final = {
    "sqlite": 'SELECT DISTINCT m.name AS name, f."table" AS parent FROM sqlite_master m'
    " JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY 1, 2",
    "postgres": "SELECT DISTINCT t.relname AS name, p.relname AS parent FROM pg_constraint c"
    " JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class p ON p.oid = c.confrelid"
    " WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace ORDER BY 1, 2",
}
_COLUMNS: Final = {
    "sqlite": "SELECT name FROM pragma_table_info($1) ORDER BY cid",
    "postgres": "SELECT column_name AS name FROM information_schema.columns"
    " WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position",
}


@dataclass(frozen=True, slots=True)
class SqlCopy:
    """Reading and filling whole tables, within one transaction, each text as it is stored."""

    connection: Connection

    async def tables(self) -> Mapping[str, str]:
        """Every table of the schema with its primary key; a table comes after those that it refers to."""
        keys = {row["name"]: row["key"] for row in await self.connection.stored.fetch(_KEYS[self.connection.dialect])}
        parents: dict[str, set[str]] = {name: set() for name in keys if name != _RECORD}
        for row in await self.connection.stored.fetch(_PARENTS[self.connection.dialect]):
            if row["name"] != row["parent"]:
                parents[row["name"]].add(row["parent"])
        return {name: keys[name] for name in sorted(_in_order(parents), key=_COUNTS.__eq__)}

    async def columns(self, table: str) -> list[str]:
        """The columns of a table."""
        return [row["name"] for row in await self.connection.stored.fetch(_COLUMNS[self.connection.dialect], table)]

    async def rows(self, table: str, key: str, columns: Sequence[str]) -> AsyncIterator[Sequence[Value]]:
        """Every row of a table by its primary key, read in pages: a row comes after those of its table it refers to."""
        select = f"SELECT {', '.join(columns)} FROM {table}"
        stored = self.connection.stored
        page = await stored.fetch(f"{select} ORDER BY {key} LIMIT {_PAGE}")
        while page:
            for row in page:
                yield [row[column] for column in columns]
            page = await self.connection.stored.fetch(
                f"{select} WHERE {key} > $1 ORDER BY {key} LIMIT {_PAGE}", page[-1][key]
            )

    async def is_fresh(self) -> bool:
        """Whether no table is there yet."""
        return not await self.connection.stored.fetch(_KEYS[self.connection.dialect])

    async def is_empty(self) -> bool:
        """Whether nothing is stored but the names of the units, and which key hides numbers."""
        for table in (await self.tables()).keys() - _MADE:
            if await self.connection.stored.fetch(f"SELECT 1 AS one FROM {table} LIMIT 1"):
                return False
        return True

    async def clear(self) -> None:
        """Make way for the copy, in an empty database."""
        for table in _MADE & (await self.tables()).keys():
            await self._empty(table)

    async def begin(self, table: str) -> None:
        """A table's turn has come. Nothing is counted meanwhile: the counts are copied, and come last.

        Of many rows in one transaction PostgreSQL would count each more slowly than the one before.
        """
        if table in _COUNTED and self.connection.dialect == "postgres":
            await self.connection.stored.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        if table == _COUNTS:
            await self._empty(table)

    async def end(self) -> None:
        """All are filled in: what is stored from here on is counted."""
        if self.connection.dialect == "postgres":
            for table in _COUNTED:
                await self.connection.stored.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        await self._number_on()

    async def _empty(self, table: str) -> None:
        await self.connection.stored.execute(f"DELETE FROM {table}")

    async def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """Store rows as they were, with their numbers."""
        places = ", ".join(f"${place}" for place in range(1, len(columns) + 1))
        await self.connection.stored.execute_many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)

    async def _number_on(self) -> None:
        """Let new rows get numbers after those that were filled in; SQLite does so by itself."""
        if self.connection.dialect == "sqlite":
            return
        for table in (table for table, key in (await self.tables()).items() if key == "id"):
            await self.connection.stored.fetch(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM {table} HAVING MAX(id) > 0"
            )

    async def kept_photos(self) -> Sequence[str]:
        """The content hashes of the photos that should lie in the evidence folder."""
        rows = await self.connection.stored.fetch(
            "SELECT DISTINCT sha256 FROM evidence WHERE state = 'kept' AND sha256 IS NOT NULL ORDER BY sha256"
        )
        return [row["sha256"] for row in rows]


def _in_order(parents: Mapping[str, set[str]]) -> Iterable[str]:
    """Parents first, else by name: the same order on both databases. Raises graphlib.CycleError."""
    sorter = TopologicalSorter(parents)
    sorter.prepare()
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        yield from ready
        sorter.done(*ready)
