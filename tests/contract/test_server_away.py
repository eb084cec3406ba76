"""PostgreSQL goes away under the program, or never answers: it is told in one line."""

from __future__ import annotations

import asyncio
import logging

import pytest

from storage.database import Database, DatabaseUnreachable
from tests.keys import KEY
from tests.postgres import postgres_at, to_postgres
from tests.relay import Way


async def test_a_server_that_is_away_leaves_no_traceback_in_the_log(
    postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    way = Way(to_postgres(postgres_url))
    async with way.open() as port:
        database = await Database.open(postgres_at(postgres_url, port), KEY)
        async with database.reading() as connection:
            await connection.fetch("SELECT 1")
        way.close()
        with caplog.at_level(logging.DEBUG):
            for _ in range(5):
                with pytest.raises(Exception, match=r"closed|refused|Connect call failed|connection"):
                    async with database.reading() as connection:
                        await connection.fetch("SELECT 1")
        assert [record for record in caplog.records if record.exc_info] == []
        await database.close()


async def nobody() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Whoever leads there waits."""
    await asyncio.Event().wait()
    raise AssertionError


async def test_a_server_that_never_answers_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Way(nobody).open() as port:
        monkeypatch.setattr("storage.database._POOL", {"minsize": 0, "maxsize": 1, "timeout": 0.05})
        with pytest.raises(DatabaseUnreachable) as refused:
            await Database.open(f"postgres://a:b@127.0.0.1:{port}/jifen")
    assert str(refused.value) == f"数据库连不上：127.0.0.1:{port}/jifen（一直没有应答）"
