"""SQLite: a tortoise backend that takes the write lock first, and always gives it back.

tortoise opens transactions with a plain BEGIN, which fails with "database is locked" as soon as two writers have read
before they write, and keeps its lock for good when a task is cancelled on the way in. Here a transaction begins with
BEGIN IMMEDIATE, and whatever goes wrong, a rollback is queued behind the call that may still be running. Writers that
come together share a commit (``shared_commits``).

A connection belongs to a thread that does what may wait: BEGIN for another process's lock, COMMIT for the disk, bulk
work, and all of a reader's statements. Between BEGIN IMMEDIATE and COMMIT nothing waits for anybody, and going to the
thread and back costs far more than an indexed statement, so a writer's single statements run where they are called.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import sqlite3
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from types import TracebackType
from typing import Any, Final, Literal, TypeVar
from urllib.parse import quote

import aiosqlite
from tortoise.backends.base.client import NestedTransactionContext, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections

from storage.bell import Bell, Wire
from storage.cipher import Cipher
from storage.engine.contract import Clash, Conflict, DatabaseUnreachable, PutOffFailed, Query, Row
from storage.engine.hiding import HidingModels
from storage.engine.shared_commits import SharedCommits, outcome
from storage.engine.threads import in_thread

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
_FEW_ROWS: Final = 8
"""As many are written faster than the thread is woken: a message notes the digest of a row or two."""
_KEPT_STATEMENTS: Final = 512
"""Prepared, on each connection; the program has more than the 128 that Python keeps."""
_READER: Final = (f"busy_timeout = {BUSY_MS}", "query_only = ON")

_CLASHES: Final[dict[str, Clash]] = {
    "SQLITE_CONSTRAINT_UNIQUE": "unique",
    "SQLITE_CONSTRAINT_PRIMARYKEY": "unique",
    "SQLITE_CONSTRAINT_ROWID": "unique",
    "SQLITE_CONSTRAINT_FOREIGNKEY": "foreign-key",
    "SQLITE_CONSTRAINT_NOTNULL": "not-null",
    "SQLITE_CONSTRAINT_TRIGGER": "trigger",
}

T = TypeVar("T")


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
        return await self._run(self._fetch, numbered(sql), args, inline=self._inline)

    async def execute(self, sql: str, *args: object) -> int:
        """Rows touched."""
        return await self._run(self._execute, numbered(sql), args, inline=self._inline)

    async def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for many rows; bulk work always in the thread."""
        every = list(rows)
        inline = self._inline and len(every) <= _FEW_ROWS
        await self._run(self._execute_many, numbered(sql), every, inline=inline)

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

    async def _run(self, call: Callable[[str, Sequence[Any]], T], sql: str, args: Sequence[Any], *, inline: bool) -> T:
        try:
            if inline:
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

    def _execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        self._raw.executemany(sql, rows)


class Client(SqliteClient):
    """The writer's connection and, beside it, one for snapshots; each with its thread and its turns."""

    pooled = False

    def __init__(self, file_path: str, **kwargs: Any) -> None:
        super().__init__(file_path, **kwargs)
        self.cipher: Cipher | None = None
        self._writer: SharedCommits | None = None
        self._reader: aiosqlite.Connection | None = None
        self._reader_lock = asyncio.Lock()

    async def create_connection(self, with_db: bool) -> None:  # noqa: ARG002 - tortoise's signature
        """Open the file, creating it where it is missing. Raises DatabaseUnreachable."""
        address = f"file:{quote(self.filename)}?mode="
        try:
            self._writer = SharedCommits(await _connect(address + "rwc", _WRITER))
            self._reader = await _connect(address + "ro", _READER)
        except sqlite3.Error as error:
            raise DatabaseUnreachable(f"数据库打不开：{self.filename}（{error}）") from error
        await self._post_connect()

    async def close(self) -> None:
        """Close when the transactions in progress are over; the threads end."""
        writer, self._writer = self._writer, None
        async with self._reader_lock:
            reader, self._reader = self._reader, None
            if reader:
                await reader.close()
        if writer:
            await writer.close()

    def _in_transaction(self) -> TransactionContext:
        if self._writer is None:
            raise DatabaseUnreachable("数据库已经关闭")
        return Writing(TransactionClient(self, self._writer.connection, inline=True), self._writer)

    def wires(self, _bell: Bell, *, listen: bool) -> Sequence[Wire]:  # noqa: ARG002 - as on PostgreSQL
        """None: a file tells nobody that it was written to."""
        return ()

    async def compact(self) -> None:
        """Leave nothing of what was deleted or overwritten, in the file or in its log. Raises DatabaseUnreachable."""
        if self._writer is None:
            raise DatabaseUnreachable("数据库已经关闭")
        try:
            await self._writer.alone("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError as error:
            raise DatabaseUnreachable(f"数据库正忙，请停下 jifen serve 再试（{error}）") from error

    def snapshot(self) -> TransactionContext:
        """A transaction that sees one moment, from its first statement on, and writes nothing."""
        if self._reader is None:
            raise DatabaseUnreachable("数据库已经关闭")
        return Snapshot(TransactionClient(self, self._reader, inline=False), self._reader_lock)


async def _connect(address: str, pragmas: Sequence[str]) -> aiosqlite.Connection:
    connection = aiosqlite.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, cached_statements=_KEPT_STATEMENTS
    )
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

    def __init__(self, parent: Client, connection: aiosqlite.Connection, *, inline: bool) -> None:
        super().__init__(parent)
        self.cipher = parent.cipher
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
            await in_thread(self._raw, self._raw._conn.execute, "BEGIN")
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


client_class = Client
