"""Reading as of today."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.runtime import Runtime
from app.terminal.trial import trial
from domain.ledger.rounds import ensure_current, round_of_now
from storage.database import Connection
from storage.store import outages_named


@asynccontextmanager
async def as_of_today(runtime: Runtime, unit: str) -> AsyncIterator[Connection]:
    """A unit's books to read, with the month that it is.

    One that nobody has begun yet is there for the look only: a look creates nothing, least of all by a clock that is
    ahead. Only then does it wait for writers. Raises Refused("clock-jumped") and Unavailable.
    """
    now = runtime.clock.now()
    with outages_named():
        async with runtime.database.reading() as connection:
            if await round_of_now(runtime.transactions.store(connection), unit, now) is not None:
                yield connection
                return
        async with trial(runtime.database.transaction()) as connection:
            await ensure_current(runtime.transactions.store(connection), runtime.town, unit, now)
            yield connection
