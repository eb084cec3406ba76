"""A way between two programs: what comes at a port of its own is handed on, both ways."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Connect = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]


async def pass_on(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    """One direction, until either end is gone; the sink is closed then."""
    with contextlib.suppress(OSError):
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
    sink.close()


class Way:
    """Leads to where ``connect`` does. What it is to do to what passes, whoever derives from it says."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self.taken = 0
        """Connections."""

    @asynccontextmanager
    async def open(self) -> AsyncIterator[int]:
        """The port at which it takes connections."""
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.taken += 1
        try:
            there, back = await self._connect()
        except OSError:
            writer.transport.abort()
            return
        try:
            await asyncio.gather(self._pass(reader, back), self._pass(there, writer))
        except OSError:
            pass
        finally:
            writer.transport.abort()
            back.transport.abort()

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        await pass_on(source, sink)
