"""The outbox as the delivery worker sees it: claimed, settled, looked after."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Any, Final

from domain.model.delivery import Claimed, Delivery, Queue, Rate, Settlement
from storage import outcomes
from storage.alone import alone
from storage.claiming import CROWD, Bounds, claim, claim_of_crowd, columns
from storage.database import Connection, Database, Row
from storage.instants import DAY_MS, from_ms, to_ms
from storage.text_attempts import note_handed_over, readdress

_log = logging.getLogger(__name__)


_URGENT_FIRST: Final = (1, 0)
"""The index has them in this order, and within each by due time: two short looks into it are cheap at any length of
the queue, where one look for both urgencies would read all that waits for the morning."""

_DUE: Final = (
    "(SELECT due_ms FROM outbox WHERE queue = '{}' AND state = 'queued' AND urgent = {} ORDER BY due_ms"
    " LIMIT 1 OFFSET {})"
)
"""Of a queue, by its name (``storage.claiming``), and an urgency, behind so many."""

_WAIT_FOR_LATER: Final = (
    "id IN (SELECT id FROM outbox WHERE queue = $2 AND state = 'queued' AND urgent IN (1, 0) AND due_ms > $1"
    " UNION ALL SELECT id FROM outbox WHERE queue = $2 AND state = 'unknown' AND due_ms > $1)"
)
"""The condition that a delivery waits for a later time than $1, by the index: one look for both states would read all
300,000 texts of a county that are due, at each start of a worker."""

_LATELY_MS: Final = 60_000
"""How long a hand-over holds back others of its target or queue at most: longer than any rate or rest."""


@dataclass(frozen=True, slots=True)
class SqlOutbox:
    """Every call is a transaction of its own."""

    database: Database
    timezone: tzinfo

    async def claim(
        self,
        queue: Queue,
        limit: int,
        now: datetime,
        rate: Rate | None = None,
        apart: timedelta = timedelta(),
        not_urgent: int | None = None,
    ) -> Claimed:
        """Take up to ``limit`` deliveries that are due, one a target and none that would overtake an earlier one."""
        async with self.database.reading() as connection:
            waiting, behind = await self._first_due(connection, queue)
        if all(due > now for due in waiting.values()):
            return Claimed([], min(waiting.values(), default=None))
        async with self.database.transaction() as connection:
            if rate is not None:
                await alone(connection, f"claim {queue}")
            rows: list[Row] = []
            for urgent, due in waiting.items():
                left = limit - len(rows)
                if not urgent and not_urgent is not None:
                    left = min(left, not_urgent)
                if left > 0 and due <= now:
                    crowd = urgent in behind and behind[urgent] <= now
                    take = claim_of_crowd if crowd else partial(claim, queue)
                    rows += await take(connection, urgent, left, now, Bounds(rate, apart))
            if queue is Queue.SMS and rows:
                await note_handed_over(connection, rows)
            waiting, _ = await self._first_due(connection, queue)
            return Claimed(await self._deliveries(connection, rows, now), min(waiting.values(), default=None))

    async def settle(self, *settlements: Settlement) -> None:
        """Note what became of attempts; nothing of one where a status report or another worker was faster."""
        async with self.database.transaction() as connection:
            for one in sorted(settlements, key=lambda one: one.delivery.id):
                await outcomes.note(connection, one)

    async def readdress(self, delivery: Delivery) -> None:
        """A text in mid-send goes to another number."""
        async with self.database.transaction() as connection:
            await readdress(connection, delivery)

    async def under_way(self, queue: Queue) -> Mapping[int, int]:
        """The attempts that somebody makes: delivery id to attempt."""
        async with self.database.reading() as connection:
            rows = await connection.fetch(
                "SELECT id, attempts FROM outbox WHERE queue = $1 AND state = 'sending' ORDER BY id", queue.value
            )
            return {row["id"]: row["attempts"] for row in rows}

    async def take_over(self, queue: Queue, attempts: Mapping[int, int], now: datetime) -> int:
        """Deliveries whose worker died in mid-send may or may not have gone out: they become unknown."""
        sql = (
            "UPDATE outbox SET state = 'unknown', error = 'worker-died', settled_ms = $1, due_ms = $1"
            " WHERE queue = $2 AND state = 'sending' AND id = $3 AND attempts = $4"
        )
        async with self.database.transaction() as connection:
            return sum(
                [
                    await connection.execute(sql, to_ms(now), queue.value, number, attempt)
                    for number, attempt in sorted(attempts.items())
                ]
            )

    async def clock_set_back(self, queue: Queue, now: datetime) -> int:
        """What began to wait later than now: a pause begins again, and a time of day is the next of that hour."""
        async with self.database.transaction() as connection:
            return await connection.execute(
                "UPDATE outbox SET settled_ms = CASE WHEN settled_ms IS NULL THEN NULL ELSE $1 END, due_ms ="
                f" CASE WHEN settled_ms IS NULL THEN $1 + (due_ms - $1) % {DAY_MS} ELSE $1 + due_ms - settled_ms END"
                f" WHERE {_WAIT_FOR_LATER} AND COALESCE(settled_ms, posted_ms) > $1",
                to_ms(now),
                queue.value,
            )

    async def clock_lost(self, queue: Queue, now: datetime, lost: timedelta) -> None:
        """What began while the clock stood began that much earlier than it showed: pauses, and recent hand-overs."""
        at, lost_ms = to_ms(now), lost // timedelta(milliseconds=1)
        async with self.database.transaction() as connection:
            await connection.execute(
                "UPDATE outbox SET due_ms = due_ms - $3, settled_ms = settled_ms - $3"
                f" WHERE {_WAIT_FOR_LATER} AND settled_ms IS NOT NULL",
                at,
                queue.value,
                lost_ms,
            )
            await connection.execute(
                "UPDATE outbox SET leased_ms = leased_ms - $3 WHERE queue = $2 AND leased_ms > $1",
                at - _LATELY_MS,
                queue.value,
                lost_ms,
            )

    async def unknowns(self, queue: Queue, limit: int, now: datetime) -> list[Delivery]:
        """The unknown deliveries that are to be looked into by ``now``, those due longest first."""
        async with self.database.reading() as connection:
            rows = await connection.fetch(
                f"SELECT {columns(queue)} FROM outbox WHERE queue = $1 AND state = 'unknown' AND due_ms <= $2"
                " ORDER BY due_ms, id LIMIT $3",
                queue.value,
                to_ms(now),
                limit,
            )
        if not rows:
            return []
        async with self.database.transaction() as connection:
            return await self._deliveries(connection, rows, now)

    async def _first_due(
        self, connection: Connection, queue: Queue
    ) -> tuple[Mapping[int, datetime], Mapping[int, datetime]]:
        """When the first of each urgency is due that waits, the urgent first; and in chats the one behind a crowd."""
        skipped = (0, CROWD) if queue is Queue.CHAT else (0,)
        asked = [(many, urgent) for many in skipped for urgent in _URGENT_FIRST]
        dues = (f"{_DUE.format(queue, urgent, many)} AS due_{many}_{urgent}" for many, urgent in asked)
        (row,) = await connection.fetch(f"SELECT {', '.join(dues)}")
        found: dict[int, dict[int, datetime]] = {0: {}, CROWD: {}}
        for many, urgent in asked:
            if (due := row[f"due_{many}_{urgent}"]) is not None:
                found[many][urgent] = from_ms(due, self.timezone)
        return found[0], found[CROWD]

    async def payload_of(self, number: int) -> Mapping[str, Any] | None:
        """What a delivery holds; None for one that is not known or is damaged."""
        async with self.database.reading() as connection:
            rows = await connection.fetch("SELECT payload FROM outbox WHERE id = $1", number)
        with suppress(ValueError):
            payload = json.loads(rows[0]["payload"]) if rows else None
            return payload if isinstance(payload, dict) else None
        return None

    async def counts(self) -> dict[tuple[str, str], int]:
        """How many deliveries there are by (queue, state)."""
        async with self.database.reading() as connection:
            rows = await connection.fetch("SELECT queue, state, COUNT(*) AS n FROM outbox GROUP BY queue, state")
            return {(row["queue"], row["state"]): row["n"] for row in rows}

    async def oldest(self, now: datetime) -> dict[str, timedelta]:
        """How long the oldest delivery of a queue has been waiting that is due, or has been tried and not arrived."""
        async with self.database.reading() as connection:
            rows = await connection.fetch(
                "SELECT queue, MIN(posted_ms) AS posted FROM outbox WHERE state IN ('queued', 'sending', 'unknown')"
                " AND (due_ms <= $1 OR attempts > 0) GROUP BY queue",
                to_ms(now),
            )
        return {row["queue"]: max(timedelta(), now - from_ms(row["posted"], self.timezone)) for row in rows}

    async def _deliveries(self, connection: Connection, rows: Iterable[Row], now: datetime) -> list[Delivery]:
        """Those that can be read; a damaged one is set aside and named, and holds up no other."""
        deliveries = []
        for row in rows:
            try:
                deliveries.append(self._delivery(row))
            except ValueError:
                _log.error("delivery %s (%s) is damaged and was set aside", row["id"], row["queue"])
                await connection.execute(
                    "UPDATE outbox SET state = 'failed', error = 'damaged', settled_ms = $1 WHERE id = $2",
                    to_ms(now),
                    row["id"],
                )
        return deliveries

    def _delivery(self, row: Row) -> Delivery:
        """Raises ValueError for a payload that is no JSON object."""
        payload = json.loads(row["payload"])
        if not isinstance(payload, dict):
            raise ValueError("not an object")  # noqa: TRY004 - like a text that is no JSON
        return Delivery(
            id=row["id"],
            queue=Queue(row["queue"]),
            target=row["target"],
            payload=payload,
            attempts=row["attempts"],
            posted=from_ms(row["posted_ms"], self.timezone),
            leased=None if row["leased_ms"] is None else from_ms(row["leased_ms"], self.timezone),
            urgent=bool(row["urgent"]),
            repeated=bool(row["repeated"]),
            taken=row["taken"],
        )
