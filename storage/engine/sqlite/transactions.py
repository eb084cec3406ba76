"""Transactions that take the write lock first, and always give it back.

tortoise opens transactions with a plain BEGIN, which fails with "database is locked" as soon as two writers have read
before they write, and keeps its lock for good when a task is cancelled on the way in. Here a transaction begins with
BEGIN IMMEDIATE, and whatever goes wrong, a rollback is queued behind the call that may still be running. Writers that
come together share a commit (``shared_commits``).
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from types import TracebackType

import aiosqlite
from tortoise.backends.base.client import NestedTransactionContext, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections

from storage.cipher import Cipher
from storage.engine.hiding import HidingModels
from storage.engine.sqlite.shared_commits import SharedCommits, outcome
from storage.engine.sqlite.statements import Statements
from storage.engine.sqlite.threads import in_thread


class Savepoint(HidingModels, SqliteTransactionWrapper):
    """A transaction inside a transaction."""

    def __init__(self, outer: TransactionClient | Savepoint) -> None:
        super().__init__(outer)
        self.cipher = outer.cipher

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(Savepoint(self))


class TransactionClient(HidingModels, SqliteTransactionWrapper):
    """What tortoise's models talk to inside a transaction."""

    def __init__(
        self, parent: SqliteClient, connection: aiosqlite.Connection, cipher: Cipher | None, *, inline: bool
    ) -> None:
        super().__init__(parent)
        self.cipher = cipher
        self._connection = connection
        self._inline = inline

    @property
    def statements(self) -> Statements:
        """Our own way to the same transaction."""
        return Statements(self._connection, inline=self._inline)

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(Savepoint(self))


class _Block(SqliteTransactionContext):
    """What both kinds of transaction tell tortoise."""

    connection: TransactionClient
    __slots__ = ()

    def _begun(self) -> TransactionClient:
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection

    def _over(self) -> None:
        get_connections().reset(self.token)


class Writing(_Block):
    """A block of the writer. It is over when what became of it is settled: durable, or undone."""

    __slots__ = ("_writer",)

    def __init__(self, connection: TransactionClient, writer: SharedCommits) -> None:
        super().__init__(connection, asyncio.Lock())  # tortoise's lock is not used: the writer keeps the turns
        self._writer = writer

    async def __aenter__(self) -> TransactionClient:
        await self._writer.enter()
        return self._begun()

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc_val: BaseException | None, exc_tb: TracebackType | None
    ) -> None:
        self._over()
        if exc_type is None:
            await outcome(self._writer.keep())
        else:
            with contextlib.suppress(sqlite3.Error):  # the block's own error is told; the others get theirs
                await asyncio.shield(self._writer.undo())


class Snapshot(_Block):
    """Holds the reader's lock until after its COMMIT or ROLLBACK has run, whoever is cancelled meanwhile."""

    __slots__ = ()

    async def __aenter__(self) -> TransactionClient:
        await self._trxlock.acquire()
        try:
            self._raw._conn.execute("BEGIN")  # waits for nothing, and nothing else runs while the lock is held
        except BaseException:
            self._end()
            raise
        return self._begun()

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc_val: BaseException | None, exc_tb: TracebackType | None
    ) -> None:
        self._over()
        await asyncio.shield(self._end())

    @property
    def _raw(self) -> aiosqlite.Connection:
        return self.connection._connection

    def _end(self) -> asyncio.Future[None]:
        """Nothing was written, so that a rollback ends it; the next one is let in as soon as it has run."""
        ended = in_thread(self._raw, self._raw._conn.rollback)
        ended.add_done_callback(self._let_in)
        return ended

    def _let_in(self, ended: asyncio.Future[None]) -> None:
        ended.exception()  # looked at, so that asyncio does not report it; the connection's next user meets it
        self._trxlock.release()
