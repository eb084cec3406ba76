"""A status report and the answer to its hand-over are noted at the same moment, by two processes on PostgreSQL."""

from __future__ import annotations

import asyncio

from domain.model.delivery import Receipt, Sent, Settlement
from storage import outcomes
from storage.database import Database
from storage.receipts import SqlReceipts
from tests.contract.test_store_receipts import NOW, Carried
from tests.patience import PATIENCE_SECONDS

_WAITING = (
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    " AND pid <> pg_backend_pid()"
)


async def test_the_report_waits_for_the_answer_and_is_taken(postgres_database: Database) -> None:
    text = Carried(postgres_database)
    await text.post()
    assert await text.claim() == 1
    delivery = text.deliveries[0]
    async with postgres_database.transaction() as connection:
        await connection.fetch("SELECT id FROM outbox WHERE id = $1 FOR UPDATE", delivery.id)
        receipt = Receipt("SM1", "delivered", delivery.id, delivery.attempts)
        reporting = asyncio.create_task(SqlReceipts(postgres_database).take(receipt, NOW))
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await _somebody_waits(postgres_database):  # noqa: ASYNC110 - only the server knows
                await asyncio.sleep(0.01)
        await outcomes.note(connection, Settlement(delivery, Sent("SM1"), NOW, None))
    await reporting
    assert await text.states() == ["delivered"]


async def _somebody_waits(database: Database) -> bool:
    """Asked in a transaction of its own: within one the server shows the same moment again and again."""
    async with database.reading() as connection:
        return bool(await connection.fetch(_WAITING))
