"""PostgreSQL: a tortoise backend over asyncpg that always gives its connection back to the pool.

tortoise takes a connection from the pool and loses it when its task is cancelled before BEGIN has come back; a handful
of impatient clients drain the pool. Here the way in is guarded, and a connection goes back only after its rollback.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Hashable, Iterable, Sequence
from types import TracebackType
from typing import Any, Final, Literal

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import NestedTransactionContext, TransactionContext, TransactionContextPooled
from tortoise.connection import get_connections
from tortoise.exceptions import TransactionManagementError

from storage.bell import Bell, Wire
from storage.cipher import Cipher
from storage.engine.contract import Clash, Conflict, DatabaseUnreachable, PutOffFailed, Query, Row
from storage.engine.hiding import HidingModels
from storage.engine.postgres_wire import Listener, Ringer
from storage.engine.trips import Pending, as_rows, asked_together, in_one, with_row

_CLASHES: Final[dict[type[Exception], Clash]] = {
    asyncpg.UniqueViolationError: "unique",
    asyncpg.CheckViolationError: "check",
    asyncpg.ForeignKeyViolationError: "foreign-key",
    asyncpg.NotNullViolationError: "not-null",
}
_OF_THE_POOL: Final = ("min_size", "max_size", "connection_class")
_STATEMENTS: Final = 1_000
"""Prepared statements of one connection."""
_SNAPSHOT: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


def _conflict(error: asyncpg.IntegrityConstraintViolationError) -> Conflict:
    # Not str(error): its DETAIL holds the values, a phone number among them.
    return Conflict(_CLASHES.get(type(error), "trigger"), f"{error.table_name}: {error.constraint_name}")


class PlainConnection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    """A connection without session state (no LISTEN, no session locks, no settings), so nothing needs resetting."""

    def get_reset_query(self) -> str:
        """Nothing: saves a round trip for every transaction."""
        return ""


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


class Client(AsyncpgDBClient):
    """A pool of connections."""

    connection_class = PlainConnection
    cipher: Cipher | None = None
    pooled = False
    """Whether a pooler (pgbouncer) stands between us and the server."""

    async def create_connection(self, with_db: bool) -> None:
        """Open the pool. Raises DatabaseUnreachable."""
        try:
            await super().create_connection(with_db)
            self.pooled = await self._finds_pooler()
            if self.pooled:
                await self._reopen_without_memory(with_db)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise DatabaseUnreachable(f"数据库连不上：{self.host}:{self.port}/{self.database}（{reason}）") from None

    async def create_pool(self, **kwargs: Any) -> asyncpg.Pool:
        """asyncpg would keep 100 prepared statements for five minutes; the program has some hundreds."""
        return await asyncpg.create_pool(
            None, **({"statement_cache_size": _STATEMENTS, "max_cached_statement_lifetime": 0} | kwargs)
        )

    def _in_transaction(self) -> TransactionContext:
        return Transaction(TransactionClient(self, "BEGIN"), self._pool_init_lock)

    async def compact(self) -> None:
        """Leave nothing of what was deleted or overwritten in the tables."""
        async with self.acquire_connection() as connection:
            await connection.execute("VACUUM FULL")

    async def _finds_pooler(self) -> bool:
        """Whether who greeted us is not who carries out statements; asked without preparing one."""
        async with self.acquire_connection() as connection:
            tag = await connection.execute(f"SELECT 1 WHERE pg_backend_pid() = {connection.get_server_pid()}")
        return bool(tag == "SELECT 0")

    async def _reopen_without_memory(self, with_db: bool) -> None:
        """Each transaction may meet another server process, which knows nothing of statements prepared before.

        Raises DatabaseUnreachable for a pooler that does not even keep transactions together.
        """
        await self._close()
        self.extra["statement_cache_size"] = 0
        await super().create_connection(with_db)
        try:
            async with self.acquire_connection() as connection:
                await connection.execute("BEGIN")
                await connection.execute("ROLLBACK")
        except asyncpg.PostgresError:
            raise DatabaseUnreachable(
                "数据库前面的连接池把事务拆开了：pgbouncer 请设 pool_mode = transaction"
            ) from None

    def wires(self, bell: Bell, *, listen: bool) -> Sequence[Wire]:
        """What carries the bell between processes."""
        if not listen:
            return [Ringer(self._connect, bell)]
        # A pooler gives the connection to somebody else, and what is heard there with it.
        return [] if self.pooled else [Listener(self._connect, bell)]

    async def _connect(self) -> asyncpg.Connection:
        """A connection beside the pool."""
        template = {name: value for name, value in self._template.items() if name not in _OF_THE_POOL}
        return await asyncpg.connect(password=self.password, **template)

    def snapshot(self) -> TransactionContext:
        """A transaction that sees one moment and writes nothing."""
        return Transaction(TransactionClient(self, _SNAPSHOT), self._pool_init_lock)


class _Models(HidingModels, TransactionWrapper):
    """What tortoise's models talk to: their statements keep their place among ours."""

    statements: Statements
    """Our own way to the same transaction, once it has begun."""

    async def execute_insert(self, query: str, values: list[Any]) -> Any:
        """The new row's number."""
        await self.statements.before(query)
        return await super().execute_insert(query, values)

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """One statement for many rows."""
        await self.statements.before(query)
        await super().execute_many(query, values)

    async def execute_query(self, query: str, values: list[Any] | None = None) -> tuple[int, list[Any]]:
        """How many rows, and the rows."""
        await self.statements.before(query)
        return await super().execute_query(query, values)

    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        """The rows as dicts."""
        await self.statements.before(query)
        return await super().execute_query_dict(query, values)


