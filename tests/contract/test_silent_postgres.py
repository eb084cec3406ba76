"""A PostgreSQL that answers for a while, and then nothing any more."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.doctor import EXAMINATIONS, Patient
from app.settings import Settings
from storage.database import Database
from storage.engine.outages import is_outage
from tests.keys import KEY, key_file
from tests.postgres import postgres_at, to_postgres
from tests.relay import Connect, Gate, Way


class Falling(Way):
    """A way to a database on which nothing passes any more once a word has been asked."""

    def __init__(self, connect: Connect, word: bytes) -> None:
        super().__init__(connect)
        self._word = word

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        silent = False
        while data := await source.read(65536):
            silent = silent or self._word in data
            if not silent:
                sink.write(data)
                await sink.drain()
        sink.write_eof()


async def test_a_server_that_went_without_taking_leave_is_noticed(postgres_url: str) -> None:
    async with Way(to_postgres(postgres_url)).open() as port:
        database = await Database.open(postgres_at(postgres_url, port))
        (own,) = [one._con for one in database._client._pool._holders if one._con]  # type: ignore[union-attr]  # it is PostgreSQL's
        beside = await database._client._connect()  # type: ignore[union-attr]  # the same
        ways = [one._transport.get_extra_info("socket") for one in (own, beside)]
        options = (socket.SOL_SOCKET, socket.SO_KEEPALIVE), (socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
        told = [tuple(way.getsockopt(*option) for option in options) for way in ways]
        await beside.close()
        await database.close()
    assert told == [(1, 30_000)] * 2


async def test_a_database_that_falls_silent_is_waited_for_once(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.postgres.transactions._ROLLBACK_SECONDS", 0.5)
    falling = Falling(to_postgres(postgres_url), b"FROM households")
    async with falling.open() as port:
        url = postgres_at(postgres_url, port)
        settings = Settings(data_dir=tmp_path, database_url=SecretStr(url), key_file=key_file(tmp_path))
        patient = Patient(settings, look_seconds=1)
        lines = [(await examine(patient)).line() for examine in EXAMINATIONS]
    assert falling.taken <= 2, "the second one asks to give up the first one's statement"
    assert [line for line in lines if "数据库：" in line and line[0] == "✗"] == [
        "✗ 数据库：数据库连上了，却一直没有回答"
    ]


async def test_a_connection_that_never_answers_again_is_given_up_and_all_before_it(postgres_url: str) -> None:
    """As behind a proxy that has lost its connections: whoever waits is told, and whoever comes next has a new one."""
    gate = Gate(to_postgres(postgres_url), forgets=True)
    async with gate.open() as port:
        database = await Database.open(postgres_at(postgres_url, port), KEY)
        await database.limit_statements(2)
        await asyncio.gather(*(_asked(database) for _ in range(3)))
        with pytest.raises(TimeoutError) as waited:
            await _asked(database, gate.shut)
        assert is_outage(waited.value)
        gate.reopen()
        assert await asyncio.wait_for(asyncio.gather(*(_asked(database) for _ in range(3))), 5) == [1, 1, 1]
        await database.close()


async def _asked(database: Database, before: Callable[[], None] = lambda: None) -> int:
    async with database.transaction() as connection:
        before()
        (row,) = await connection.fetch("SELECT 1 AS one")
        return int(row["one"])
