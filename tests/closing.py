"""What a village's specialist and the calendar do to months that are over."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from domain.boundary import unwrap
from domain.ledger.rounds import ensure_current
from domain.ports.store import Store, Transactions
from domain.ports.town import Town
from domain.settlement.settling import finalise_due, settle
from domain.work import Work

PUBLICITY = timedelta(days=10)
"""As long as any of the villages publishes a round."""


async def settle_months(store: Store, town: Town, unit: str, now: datetime) -> None:
    """Settle every month of the unit that is over by then."""
    current = await ensure_current(store, town, unit, now)
    for round_ in await store.rounds.open_before(current):
        unwrap(await settle(Work(store, town, unit, now, "close"), None, round_))


async def close_months(transactions: Transactions, town: Town, unit: str, now: datetime) -> None:
    """Everything that is over was settled, at once where it must be, and its days of publicity have passed."""
    async with transactions.writing() as store:
        current = await ensure_current(store, town, unit, now)
        settled = now
        for round_ in await store.rounds.open_before(current):
            over = datetime.combine(round_.period.after, time(), now.tzinfo)
            settled = max(now - PUBLICITY, over)
            unwrap(await settle(Work(store, town, unit, settled, "close"), None, round_))
        await finalise_due(Work(store, town, unit, max(now, settled + PUBLICITY), "close"))
