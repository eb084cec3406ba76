"""One direction of a connection that is handed on."""

from __future__ import annotations

import asyncio
import contextlib


async def pass_on(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    """Until either end is gone; the sink is closed then."""
    with contextlib.suppress(OSError):
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
    sink.close()
