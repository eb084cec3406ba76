"""The database as the rest of the project sees it: open, transactions, snapshots, close."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from contextvars import Token
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from tortoise.backends.base import executor
from tortoise.context import TortoiseContext, _current_context

from storage.cipher import Cipher
from storage.engine.contract import Conflict, Connection, DatabaseUnreachable, Dialect, RawConnection, Row
from storage.engine.hiding import HidingConnection
from storage.notifier import Notifier, NotifierLink

if TYPE_CHECKING:  # tortoise loads the one that is in use, by its name
    from storage.engine.postgres import client as postgres
    from storage.engine.sqlite import client as sqlite

__all__ = ["Conflict", "Connection", "Database", "DatabaseUnreachable", "Dialect", "RawConnection", "Row"]

_ALIAS: Final = "default"
MODELS: Final = "storage.models"
_POOL: Final = {"minsize": 0, "maxsize": 20, "timeout": 10}
"""Connections are opened by whoever needs one and finds none. asyncpg would keep ``minsize`` open by itself, and write
a traceback into the log for every try while the server is away. So many messages can wait for the disk together; four
such processes fit into the hundred connections of a server as it comes (docs/decisions/0100)."""


class Database:
    """One database, open. Any task of the loop that opened it may use it.

    SQL through ``Connection`` works on several databases at once. tortoise binds its models to one database for the
    whole process, the one opened last.
    """

    def __init__(self, url: str, dialect: Dialect, context: TortoiseContext) -> None:
        self.url = url
        self.dialect: Dialect = dialect
        self._context = context
        self._client: sqlite.Client | postgres.Client = context.connections.get(_ALIAS)  # type: ignore[assignment] # tortoise tells its base class
        self.notifier = Notifier()
        self._writing: set[asyncio.Task[Any] | None] = set()

    @classmethod
    async def open(cls, url: str, cipher: Cipher | None = None, *, create: bool = True) -> Database:
        """Open ``sqlite://var/jifen.db`` or ``postgres://user:password@host:port/name``.

        Without ``cipher`` numbers are neither read nor stored, until ``unlock`` gives it.
        Only with ``create`` an SQLite file that is not there is made, and its folder. Raises DatabaseUnreachable, its
        message one line without the password.
        """
        dialect, settings = _settings(url, create=create)
        # tortoise caches SQL per connection name, whatever database the name stood for.
        executor.EXECUTOR_CACHE.clear()
        context = TortoiseContext()
        with context:
            await context.init(config=settings)
        database = cls(url, dialect, context)
        try:
            await database._client.create_connection(with_db=True)
            database.unlock(cipher)
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        """Close every connection, after the transactions in progress."""
        await self._client.close()

    @property
    def pooled(self) -> bool:
        """Whether a pooler (pgbouncer) stands in between."""
        return self._client.pooled

    def notifier_links(self, *, listen: bool) -> Sequence[NotifierLink]:
        """What passes notifications between processes: to be run by the one that delivers (``listen``), and by one that
        only posts. None where there is none: then a worker has to look for itself, often.
        """
        return self._client.notifier_links(self.notifier, listen=listen)

    def unlock(self, cipher: Cipher | None) -> None:
        """Read and store numbers with that key from the next transaction on."""
        self._client.cipher = cipher

    async def limit_statements(self, seconds: float) -> None:
        """From now on no statement waits longer for a server that gives no answer; it fails as in any outage."""
        await self._client.limit_statements(seconds)

    async def compact(self) -> None:
        """Leave nothing of what was deleted or overwritten; nobody else may use the database meanwhile."""
        await self._client.compact()

    def transaction(self, turn: str | None = None) -> AbstractAsyncContextManager[Connection]:
        """Read and write; committed at the end of the block, rolled back on any exception and on cancellation.

        Those with the same ``turn``, of whatever process, come one after another, and see what the one before wrote.
        """
        return _Transaction(self, self._client._in_transaction(turn))

    def reading(self, *, alone: bool = False) -> AbstractAsyncContextManager[Connection]:
        """Read one consistent moment of the database; waits for no writer, and writes nothing.

        ``alone``: nothing else shall run in this loop meanwhile, so that no statement needs a thread of its own.
        """
        return _Scope(self, self._client.snapshot(alone=alone))


class _Scope:
    """A transaction, and for tortoise's models the context in which they find it."""

    __slots__ = ("_database", "_inner", "_token")
    _token: Token[TortoiseContext | None]

    def __init__(self, database: Database, inner: Any) -> None:
        self._database = database
        self._inner = inner

    async def __aenter__(self) -> HidingConnection:
        token = _current_context.set(self._database._context)
        try:
            client = await self._inner.__aenter__()
        except BaseException:
            _current_context.reset(token)
            raise
        self._token = token
        return HidingConnection(client.statements, client.cipher)

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            await self._inner.__aexit__(exc_type, exc, traceback)
        finally:
            _current_context.reset(self._token)


