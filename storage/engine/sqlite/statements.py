"""SQL inside a transaction of SQLite.

A connection belongs to a thread that does what may wait: BEGIN while another process writes, COMMIT for the disk, bulk
work, and all of a reader's statements. Between BEGIN IMMEDIATE and COMMIT nothing waits for anybody, and going to the
thread and back costs far more than an indexed statement, so a writer's single statements run where they are called.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, Final, Literal

import aiosqlite

from storage.engine.contract import Clash, Conflict, PutOffFailed, Query, Row
from storage.engine.many_rows import of_rows
from storage.engine.sqlite.threads import in_thread

_FEW_ROWS: Final = 8
"""As many are written faster than the thread is woken: a message notes the digest of a row or two."""
_ROWS_TOGETHER: Final = 50
"""So many rows go in by one statement: one with a trigger keeps the pages that it writes as they were, so that the
texts of a quarter took twice as long each by itself."""

_CLASHES: Final[dict[str, Clash]] = {
    "SQLITE_CONSTRAINT_UNIQUE": "unique",
    "SQLITE_CONSTRAINT_PRIMARYKEY": "unique",
    "SQLITE_CONSTRAINT_ROWID": "unique",
    "SQLITE_CONSTRAINT_FOREIGNKEY": "foreign-key",
    "SQLITE_CONSTRAINT_NOTNULL": "not-null",
    "SQLITE_CONSTRAINT_TRIGGER": "trigger",
}


@lru_cache(maxsize=1024)
def numbered(sql: str) -> str:
    """SQLite's spelling of ``$1``: ``?1``."""
    return re.sub(r"\$(\d+)", r"?\1", sql)


def _conflict(error: sqlite3.IntegrityError) -> Conflict:
    name = getattr(error, "sqlite_errorname", "")
    return Conflict(_CLASHES.get(name, "check"), str(error))


class Statements:
    """SQL inside a transaction; ``inline`` runs single statements at once instead of in the connection's thread."""

    dialect: Final[Literal["sqlite"]] = "sqlite"
    __slots__ = ("_connection", "_inline", "_raw")

    def __init__(self, connection: aiosqlite.Connection, *, inline: bool) -> None:
        self._connection = connection
        self._raw = connection._conn
        self._inline = inline

    async def fetch(self, sql: str, *args: object) -> Sequence[Row]:
        """Rows of a SELECT or a RETURNING."""
        if self._inline:
            return self._fetch(numbered(sql), args)
        return await in_thread(self._connection, self._fetch, numbered(sql), args)

    async def execute(self, sql: str, *args: object) -> int:
        """Rows touched."""
        if self._inline:
            return self._execute(numbered(sql), args)
        return await in_thread(self._connection, self._execute, numbered(sql), args)

    async def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for many rows; bulk work always in the thread."""
        every = list(rows)
        if self._inline and len(every) <= _FEW_ROWS:
            self._execute_many(sql, every)
        else:
            await in_thread(self._connection, self._execute_many, sql, every)

    async def later(self, what: Hashable, sql: str, *args: object) -> None:  # noqa: ARG002 - asked for by others
        """At once: there is no way to the database that would be saved."""
        await self.append(sql, *args)

    async def append(self, sql: str, *args: object) -> None:
        """At once."""
        try:
            await self.execute(sql, *args)
        except Conflict as clash:
            raise PutOffFailed(str(clash)) from clash

    async def together(self, *queries: Query) -> list[Sequence[Row]]:
        """One after the other."""
        return [await self.fetch(sql, *args) for sql, args in queries]

    async def ahead(self, *queries: Query) -> None:
        """Nothing: whatever is asked is answered at once."""

    def foresee(self, query: Query, rows: Sequence[Row]) -> None:
        """Nothing."""

    async def schema_changed(self) -> None:
        """SQLite prepares again by itself."""

    def _fetch(self, sql: str, args: Sequence[Any]) -> list[Row]:
        try:
            return self._raw.execute(sql, args).fetchall()
        except sqlite3.IntegrityError as error:
            raise _conflict(error) from error

    def _execute(self, sql: str, args: Sequence[Any]) -> int:
        try:
            cursor = self._raw.execute(sql, args)
            cursor.fetchall()
        except sqlite3.IntegrityError as error:
            raise _conflict(error) from error
        return max(cursor.rowcount, 0)

    def _execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        whole = len(rows) - len(rows) % _ROWS_TOGETHER
        together = of_rows(sql, _ROWS_TOGETHER, len(rows[0])) if whole else None
        try:
            if together is not None:
                for start in range(0, whole, _ROWS_TOGETHER):
                    self._raw.execute(numbered(together), [*chain.from_iterable(rows[start : start + _ROWS_TOGETHER])])
                rows = rows[whole:]
            self._raw.executemany(numbered(sql), rows)
        except sqlite3.IntegrityError as error:
            raise _conflict(error) from error
