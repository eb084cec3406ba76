"""A crowd of connections that only stand there: texts are answered all the same, and the log stays small."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from app.http_server import _most_connections
from tests.e2e.support.launch import Warm
from tests.e2e.support.stage import open_stage
from tests.e2e.support.village import homes

CROWD = _most_connections() * 11 // 10
"""More than are let in: the server may have as many files open as we, and a plain shell allows 1,024."""
MOST_LOG_BYTES = 10_000


@asynccontextmanager
async def crowd(port: int) -> AsyncIterator[None]:
    """They come one after the other, and half of them begin to say something."""
    writers = []
    try:
        for number in range(CROWD):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writers.append(writer)
            writer.write(b"GET / HT" if number % 2 else b"")
        yield
    finally:
        for writer in writers:
            writer.transport.abort()


async def test_a_crowd_at_the_door_stops_no_texts(tmp_path: Path, warm: Warm) -> None:
    async with open_stage(tmp_path, warm, {}) as stage:
        await stage.begin()
        server = await stage.product.serve()
        async with crowd(int(stage.product.settings["HTTP_PORT"])):
            for home in homes()[:10]:
                assert (await stage.sandbox.network.write(home.phone, "积分")).replies
        assert await stage.product.stop(server) == 0
        assert len(stage.product.log.encode()) < MOST_LOG_BYTES
