"""Opening the month that it is."""

from __future__ import annotations

from app.runtime import Runtime
from domain.ledger.rounds import ensure_current, round_of_now


async def open_today(runtime: Runtime, unit: str) -> None:
    """A month may have begun without anybody writing; only then is something to be written, and waited for."""
    async with runtime.transactions.reading() as store:
        if await round_of_now(store, unit, runtime.clock.now()) is not None:
            return
    async with runtime.transactions.writing() as store:
        await ensure_current(store, runtime.town, unit, runtime.clock.now())