class TransactionClient(_Models):
    """A transaction on one connection of the pool."""

    def __init__(self, connection: Client, begin: str) -> None:
        if connection._pool is None:
            raise DatabaseUnreachable("数据库已经关闭")
        super().__init__(connection)
        self.cipher = connection.cipher
        self.pool: asyncpg.Pool = connection._pool
        self._begin = begin

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(Savepoint(self))

    async def begin(self) -> None:
        """Begin."""
        await self._connection.execute(self._begin)
        self.statements = Statements(self._connection)

    async def commit(self) -> None:
        """Commit; it is durable when this returns."""
        if self._finalized:
            raise TransactionManagementError("Transaction already finalised")
        await self.statements.flush()
        await self._connection.execute("COMMIT")
        self._finalized = True

    async def rollback(self) -> None:
        """Roll back."""
        if self._finalized:
            raise TransactionManagementError("Transaction already finalised")
        await self._connection.execute("ROLLBACK")
        self._finalized = True


class Savepoint(_Models):
    """A transaction inside a transaction. PostgreSQL resolves a repeated name to the innermost one."""

    def __init__(self, outer: TransactionClient | Savepoint) -> None:
        super().__init__(outer)
        self.cipher = outer.cipher
        self.statements = outer.statements

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(Savepoint(self))

    async def savepoint(self) -> None:
        """Remember where we are."""
        await self.statements.flush()
        await self._connection.execute("SAVEPOINT inner_part")

    async def release_savepoint(self) -> None:
        """Keep what was done since."""
        await self._connection.execute("RELEASE inner_part")

    async def savepoint_rollback(self) -> None:
        """Undo what was done since."""
        self.statements.undone()
        await self._connection.execute("ROLLBACK TO inner_part; RELEASE inner_part")


class Transaction(TransactionContextPooled):
    """Holds a connection of the pool from before BEGIN until after COMMIT or ROLLBACK."""

    client: TransactionClient
    __slots__ = ()

    async def __aenter__(self) -> TransactionClient:
        self.client._connection = await self.client.pool.acquire()
        try:
            await self.client.begin()
        except BaseException:
            await self._give_back()
            raise
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc_val: BaseException | None, exc_tb: TracebackType | None
    ) -> None:
        get_connections().reset(self.token)
        try:
            if exc_type is None and not self.client._finalized:
                await self.client.commit()
        finally:
            await self._give_back()

    async def _give_back(self) -> None:
        await asyncio.shield(self._undo_and_release())

    async def _undo_and_release(self) -> None:
        connection = self.client._connection
        try:
            if connection.is_in_transaction() or not self.client._finalized:
                await connection.execute("ROLLBACK")
        except Exception:  # noqa: BLE001 - whatever it is, this connection is of no more use
            with contextlib.suppress(asyncpg.InterfaceError):
                connection.terminate()
        finally:
            with contextlib.suppress(asyncpg.InternalClientError):  # the pool took a dead one back by itself
                await self.client.pool.release(connection)


client_class = Client
