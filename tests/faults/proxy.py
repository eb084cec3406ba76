"""A way between two programs that is rough for a while: it delays, cuts in the middle, resets what it has accepted."""

from __future__ import annotations

import asyncio
from random import Random
from typing import Final

from tests.relay import Connect, Way

_CHUNK: Final = 64 * 1024
_LONGEST_DELAY: Final = 0.3
"""Seconds."""
_RESET, _CUT, _DELAY = 0.1, 0.04, 0.1
"""How often: of new connections, and of what goes either way."""


class RoughWay(Way):
    """Passes bytes on to where ``connect`` leads."""

    def __init__(self, connect: Connect, random: Random) -> None:
        super().__init__(connect)
        self._random = random
        self.rough = False
        self.faults = 0

    def _happens(self, often: float) -> bool:
        happens = self.rough and self._random.random() < often
        self.faults += happens
        return happens

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._happens(_RESET):
            writer.transport.abort()
        else:
            await super()._lead(reader, writer)

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        """Until one side ends; a cut passes a part of what there is, and ends both."""
        while data := await source.read(_CHUNK):
            if self._happens(_DELAY):
                await asyncio.sleep(self._random.uniform(0, _LONGEST_DELAY))
            if self._happens(_CUT):
                sink.write(data[: self._random.randrange(len(data))])
                await sink.drain()
                raise ConnectionResetError
            sink.write(data)
            await sink.drain()
        sink.write_eof()
