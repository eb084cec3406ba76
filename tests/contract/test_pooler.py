"""A pooler such as pgbouncer before PostgreSQL: it is noticed, and nothing is expected that it cannot keep."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import pytest

from domain.model.delivery import Draft, Queue
from storage.database import Database
from storage.outbox import SqlOutbox
from storage.posting import SqlPost
from tests.keys import KEY
from tests.sms.village import ZONE, at

NOW = at("2026-07-06 10:00")
_GREETING = b"K\x00\x00\x00\x0c"
"""BackendKeyData: how a server says which of its processes is at the other end, and a pooler something of its own."""


async def _pass_on(source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, changed: bool) -> None:
    while data := await source.read(65536):
        place = data.find(_GREETING) if changed else -1
        if place >= 0:
            start = place + len(_GREETING)
            data = data[:start] + b"\x00\x00\x00\x01" + data[start + 4 :]
            changed = False
        sink.write(data)
        await sink.drain()
    sink.close()


@pytest.fixture
async def pooled_url(postgres_url: str) -> AsyncIterator[str]:
    """The address of something that greets as a pooler does, before the database of the test."""
    parts = urlsplit(postgres_url)
    query = parse_qs(parts.query)
    host = query["host"][0] if "host" in query else parts.hostname or ""
    port = query["port"][0] if "port" in query else str(parts.port or 5432)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        behind = (
            asyncio.open_unix_connection(f"{host}/.s.PGSQL.{port}")
            if host.startswith("/")
            else asyncio.open_connection(host, int(port))
        )
        from_server, to_server = await behind
        await asyncio.gather(
            _pass_on(reader, to_server, changed=False),
            _pass_on(from_server, writer, changed=True),
            return_exceptions=True,
        )

    relay = await asyncio.start_server(serve, "127.0.0.1", 0)
    login = parts.netloc.rpartition("@")[0] or "postgres"
    yield f"postgres://{login}@127.0.0.1:{relay.sockets[0].getsockname()[1]}{parts.path}"
    relay.close()


async def test_behind_a_pooler_no_statement_is_remembered_and_nobody_listens(pooled_url: str) -> None:
    database = await Database.open(pooled_url, KEY)
    async with database.transaction() as connection:
        await SqlPost(connection).post([Draft(Queue.SMS, "a", {}, "one")], NOW)
        named = await connection.fetch("SELECT name FROM pg_prepared_statements WHERE name <> ''")
    assert named == []
    assert [one.payload for one in (await SqlOutbox(database, ZONE).claim(Queue.SMS, 1, NOW)).deliveries] == [{}]
    assert list(database.notifier_links(listen=True)) == []
    assert len(database.notifier_links(listen=False)) == 1
    await database.close()


async def test_without_one_statements_are_remembered_and_workers_listen(postgres_database: Database) -> None:
    async with postgres_database.transaction() as connection:
        await SqlPost(connection).post([Draft(Queue.SMS, "a", {}, "one")], NOW)
        named = await connection.fetch("SELECT name FROM pg_prepared_statements WHERE name <> ''")
    assert named != []
    assert len(postgres_database.notifier_links(listen=True)) == 1
