"""SQLite: a tortoise backend that takes the write lock first, and always gives it back.

tortoise opens transactions with a plain BEGIN, which fails with "database is locked" as soon as two writers have read
before they write, and keeps its lock for good when a task is cancelled on the way in. Here a transaction begins with
BEGIN IMMEDIATE, and whatever goes wrong, a rollback is queued behind the call that may still be running.

A connection belongs to a thread that does what may wait: BEGIN for another process's lock, COMMIT for the disk, bulk
work, and all of a reader's statements. Between BEGIN IMMEDIATE and COMMIT nothing waits for anybody, and going to the
thread and back costs far more than an indexed statement, so a writer's single statements run where they are called.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from types import TracebackType
from typing import Any, Final, Literal, ParamSpec, TypeVar
from urllib.parse import quote

import aiosqlite
from tortoise.backends.base.client import NestedTransactionContext, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import TransactionManagementError

from storage.cipher import Cipher
from storage.engine.contract import Clash, Conflict, DatabaseUnreachable, Row
from storage.engine.hiding import HidingModels

BUSY_MS: Final = 5_000
"""How long a writer waits for another process, in milliseconds."""

_WRITER: Final = (
    f"busy_timeout = {BUSY_MS}",
    "journal_mode = WAL",
    "journal_size_limit = 16777216",
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",  # else INSERT OR REPLACE would delete rows behind a trigger's back
    "secure_delete = ON",  # what was deleted can be read in the file no more
)
_READER: Final = (f"busy_timeout = {BUSY_MS}", "query_only = ON")

_CLASHES: Final[dict[str, Clash]] = {
    "SQLITE_CONSTRAINT_UNIQUE": "unique",
    "SQLITE_CONSTRAINT_PRIMARYKEY": "unique",
    "SQLITE_CONSTRAINT_ROWID": "unique",
    "SQLITE_CONSTRAINT_FOREIGNKEY": "foreign-key",
    "SQLITE_CONSTRAINT_NOTNULL": "not-null",
    "SQLITE_CONSTRAINT_TRIGGER": "trigger",
}

P = ParamSpec("P")
T = TypeVar("T")


@lru_cache(maxsize=1024)
def numbered(sql: str) -> str:
    """SQLite's spelling of ``$1``: ``?1``."""
    return re.sub(r"\$(\d+)", r"?\1", sql)