class _Transaction(_Scope):
    """A writing scope. A second one inside it would wait for itself for ever, so it is refused loudly."""

    __slots__ = ("_queues", "_task")
    _task: asyncio.Task[Any] | None
    _queues: set[str]

    async def __aenter__(self) -> HidingConnection:
        task = asyncio.current_task()
        if task in self._database._writing:
            raise RuntimeError("this task has a transaction open already")
        connection = await super().__aenter__()
        self._task = task
        self._database._writing.add(task)
        self._queues = connection.queues
        return connection

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._database._writing.discard(self._task)
        await super().__aexit__(exc_type, exc, traceback)
        if exc_type is None:
            for queue in self._queues:
                self._database.notifier.notify(queue)


def _settings(url: str, *, create: bool) -> tuple[Dialect, dict[str, Any]]:
    """Tortoise's configuration for an address. Raises DatabaseUnreachable."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return "sqlite", _config("storage.engine.sqlite.client", {"file_path": str(_file(rest, create=create))})
    if scheme in {"postgres", "postgresql", "asyncpg"}:
        return "postgres", _config("storage.engine.postgres.client", _server(url))
    raise DatabaseUnreachable("数据库地址要以 sqlite:// 或 postgres:// 开头")


def _config(engine: str, credentials: dict[str, Any]) -> dict[str, Any]:
    return {
        "connections": {_ALIAS: {"engine": engine, "credentials": credentials}},
        "apps": {"models": {"models": [MODELS], "default_connection": _ALIAS}},
    }


def _file(rest: str, *, create: bool) -> Path:
    path = unquote(rest)
    if not path or path == ":memory:":
        raise DatabaseUnreachable("sqlite:// 后面要写文件名")
    if "?" in rest:
        raise DatabaseUnreachable("sqlite:// 后面只写文件名，名字里的 ? 要写成 %3F")
    file = Path(path)
    if not create and not _exists(file):
        raise DatabaseUnreachable(f"没有数据库文件 {file}，请核对 JIFEN_DATABASE_URL；新装的请先运行 jifen init")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnreachable(f"建不了文件夹：{file.parent}（{error.strerror}）") from error
    return file


def _exists(file: Path) -> bool:
    try:
        return file.exists()
    except OSError as error:
        raise DatabaseUnreachable(f"打不开 {file}（{error.strerror}）") from error


def _server(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port or 5432
    except ValueError:
        raise DatabaseUnreachable("数据库地址写得不对：postgres://用户:密码@主机:端口/库名") from None
    query = dict(parse_qsl(parts.query))
    numbers = {name: int(query[name]) for name in _POOL if query.get(name, "").isdigit()}
    return {
        "host": query.get("host") or parts.hostname,
        "port": port,
        "user": unquote(parts.username) if parts.username else None,
        "password": unquote(parts.password) if parts.password else None,
        "database": unquote(parts.path.lstrip("/")) or None,
        **_POOL,
        **numbers,
    }
