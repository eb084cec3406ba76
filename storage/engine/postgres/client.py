"""A tortoise backend over asyncpg: a pool of connections, with or without a pooler before the server."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Sequence
from typing import Any, Final

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.base.client import TransactionContext

from storage.cipher import Cipher
from storage.engine.contract import DatabaseUnreachable
from storage.engine.hiding import hidden
from storage.engine.postgres.notifying import NotifyListener, NotifySender
from storage.engine.postgres.transactions import Transaction, TransactionClient, in_turn
from storage.notifier import Notifier, NotifierLink

_OF_THE_POOL: Final = ("min_size", "max_size", "connection_class", "loop")
_WATCHED: Final = (
    (socket.SOL_SOCKET, "SO_KEEPALIVE", 1),
    (socket.IPPROTO_TCP, "TCP_KEEPIDLE", 10),
    (socket.IPPROTO_TCP, "TCP_KEEPINTVL", 5),
    (socket.IPPROTO_TCP, "TCP_KEEPCNT", 4),
    (socket.IPPROTO_TCP, "TCP_USER_TIMEOUT", 30_000),
)
"""A server that went without taking leave is noticed within half a minute; by itself Linux waits two hours.

Seconds, and milliseconds at the last: man 7 tcp. Not every system has all of them.
"""
_OF_EACH: Final = {"statement_cache_size": 1_000, "max_cached_statement_lifetime": 0}
"""Prepared statements of one connection of the pool, and for how many seconds each is kept: for ever."""
_SNAPSHOT: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class WatchedConnection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    """A connection that ends when nothing on the way to the server answers any more, however long a statement takes."""

    def __init__(self, protocol: object, transport: asyncio.BaseTransport, *rest: object) -> None:
        super().__init__(protocol, transport, *rest)
        connection = transport.get_extra_info("socket")
        if connection.family != socket.AF_UNIX:
            for level, name, value in _WATCHED:
                if option := getattr(socket, name, None):
                    connection.setsockopt(level, option, value)


class PlainConnection(WatchedConnection):
    """A connection without session state (no LISTEN, no session locks, no settings), so nothing needs resetting."""

    def get_reset_query(self) -> str:
        """Nothing: saves a round trip for every transaction."""
        return ""


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
            raise DatabaseUnreachable(
                f"数据库连不上：{self.host}:{self.port}/{self.database}（{_reason(error)}）"
            ) from None

    async def create_pool(self, **kwargs: Any) -> asyncpg.Pool:
        """asyncpg would keep 100 prepared statements for five minutes; the program has some hundreds."""
        return await asyncpg.create_pool(None, **(_OF_EACH | kwargs))

    def _in_transaction(self, turn: str | None = None) -> TransactionContext:
        begin = "BEGIN" if turn is None else in_turn("BEGIN", hidden(self.cipher, turn))
        return Transaction(TransactionClient(self, self.cipher, begin), self._pool_init_lock)

    async def limit_statements(self, seconds: float) -> None:
        """From now on who waits so long for the server's answer is told that it failed."""
        self._template["command_timeout"] = seconds
        if self._pool is not None:
            self._pool.set_connect_args(password=self.password, **(_OF_EACH | self._beside_the_pool()))
            await self._pool.expire_connections()

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

    def notifier_links(self, notifier: Notifier, *, listen: bool) -> Sequence[NotifierLink]:
        """What passes notifications between processes."""
        if not listen:
            return [NotifySender(self._connect, notifier)]
        # A pooler gives the connection to somebody else, and what is heard there with it.
        return [] if self.pooled else [NotifyListener(self._connect, notifier)]

    async def _connect(self) -> asyncpg.Connection:
        """A connection beside the pool."""
        return await asyncpg.connect(
            password=self.password, connection_class=WatchedConnection, **self._beside_the_pool()
        )

    def _beside_the_pool(self) -> dict[str, Any]:
        """What of the template a connection is told."""
        return {name: value for name, value in self._template.items() if name not in _OF_THE_POOL}

    def snapshot(self, *, alone: bool = False) -> TransactionContext:  # noqa: ARG002 - as on SQLite
        """A transaction that sees one moment and writes nothing."""
        return Transaction(TransactionClient(self, self.cipher, _SNAPSHOT), self._pool_init_lock)


def _reason(error: Exception) -> str:
    """In one line."""
    if str(error):
        return str(error).splitlines()[0]
    return "一直没有应答" if isinstance(error, TimeoutError) else type(error).__name__


client_class = Client
"""By this name tortoise finds it."""