def in_thread(
    connection: aiosqlite.Connection, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> asyncio.Future[T]:
    """Queue a call for the connection's thread, which takes them strictly in turn.

    It is queued when this returns, so a cancelled caller cannot keep it from running, nor can its task never start.
    """
    future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
    connection._tx.put_nowait((future, partial(call, *args, **kwargs)))
    return future


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
        return await self._run(self._fetch, numbered(sql), args)

    async def execute(self, sql: str, *args: object) -> int:
        """Rows touched."""
        return await self._run(self._execute, numbered(sql), args)

    async def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for many rows, always in the thread."""
        try:
            await in_thread(self._connection, self._execute_many, numbered(sql), rows)
        except sqlite3.IntegrityError as error:
            raise _conflict(error) from error

    async def schema_changed(self) -> None:
        """SQLite prepares again by itself."""

    async def _run(self, call: Callable[[str, Sequence[Any]], T], sql: str, args: Sequence[Any]) -> T:
        try:
            if self._inline:
                return call(sql, args)
            return await in_thread(self._connection, call, sql, args)
        except sqlite3.IntegrityError as error:
            raise _conflict(error) from error

    def _fetch(self, sql: str, args: Sequence[Any]) -> list[Row]:
        return self._raw.execute(sql, args).fetchall()

    def _execute(self, sql: str, args: Sequence[Any]) -> int:
        cursor = self._raw.execute(sql, args)
        cursor.fetchall()
        return max(cursor.rowcount, 0)

    def _execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self._raw.executemany(sql, rows)


class Client(SqliteClient):
    """The writer's connection and, beside it, one for snapshots; each with its thread and its lock."""

    _connection: aiosqlite.Connection | None

    def __init__(self, file_path: str, **kwargs: Any) -> None:
        super().__init__(file_path, **kwargs)
        self.cipher: Cipher | None = None
        self._reader: aiosqlite.Connection | None = None
        self._reader_lock = asyncio.Lock()

    async def create_connection(self, with_db: bool) -> None:  # noqa: ARG002 - tortoise's signature
        """Open the file, creating it where it is missing. Raises DatabaseUnreachable."""
        address = f"file:{quote(self.filename)}?mode="
        try:
            self._connection = await _connect(address + "rwc", _WRITER)
            self._reader = await _connect(address + "ro", _READER)
        except sqlite3.Error as error:
            raise DatabaseUnreachable(f"数据库打不开：{self.filename}（{error}）") from error
        await self._post_connect()

    async def close(self) -> None:
        """Close when the transactions in progress are over; the threads end."""
        async with self._lock, self._reader_lock:
            reader, self._reader = self._reader, None
            writer, self._connection = self._connection, None
            for connection in (reader, writer):
                if connection:
                    await connection.close()

    def _in_transaction(self) -> TransactionContext:
        return Transaction(TransactionClient(self, "BEGIN IMMEDIATE", self._connection, inline=True), self._lock)

    async def compact(self) -> None:
        """Leave nothing of what was deleted or overwritten, in the file or in its log. Raises DatabaseUnreachable."""
        async with self._lock:
            if self._connection is None:
                raise DatabaseUnreachable("数据库已经关闭")
            try:
                for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    await in_thread(self._connection, self._connection._conn.execute, statement)
            except sqlite3.OperationalError as error:
                raise DatabaseUnreachable(f"数据库正忙，请停下 jifen serve 再试（{error}）") from error

    def snapshot(self) -> TransactionContext:
        """A transaction that sees one moment, from its first statement on, and writes nothing."""
        return Transaction(TransactionClient(self, "BEGIN", self._reader, inline=False), self._reader_lock)


async def _connect(address: str, pragmas: Sequence[str]) -> aiosqlite.Connection:
    connection = aiosqlite.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        await connection
        await in_thread(connection, _prepare, connection._conn, pragmas)
    except BaseException:
        connection.stop()
        # The thread reports to this loop until it ends, and a caller who gives up may be about to close the loop.
        await asyncio.to_thread(connection._thread.join)
        raise
    return connection


def _prepare(raw: sqlite3.Connection, pragmas: Sequence[str]) -> None:
    raw.row_factory = sqlite3.Row
    for pragma in pragmas:
        raw.execute(f"PRAGMA {pragma}").fetchall()
    raw.execute("SELECT count(*) FROM sqlite_master").fetchall()


class Savepoint(HidingModels, SqliteTransactionWrapper):
    """A transaction inside a transaction."""

    def __init__(self, outer: TransactionClient | Savepoint) -> None:
        super().__init__(outer)
        self.cipher = outer.cipher

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(Savepoint(self))


class TransactionClient(HidingModels, SqliteTransactionWrapper):
    """What tortoise's models talk to inside a transaction."""

    def __init__(self, parent: Client, begin: str, connection: aiosqlite.Connection | None, *, inline: bool) -> None:
        if connection is None:
            raise DatabaseUnreachable("数据库已经关闭")
        super().__init__(parent)
        self.cipher = parent.cipher
        self._connection = connection
        self._begin = begin
        self._inline = inline

    @property
    def statements(self) -> Statements:
        """Our own way to the same transaction."""
        return Statements(self._connection, inline=self._inline)

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(Savepoint(self))

    async def begin(self) -> None:
        """Begin; a writer holds the write lock from here on. Raises DatabaseUnreachable when it stays taken."""
        try:
            await in_thread(self._connection, self._connection._conn.execute, self._begin)
        except sqlite3.OperationalError as error:
            raise DatabaseUnreachable(f"数据库正忙，请稍后再试（{error}）") from error

    async def commit(self) -> None:
        """Commit; it is durable when this returns."""
        if self._finalized:
            raise TransactionManagementError("Transaction already finalised")
        await in_thread(self._connection, self._connection._conn.commit)
        self._finalized = True

    def undo(self) -> asyncio.Future[None]:
        """Queue a rollback, which does nothing where nothing is open."""
        self._finalized = True
        return in_thread(self._connection, self._connection._conn.rollback)


class Transaction(SqliteTransactionContext):
    """Holds its connection's lock from before BEGIN until after COMMIT or ROLLBACK have run."""

    connection: TransactionClient
    __slots__ = ()

    async def __aenter__(self) -> TransactionClient:
        await self._trxlock.acquire()
        try:
            await self.connection.begin()
        except BaseException:
            self._give_back()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc_val: BaseException | None, exc_tb: TracebackType | None
    ) -> None:
        get_connections().reset(self.token)
        if exc_type is not None:
            await asyncio.shield(self._give_back())
            return
        try:
            if not self.connection._finalized:
                await self.connection.commit()
        except BaseException:
            # The rollback is queued behind the COMMIT that may be under way: after it, what became of it is settled.
            await asyncio.shield(self._give_back())
            raise
        self._trxlock.release()

    def _give_back(self) -> asyncio.Future[None]:
        """Let the next one in as soon as the rollback, queued here and now, has run."""
        undone = self.connection.undo()
        undone.add_done_callback(self._let_in)
        return undone

    def _let_in(self, undone: asyncio.Future[None]) -> None:
        undone.exception()  # looked at, so that asyncio does not report it; the connection's next user meets it
        self._trxlock.release()


client_class = Client
