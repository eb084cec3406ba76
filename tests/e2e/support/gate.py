"""A way to a database that falls silent: it takes connections and bytes, and nothing comes back."""

from __future__ import annotations

import asyncio

from tests.relay import Connect, Way


class Gate(Way):
    """Nothing passes while it is shut. What was sent meanwhile comes when it is open again, unless it ``forgets``.

    Forgetful, it is as a proxy or a firewall that has lost its connections: those of before never answer again.
    """

    def __init__(self, connect: Connect, *, forgets: bool = False) -> None:
        super().__init__(connect)
        self._open = asyncio.Event()
        self._open.set()
        self._forgets = forgets

    def shut(self) -> None:
        self._open.clear()

    def reopen(self) -> None:
        self._open.set()

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._open.wait()
        await super()._lead(reader, writer)

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            if self._forgets and not self._open.is_set():
                await asyncio.Event().wait()
            await self._open.wait()
            sink.write(data)
            await sink.drain()
        sink.write_eof()
