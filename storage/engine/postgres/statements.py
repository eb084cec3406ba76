"""SQL inside a transaction of PostgreSQL: what can be put off or asked together saves round trips."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Final, Literal

import asyncpg

from storage.engine.contract import Clash, Conflict, PutOffFailed, Query, Row
from storage.engine.many_rows import with_row
from storage.engine.postgres.trips import Pending, as_rows, asked_together, in_one

_CLASHES: Final[dict[type[Exception], Clash]] = {
    asyncpg.UniqueViolationError: "unique",
    asyncpg.CheckViolationError: "check",
    asyncpg.ForeignKeyViolationError: "foreign-key",
    asyncpg.NotNullViolationError: "not-null",
}


def _conflict(error: asyncpg.IntegrityConstraintViolationError) -> Conflict:
    # Not str(error): its DETAIL holds the values, a phone number among them.
    return Conflict(_CLASHES.get(type(error), "trigger"), f"{error.table_name}: {error.constraint_name}")


class Statements:
    """SQL inside a transaction, one round trip each or less; asyncpg keeps the prepared statements."""

    dialect: Final[Literal["postgres"]] = "postgres"
    __slots__ = ("_connection", "_pending")

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection
        self._pending = Pending()

    async def fetch(self, sql: str, *args: object) -> Sequence[Row]:
        """Rows of a SELECT or a RETURNING."""
        answer = self._pending.answer(sql, args)
        return await self._fetch(sql, args) if answer is None else answer

    async def _fetch(self, sql: str, args: Sequence[object]) -> Sequence[Row]:
        await self.before(sql)
        try:
            rows: list[Row] = await self._connection.fetch(sql, *args)
        except asyncpg.IntegrityConstraintViolationError as error:
            raise _conflict(error) from error
        return rows

    async def execute(self, sql: str, *args: object) -> int:
        """Rows touched, from the command tag: ``UPDATE 3``, ``INSERT 0 1``."""
        await self.before(sql)
        try:
            tag: str = await self._connection.execute(sql, *args)
        except asyncpg.IntegrityConstraintViolationError as error:
            raise _conflict(error) from error
        count = tag.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0

    async def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for many rows, pipelined."""
        await self.before(sql)
        try:
            await self._connection.executemany(sql, rows)
        except asyncpg.IntegrityConstraintViolationError as error:
            raise _conflict(error) from error

    async def later(self, what: Hashable, sql: str, *args: object) -> None:
        """With others of its kind: before the next statement, or with the commit."""
        self._pending.goes_out(sql)
        if what in self._pending.writes:
            await self.flush()
        self._pending.writes[what] = (sql, args)

    async def append(self, sql: str, *args: object) -> None:
        """As one more row of the same statement, where that waits: statements that go together run in no order."""
        before = self._pending.writes.get(sql)
        if before is None:
            await self.later(sql, sql, *args)
        else:
            self._pending.writes[sql] = with_row(before, sql, args)

    async def flush(self) -> None:
        """Run what was put off. Raises PutOffFailed."""
        writes = self._pending.all_writes()
        if writes:
            sql, args = in_one(writes)
            try:
                await self._connection.execute(sql, *args)
            except asyncpg.IntegrityConstraintViolationError as error:
                raise PutOffFailed(str(_conflict(error))) from error

    def undone(self) -> None:
        """A part of the transaction is taken back, and what was put off in it."""
        self._pending.undone()

    async def together(self, *queries: Query) -> list[Sequence[Row]]:
        """One round trip for all."""
        known = [self._pending.answer(sql, args) for sql, args in queries]
        unknown = [query for query, answer in zip(queries, known, strict=True) if answer is None]
        if not unknown:
            return [answer for answer in known if answer is not None]
        sql, args = asked_together(unknown)
        (row,) = await self._fetch(sql, args)
        read = iter(range(len(unknown)))
        return [as_rows(row[f"a{next(read)}"]) if answer is None else answer for answer in known]

    async def ahead(self, *queries: Query) -> None:
        """One round trip for all."""
        for query, rows in zip(queries, await self.together(*queries), strict=True):
            self.foresee(query, rows)

    def foresee(self, query: Query, rows: Sequence[Row]) -> None:
        """Keep them until they are asked for."""
        self._pending.answers[query] = rows

    async def before(self, sql: str) -> None:
        """Whoever sends a statement past this says so first."""
        if self._pending.writes:
            await self.flush()
        self._pending.goes_out(sql)

    async def schema_changed(self) -> None:
        """A prepared statement whose columns have other types fails, and with it the transaction."""
        await self._connection.reload_schema_state()
