"""A way between two programs that is rough for a while: it delays, cuts in the middle, resets what it has accepted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from random import Random
from typing import Final

_CHUNK: Final = 64 * 1024
_LONGEST_DELAY: Final = 0.3
"""Seconds."""
_RESET, _CUT, _DELAY = 0.1, 0.04, 0.1
"""How often: of new connections, and of what goes either way."""

Connect = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]


class RoughWay:
    """Passes bytes on to where ``connect`` leads."""

    def __init__(self, connect: Connect, random: Random) -> None:
        self._connect = connect
        self._random = random
        self.rough = False
        self.faults = 0

    @asynccontextmanager
    async def open(self) -> AsyncIterator[int]:
        """The port at which it takes connections."""
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()

    def _happens(self, often: float) -> bool:
        happens = self.rough and self._random.random() < often
        self.faults += happens
        return happens

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._happens(_RESET):
            writer.transport.abort()
            return
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

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Until one side ends; a cut passes a part of what there is, and ends both."""
        while data := await reader.read(_CHUNK):
            if self._happens(_DELAY):
                await asyncio.sleep(self._random.uniform(0, _LONGEST_DELAY))
            if self._happens(_CUT):
                writer.write(data[: self._random.randrange(len(data))])
                await writer.drain()
                raise ConnectionResetError
            writer.write(data)
            await writer.drain()
        writer.write_eof()
