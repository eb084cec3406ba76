"""PostgreSQL goes away under the program, or never answers: it is told in one line."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest

from storage.database import Database, DatabaseUnreachable
from tests.keys import KEY
from tests.relay import pass_on


@dataclass(slots=True)
class Way:
    """To the server at ``behind``, or to nobody who answers. ``open`` are its ends."""

    behind: str | None
    open: list[asyncio.StreamWriter] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.open.append(writer)
        if self.behind is None:
            return
        from_server, to_server = await asyncio.open_unix_connection(self.behind)
        self.open.append(to_server)
        await asyncio.gather(pass_on(reader, to_server), pass_on(from_server, writer))

    def cut(self) -> None:
        """End every connection."""
        for one in self.open:
            one.transport.abort()


@asynccontextmanager
async def way_to(behind: str | None) -> AsyncIterator[tuple[Way, int, asyncio.Server]]:
    """It, the port at which it begins, and what listens there."""
    way = Way(behind)
    listening = await asyncio.start_server(way.serve, "127.0.0.1", 0)
    try:
        yield way, listening.sockets[0].getsockname()[1], listening
    finally:
        way.cut()
        listening.close()


async def test_a_server_that_is_away_leaves_no_traceback_in_the_log(
    postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    parts = urlsplit(postgres_url)
    query = parse_qs(parts.query)
    if "host" not in query:
        pytest.skip("the way is made to the socket of the wheel's server")
    behind = f"{query['host'][0]}/.s.PGSQL.{query.get('port', ['5432'])[0]}"
    async with way_to(behind) as (way, port, listening):
        database = await Database.open(f"postgres://postgres@127.0.0.1:{port}{parts.path}", KEY)
        async with database.reading() as connection:
            await connection.fetch("SELECT 1")
        listening.close()
        way.cut()
        with caplog.at_level(logging.DEBUG):
            for _ in range(5):
                with pytest.raises(Exception, match=r"closed|refused|Connect call failed|connection"):
                    async with database.reading() as connection:
                        await connection.fetch("SELECT 1")
        assert [record for record in caplog.records if record.exc_info] == []
        await database.close()


async def test_a_server_that_never_answers_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    async with way_to(None) as (_, port, _listening):
        monkeypatch.setattr("storage.database._POOL", {"minsize": 0, "maxsize": 1, "timeout": 0.05})
        with pytest.raises(DatabaseUnreachable) as refused:
            await Database.open(f"postgres://a:b@127.0.0.1:{port}/jifen")
    assert str(refused.value) == f"数据库连不上：127.0.0.1:{port}/jifen（一直没有应答）"
