"""A tortoise backend for one SQLite file: a writer's connection, and one for snapshots."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

import aiosqlite
from tortoise.backends.base.client import TransactionContext
from tortoise.backends.sqlite.client import SqliteClient

from storage.cipher import Cipher
from storage.engine.causes import cause
from storage.engine.contract import DatabaseUnreachable
from storage.engine.sqlite.kept_file import KeptFile
from storage.engine.sqlite.shared_commits import BUSY_MS, SharedCommits
from storage.engine.sqlite.threads import in_thread
from storage.engine.sqlite.transactions import Snapshot, TransactionClient, Writing
from storage.notifier import Notifier, NotifierLink

_WRITER: Final = (
    f"busy_timeout = {BUSY_MS}",
    "journal_mode = WAL",
    "journal_size_limit = 16777216",
    "synchronous = FULL",
    "foreign_keys = ON",
    "temp_store = MEMORY",  # a savepoint keeps the pages as they were: in a file that was a tenth of the time of a /kou
    "recursive_triggers = ON",  # else INSERT OR REPLACE would delete rows behind a trigger's back
    "secure_delete = ON",  # what was deleted can be read in the file no more
)
_KEPT_STATEMENTS: Final = 512
"""Prepared, on each connection; the program has more than the 128 that Python keeps."""
_READER: Final = (f"busy_timeout = {BUSY_MS}", "query_only = ON")


class Client(SqliteClient):
    """The writer's connection and, beside it, one for snapshots; each with its thread and its turns."""

    pooled = False

    def __init__(self, file_path: str, **kwargs: Any) -> None:
        super().__init__(file_path, **kwargs)
        self.cipher: Cipher | None = None
        self._writer: SharedCommits | None = None
        self._reader: aiosqlite.Connection | None = None
        self._reader_lock = asyncio.Lock()
        self._file: KeptFile | None = None

    async def create_connection(self, with_db: bool) -> None:  # noqa: ARG002 - tortoise's signature
        """Open the file, creating it where it is missing. Raises DatabaseUnreachable."""
        address = f"file:{quote(self.filename)}?mode="
        try:
            writer = await _connect(address + "rwc", _WRITER)
            self._file = KeptFile(self.filename)
            self._writer = SharedCommits(writer, self._file)
            self._reader = await _connect(address + "ro", _READER)
        except sqlite3.Error as error:
            raise DatabaseUnreachable(f"数据库打不开：{self.filename}（{cause(error)}）") from error
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

    def _in_transaction(self, turn: str | None = None) -> TransactionContext:  # noqa: ARG002 - writers take turns anyhow
        if self._writer is None:
            raise DatabaseUnreachable("数据库已经关闭")
        return Writing(TransactionClient(self, self._writer.connection, self.cipher, inline=True), self._writer)

    def notifier_links(self, _notifier: Notifier, *, listen: bool) -> Sequence[NotifierLink]:  # noqa: ARG002 - as on PostgreSQL
        """None: a file tells nobody that it was written to."""
        return ()

    async def limit_statements(self, seconds: float) -> None:
        """Nothing: no statement waits for anybody but for a lock, and that has its limit."""

    async def compact(self) -> None:
        """Leave nothing of what was deleted or overwritten, in the file or in its log. Raises DatabaseUnreachable."""
        if self._writer is None:
            raise DatabaseUnreachable("数据库已经关闭")
        try:
            await self._writer.alone("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError as error:
            raise DatabaseUnreachable(f"数据库正忙，请停下 jifen serve 再试（{error}）") from error

    def snapshot(self, *, alone: bool = False) -> TransactionContext:
        """A transaction that sees one moment, from its first statement on, and writes nothing.

        ``alone``: its statements run where they are called. The way to the reader's thread and back takes longer than
        most of an audit's: a twelfth of its time. Raises DatabaseUnreachable.
        """
        if self._reader is None or self._file is None:
            raise DatabaseUnreachable("数据库已经关闭")
        self._file.check()
        return Snapshot(TransactionClient(self, self._reader, self.cipher, inline=alone), self._reader_lock)


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


client_class = Client
"""By this name tortoise finds it."""
