"""Opening the month that it is."""

from __future__ import annotations

from app.runtime import Runtime
from domain.ledger.rounds import ensure_current


async def open_today(runtime: Runtime, unit: str) -> None:
    """A month may have begun without anybody writing."""
    async with runtime.transactions.writing() as store:
        await ensure_current(store, runtime.town, unit, runtime.clock.now())
