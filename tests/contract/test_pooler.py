"""A pooler such as pgbouncer before PostgreSQL: it is noticed, and nothing is expected that it cannot keep."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from domain.model.delivery import Draft, Queue
from storage.database import Database
from storage.outbox import SqlOutbox
from storage.posting import SqlPost
from tests.keys import KEY
from tests.postgres import postgres_at, to_postgres
from tests.relay import Way
from tests.sms.village import ZONE, at

NOW = at("2026-07-06 10:00")
_GREETING = b"K\x00\x00\x00\x0c"
"""BackendKeyData: how a server says which of its processes is at the other end, and a pooler something of its own."""


class Pooler(Way):
    """It greets for the server with a process of its own."""

    async def _pass_back(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            before, greeting, after = data.partition(_GREETING)
            sink.write(before + greeting + b"\x00\x00\x00\x01" + after[4:] if greeting else data)
            await sink.drain()
        sink.write_eof()


@pytest.fixture
async def pooled_url(postgres_url: str) -> AsyncIterator[str]:
    """The address of something that greets as a pooler does, before the database of the test."""
    async with Pooler(to_postgres(postgres_url)).open() as port:
        yield postgres_at(postgres_url, port)


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
