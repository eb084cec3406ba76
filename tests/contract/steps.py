"""Counting what a question costs SQLite, whatever the machine does besides."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from storage.database import Connection, Database

_AT_ONCE = 20
"""Steps of its virtual machine."""


async def counted(database: Database, ask: Callable[[Connection], Awaitable[object]]) -> int:
    """How many times twenty steps of SQLite it takes."""
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        return 0

    client: Any = database._client
    async with database.reading() as connection:
        client._reader._conn.set_progress_handler(step, _AT_ONCE)
        await ask(connection)
        client._reader._conn.set_progress_handler(None, _AT_ONCE)
    return taken
