"""Handing texts over to a carrier that takes its time and reports each, with as many waiting as in a county."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic, process_time

from app.garbage import kept
from app.outbox import TimeSource, Worker, sms_policy
from app.texts.side import admission
from app.town import LoadedTown
from bench.key import KEY
from bench.town import Town
from domain.model.delivery import Delivery, Outcome, Rate, Receipt, Sent
from storage.database import Database
from storage.instants import to_ms
from storage.outbox import SqlOutbox
from storage.receipts import SqlReceipts
from storage.store import SqlTransactions

_RATE = Rate(90, 1)
"""What the account may send: a little more than 300,000 in an hour."""
_LATENCY_SECONDS = 0.15
_GRACE_SECONDS = 5
_BODY = "秦望村：三季度您家得118分，全年可用356分，可到村里兑换。回1查分，回退订不再收。"
_HOUR = 10
"""Of the day at which it is played: no village is quiet then."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a text took: the processor's milliseconds, and how many there were a second."""

    milliseconds: float
    a_second: float


class _Morning:
    """Begins in the middle of a morning and runs on."""

    def __init__(self, now: datetime) -> None:
        self.began = now.replace(hour=_HOUR, minute=0)
        self._seconds = monotonic()

    def now(self) -> datetime:
        """This instant of that morning."""
        return self.began + timedelta(seconds=monotonic() - self._seconds)


class _Carrier:
    """Takes every text after a while; as much later it reports that it has arrived."""

    def __init__(self, receipts: SqlReceipts, now: Callable[[], datetime], many: int) -> None:
        self.enough = asyncio.Event()
        self._receipts, self._now, self._left = receipts, now, many
        self._reports: set[asyncio.Task[None]] = set()

    async def deliver(self, delivery: Delivery) -> Outcome:
        """``domain.ports.carrier.Carrier``."""
        await asyncio.sleep(_LATENCY_SECONDS)
        report = asyncio.create_task(self._report(f"SM{delivery.id:032x}"))
        self._reports.add(report)
        report.add_done_callback(self._reports.discard)
        return Sent(f"SM{delivery.id:032x}")

    async def look_up(self, _delivery: Delivery) -> Outcome | None:
        """Nothing is ever in doubt."""
        return None

    async def all_reported(self) -> None:
        """Wait for the reports of the texts that went beyond those that were measured."""
        await asyncio.gather(*self._reports)

    async def _report(self, text: str) -> None:
        await asyncio.sleep(_LATENCY_SECONDS)
        await self._receipts.take(Receipt(text, "delivered"), self._now())
        self._left -= 1
        if self._left == 0:
            self.enough.set()


async def hand_over(town: Town, books: LoadedTown, now: datetime, texts: int, waiting: int) -> HandedOver:
    """So many notices of the town's households, with that many others waiting behind them."""
    zone = now.tzinfo or UTC
    clock = _Morning(now)
    database = await Database.open(town.url, KEY)
    try:
        await _queue(database, town, clock.began, texts, waiting)
        await database.compact()  # what was queued lies in the file, and no hand-over pays for getting it there
        kept()  # as a server does with what it has loaded
        outbox, carrier = SqlOutbox(database, zone), _Carrier(SqlReceipts(database), clock.now, texts)
        admit = admission(SqlTransactions(database, zone), books, outbox)
        worker = Worker(outbox, carrier, sms_policy(_RATE, admit), TimeSource(clock))
        running = asyncio.create_task(worker.run())
        began, processor = monotonic(), process_time()
        await carrier.enough.wait()
        took, processor = monotonic() - began - 2 * _LATENCY_SECONDS, process_time() - processor
        await worker.stop(_GRACE_SECONDS)
        await running
        await carrier.all_reported()
    finally:
        await database.close()
    beyond_the_first = max(texts - _RATE.count, 0)  # which go at once, before the rate holds anything back
    return HandedOver(processor * 1000 / texts, beyond_the_first / took)


async def _queue(database: Database, town: Town, now: datetime, texts: int, waiting: int) -> None:
    """The notices, each to its household; behind them the others, which are due as well."""
    sql = (
        "INSERT INTO outbox (queue, target, payload, key, urgent, state, attempts, due_ms, posted_ms)"
        " VALUES ('sms', $1, $2, $3, 0, 'queued', 0, $4, $5)"
    )
    ms = to_ms(now)
    async with database.transaction() as connection:
        await connection.execute("DELETE FROM text_attempts")
        await connection.execute("DELETE FROM outbox")
        await connection.execute_many(
            sql,
            [
                (town.phone(index), f'{{"body": "{_BODY}", "household": {town.row(index)}}}', f"notice:{index}", 0, ms)
                for index in range(texts)
            ],
        )
        await connection.execute_many(
            sql, ((f"waiting {number}", "{}", f"waiting:{number}", ms, ms) for number in range(waiting))
        )
