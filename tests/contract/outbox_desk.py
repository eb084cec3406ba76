"""The outbox with short words for what happens in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.model.delivery import (
    Delivery,
    Draft,
    Outcome,
    Queue,
    Rate,
    Settlement,
)
from storage.database import Database
from storage.outbox import SqlOutbox
from storage.posting import SqlPost
from tests.sms.village import at

NOW = at("2026-07-06 10:00")


SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


ONE, TWO = "+8619900000001", "+8619900000002"


@dataclass(frozen=True)
class Office:
    """The outbox with short words for what happens in it; everything is about texts."""

    database: Database
    desk: SqlOutbox

    async def post(
        self,
        *keys: str,
        to: str | None = None,
        urgent: bool = True,
        due: datetime | None = None,
        now: datetime = NOW,
        queue: Queue = Queue.SMS,
    ) -> None:
        """One delivery a key, each to a number of its own unless they all go to one."""
        drafts = [Draft(queue, to or key, {"key": key}, key, due, urgent) for key in keys]
        async with self.database.transaction() as connection:
            await SqlPost(connection).post(drafts, now)

    async def claim(
        self, now: datetime = NOW, limit: int = 10, rate: Rate | None = None, apart: timedelta = timedelta()
    ) -> Sequence[Delivery]:
        return (await self.desk.claim(Queue.SMS, limit, now, rate, apart)).deliveries

    async def next_due(self) -> datetime | None:
        """When the first text that waits is due."""
        return (await self.desk.claim(Queue.SMS, 0, NOW)).due

    async def claimed(
        self, now: datetime = NOW, limit: int = 10, rate: Rate | None = None, apart: timedelta = timedelta()
    ) -> list[str]:
        """The keys of what is claimed, in order."""
        return [delivery.payload["key"] for delivery in await self.claim(now, limit, rate, apart)]

    async def one(self, outcome: Outcome | None = None, due: datetime | None = None, now: datetime = NOW) -> Delivery:
        """Claim the only one, and settle it."""
        (delivery,) = await self.claim(now)
        if outcome is not None:
            await self.desk.settle(Settlement(delivery, outcome, now, due))
        return delivery

    async def states(self) -> Mapping[str, str]:
        async with self.database.reading() as connection:
            rows = await connection.fetch("SELECT key, state FROM outbox ORDER BY id")
        return {row["key"]: row["state"] for row in rows}

    async def row(self, column: str) -> object:
        """A column of the only delivery."""
        async with self.database.reading() as connection:
            (row,) = await connection.fetch(f"SELECT {column} AS it FROM outbox")
        value: object = row["it"]
        return value
