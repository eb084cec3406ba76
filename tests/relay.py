"""A way between two programs: what comes at a port of its own is handed on, both ways."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Connect = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]


class Way:
    """Leads to where ``connect`` does. What it is to do to what passes, whoever derives from it says."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._server: asyncio.Server | None = None
        self._led: set[asyncio.Task[None]] = set()
        self.taken = 0
        """Connections."""

    @asynccontextmanager
    async def open(self) -> AsyncIterator[int]:
        """The port at which it takes connections. Nothing of it is left open or running after that."""
        async with asyncio.TaskGroup() as group:

            def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                self.taken += 1
                led = group.create_task(self._lead(reader, writer))
                self._led.add(led)
                led.add_done_callback(self._led.discard)

            self._server = await asyncio.start_server(take, "127.0.0.1", 0)
            try:
                yield self._server.sockets[0].getsockname()[1]
            finally:
                self.close()

    def close(self) -> None:
        """Take no more connections, and end those that there are."""
        assert self._server is not None, "it was not opened"
        self._server.close()
        for led in self._led:
            led.cancel()

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until both directions have ended or one of them in an error."""
        try:
            there, back = await self._connect()
            try:
                async with asyncio.TaskGroup() as directions:
                    directions.create_task(self._pass_there(reader, back))
                    directions.create_task(self._pass_back(there, writer))
            finally:
                back.transport.abort()
        except* OSError:
            pass
        finally:
            writer.transport.abort()

    async def _pass_there(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        """What is asked, until its end; ``sink`` is told of that."""
        await self._pass(source, sink)

    async def _pass_back(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        """What is answered, likewise."""
        await self._pass(source, sink)

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
        sink.write_eof()


class Gate(Way):
    """Nothing passes while it is shut. What was sent meanwhile comes when it is open again, unless it ``forgets``.

    Forgetful, it is as a proxy or a firewall that has lost its connections: those of before never answer again.
    """

    def __init__(self, connect: Connect, *, forgets: bool = False) -> None:
        super().__init__(connect)
        self._open = asyncio.Event()
        self._open.set()
        self._forgets = forgets
        self._forgotten = 0

    def shut(self) -> None:
        self._open.clear()
        self._forgotten += self._forgets

    def reopen(self) -> None:
        self._open.set()

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._open.wait()
        await super()._lead(reader, writer)

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        forgotten = self._forgotten
        while data := await source.read(65536):
            if self._forgotten > forgotten:
                await asyncio.Event().wait()
            await self._open.wait()
            sink.write(data)
            await sink.drain()
        sink.write_eof()
