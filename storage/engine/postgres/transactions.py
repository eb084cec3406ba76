"""Transactions on a connection of the pool, which always gets it back.

tortoise takes a connection from the pool and loses it when its task is cancelled before BEGIN has come back; a handful
of impatient clients drain the pool. Here the way in is guarded, and a connection goes back only after its rollback.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from types import TracebackType
from typing import Any, Final

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import NestedTransactionContext, TransactionContext, TransactionContextPooled
from tortoise.connection import get_connections
from tortoise.exceptions import TransactionManagementError

from storage.cipher import Cipher
from storage.engine.contract import SILENT_MS, DatabaseUnreachable
from storage.engine.hiding import HidingModels
from storage.engine.postgres.statements import Statements

_ROLLBACK_SECONDS: Final = 5.0
"""A server that does not even take back is silent: the connection is dropped, and the server takes back by itself."""


def in_turn(begin: str, turn: str) -> str:
    """Begin, and wait in the same round trip until nobody else has that turn: what is read then is of after them.

    Who holds it and is silent for long has lost its machine or its net, and loses it.
    """
    number = int.from_bytes(hashlib.sha256(turn.encode()).digest()[:8], "big", signed=True)
    return (
        f"{begin}; SET LOCAL idle_in_transaction_session_timeout = {SILENT_MS}; SELECT pg_advisory_xact_lock({number})"
    )


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

    def __init__(self, connection: AsyncpgDBClient, cipher: Cipher | None, begin: str) -> None:
        if connection._pool is None:
            raise DatabaseUnreachable("数据库已经关闭")
        super().__init__(connection)
        self.cipher = cipher
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
                await connection.execute("ROLLBACK", timeout=_ROLLBACK_SECONDS)
        except Exception:  # noqa: BLE001 - whatever it is, this connection is of no more use
            with contextlib.suppress(asyncpg.InterfaceError):
                connection.terminate()
            # What ended it or made it silent has mostly met the others too: each would be found out one by one.
            await self.client.pool.expire_connections()
        finally:
            with contextlib.suppress(asyncpg.InternalClientError):  # the pool took a dead one back by itself
                await self.client.pool.release(connection)
