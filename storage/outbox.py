"""The outbox: posted within a handler's transaction, claimed and settled by the delivery worker."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any, Final

from domain.model.about import About, Subject
from domain.model.delivery import (
    ONCE_SENT,
    Delivery,
    Draft,
    Dropped,
    Failed,
    Outcome,
    Queue,
    Rate,
    Repeat,
    Retry,
    Sent,
    Unknown,
)
from domain.model.message import Reach
from storage.alone import alone
from storage.database import Connection, Database, Row
from storage.instants import AT_ONCE, DAY_MS, from_ms, to_ms
from storage.text_attempts import note_handed_over, note_outcome, readdress, reconsider

_log = logging.getLogger(__name__)

_DELIVERY = "id, queue, target, payload, attempts, posted_ms, leased_ms, urgent, repeated"

_TAKEN = "(SELECT COUNT(*) FROM text_attempts t WHERE t.outbox_id = outbox.id AND t.external_id IS NOT NULL) AS taken"
"""How many hand-overs of a text its platform has taken over."""

_json: Final = json.JSONEncoder(ensure_ascii=False).encode

_IN_HAND_MS = 5_000
"""How long a delivery in mid-send keeps its target to itself. After that its worker is dead or its platform slow, and
its chat shall not fall silent until that is known. A lease that begins later than that is of another clock."""

_URGENT_FIRST: Final = (1, 0)
"""The index has them in this order, and within each by due time: two short looks into it are cheap at any length of
the queue, where one look for both urgencies would read all that waits for the morning."""

_STATES: dict[type[Outcome], str] = {
    Sent: "sent",
    Retry: "queued",
    Repeat: "queued",
    Failed: "failed",
    Unknown: "unknown",
    Dropped: "dropped",
}


@dataclass(frozen=True, slots=True)
class SqlPost:
    """``domain.ports.messages.Post`` on SQL."""

    connection: Connection

    async def post(self, drafts: Iterable[Draft], now: datetime) -> None:
        """Put deliveries into the outbox; a key that is there already posts nothing."""
        posted = to_ms(now)
        drafts = list(drafts)
        for draft in drafts:
            if draft.due is None or draft.due <= now:
                self.connection.posted(draft.queue)
        rows = [
            (
                draft.queue.value,
                draft.target,
                _json(draft.payload),
                draft.key,
                int(draft.urgent),
                to_ms(draft.due) if draft.due else AT_ONCE,
                posted,
            )
            for draft in drafts
        ]
        sql = (
            "INSERT INTO outbox (queue, target, payload, key, urgent, state, attempts, due_ms, posted_ms)"
            " VALUES ($1, $2, $3, $4, $5, 'queued', 0, $6, $7) ON CONFLICT (key) DO NOTHING"
        )
        if len(rows) == 1:
            await self.connection.append(sql, *rows[0])
        elif rows:
            await self.connection.execute_many(sql, rows)

    async def about(self, chat: str, message: str) -> Sequence[About]:
        """What a message of ours in a chat is about."""
        rows = await self.connection.fetch(
            "SELECT payload FROM outbox WHERE external_id = $1 AND queue = 'chat' AND target = $2",
            message,
            chat,
        )
        pairs = [pair for row in rows for pair in json.loads(row["payload"]).get("about", ())]
        return [About(Subject(kind), number) for kind, number in pairs]

    async def reach(self, since: datetime) -> Reach:
        """What does not get through at present, and what was given up since then."""
        refused = await self.connection.fetch(
            "SELECT error, COUNT(*) AS n FROM outbox WHERE queue = 'sms' AND state = 'queued' AND closed = 1"
            " GROUP BY error ORDER BY 2 DESC, 1"
        )
        units = await self.connection.fetch(
            "SELECT unit_code FROM chats WHERE closed_ms IS NOT NULL ORDER BY unit_code"
        )
        (waiting,) = await self.connection.fetch(
            "SELECT COUNT(*) AS n FROM outbox WHERE queue = 'chat' AND state = 'queued' AND closed = 1"
        )
        lost = await self.connection.fetch(
            "SELECT queue, COUNT(*) AS n FROM outbox WHERE state = 'failed' AND settled_ms >= $1"
            # A note over a button or buttons that stay are no loss.
            " AND (queue <> 'chat' OR error LIKE 'damaged%' OR payload LIKE '%\"kind\":%\"say\"%'"
            ' OR payload LIKE \'%"kind":%"print"%\') GROUP BY queue',
            to_ms(since),
        )
        return Reach(
            [row["unit_code"] for row in units],
            waiting["n"],
            {Queue(row["queue"]): row["n"] for row in lost},
            {row["error"]: row["n"] for row in refused},
        )

    async def stuck(self, before: datetime) -> Mapping[Queue, int]:
        """How many deliveries could have gone since then and have not."""
        rows = await self.connection.fetch(
            "SELECT queue, COUNT(*) AS many FROM outbox WHERE state = 'queued' AND due_ms < $1 AND posted_ms < $1"
            " GROUP BY queue ORDER BY 1",
            to_ms(before),
        )
        return {Queue(row["queue"]): row["many"] for row in rows}

    async def chat_opened(self, chat: str) -> None:
        """A chat takes our messages again: what it missed goes now."""
        await _release(self.connection, chat)
        await _note_chat(self.connection, chat, None)

    async def chat_closed(self, chat: str, now: datetime) -> None:
        """A chat takes no more messages of ours."""
        await _note_chat(self.connection, chat, now)


@dataclass(frozen=True, slots=True)
class SqlDesk:
    """The delivery worker's side of the outbox; every call is a transaction of its own."""

    database: Database
    timezone: tzinfo

    async def claim(
        self, queue: Queue, limit: int, now: datetime, rate: Rate | None = None, apart: timedelta = timedelta()
    ) -> list[Delivery]:
        """Take up to ``limit`` deliveries that are due, one a target and none that would overtake an earlier one."""
        async with self.database.transaction() as connection:
            if rate is not None:
                await alone(connection, f"claim {queue}")
            rows: list[Row] = []
            for urgent in _URGENT_FIRST:
                if len(rows) < limit:
                    rows += await _claim(connection, queue, urgent, limit - len(rows), now, _Bounds(rate, apart))
            if queue is Queue.SMS and rows:
                await note_handed_over(connection, rows)
            return await self._deliveries(connection, rows, now)

    async def settle(self, delivery: Delivery, outcome: Outcome, now: datetime, due: datetime | None) -> None:
        """Note what became of an attempt; nothing if a status report or another worker was faster."""
        external = outcome.external_id if isinstance(outcome, Sent) else None
        error = None if isinstance(outcome, Sent) else outcome.error
        closed = isinstance(outcome, Retry) and (outcome.closed or (outcome.ours and delivery.queue is Queue.SMS))
        untried = isinstance(outcome, Retry) and outcome.untried
        async with self.database.transaction() as connection:
            noted = await connection.execute(
                "UPDATE outbox SET state = $1, external_id = COALESCE($2, external_id), error = $3,"
                " due_ms = COALESCE($4, due_ms), settled_ms = $5, closed = $8,"
                " repeated = CASE WHEN $9 = 1 THEN 1 ELSE repeated END, attempts = attempts - $10"
                " WHERE id = $6 AND attempts = $7 AND state IN ('sending', 'unknown')",
                _STATES[type(outcome)],
                external,
                error,
                to_ms(due) if due else None,
                to_ms(now),
                delivery.id,
                delivery.attempts,
                int(closed),
                int(isinstance(outcome, Repeat)),
                int(untried),
            )
            if noted and isinstance(outcome, Sent | Failed | Dropped) and ONCE_SENT in delivery.payload:
                without = _json(_without_secret(delivery.payload))
                await connection.execute("UPDATE outbox SET payload = $1 WHERE id = $2", without, delivery.id)
            if delivery.queue is Queue.CHAT:
                await _note_reach(connection, delivery.target, outcome, now)
            if delivery.queue is Queue.SMS:
                await note_outcome(connection, delivery, outcome, now)
                if noted:
                    await reconsider(connection, delivery.id, now)

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
                " WHERE queue = $2 AND state IN ('queued', 'unknown') AND due_ms > $1"
                " AND COALESCE(settled_ms, posted_ms) > $1",
                to_ms(now),
                queue.value,
            )

    async def unknowns(self, queue: Queue, limit: int, now: datetime) -> list[Delivery]:
        """The unknown deliveries that are to be looked into by ``now``, those due longest first."""
        async with self.database.reading() as connection:
            rows = await connection.fetch(
                f"SELECT {_columns(queue)} FROM outbox WHERE queue = $1 AND state = 'unknown' AND due_ms <= $2"
                " ORDER BY due_ms, id LIMIT $3",
                queue.value,
                to_ms(now),
                limit,
            )
        if not rows:
            return []
        async with self.database.transaction() as connection:
            return await self._deliveries(connection, rows, now)

    async def next_due(self, queue: Queue) -> datetime | None:
        """When the next queued delivery of a queue is due; long ago = at once."""
        async with self.database.reading() as connection:
            first = [
                await connection.fetch(
                    "SELECT due_ms FROM outbox WHERE queue = $1 AND state = 'queued' AND urgent = $2"
                    " ORDER BY due_ms LIMIT 1",
                    queue.value,
                    urgent,
                )
                for urgent in _URGENT_FIRST
            ]
        dues = [row["due_ms"] for rows in first for row in rows]
        return from_ms(min(dues), self.timezone) if dues else None

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


def _columns(queue: Queue) -> str:
    """What a delivery is read from. Only texts are told to their platform under an id that counts."""
    return f"{_DELIVERY}, {_TAKEN if queue is Queue.SMS else '0 AS taken'}"


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What keeps deliveries back that are due, by what all workers have handed over lately: the leases say it.

    A lease that begins further ahead than such a while is of another clock, and counts for nothing.
    """

    rate: Rate | None
    apart: timedelta

    def limit(self, connection: Connection) -> str:
        """How many may be claimed: $3, or what is left of the rate."""
        if self.rate is None:
            return "$3"
        gone = f"(SELECT COUNT(*) FROM outbox g WHERE g.queue = $2 AND {_lately('g', self.rate.seconds)})"
        least, most = ("MIN", "MAX") if connection.dialect == "sqlite" else ("LEAST", "GREATEST")
        return f"{most}(0, {least}($3, {self.rate.count} - {gone}))"

    def rests(self) -> str:
        """The condition that a target has had its rest."""
        if not self.apart:
            return ""
        lately = _lately("g", self.apart.total_seconds())
        return f" AND NOT EXISTS (SELECT 1 FROM outbox g WHERE g.queue = o.queue AND g.target = o.target AND {lately})"


def _lately(row: str, seconds: float) -> str:
    """The condition that a row was handed over less than so long ago; $1 is the time."""
    while_ms = round(seconds * 1000)
    return f"{row}.leased_ms > $1 - {while_ms} AND {row}.leased_ms < $1 + {while_ms}"


async def _claim(
    connection: Connection, queue: Queue, urgent: int, limit: int, now: datetime, bounds: _Bounds
) -> list[Row]:
    """Claim among those of one urgency, the first first: what is due stands together in the index.

    What goes before is said as a CASE, which no index answers: SQLite would look it up by urgency or by lease and read
    all that waits, instead of the few of one target.
    """
    lock = " FOR UPDATE SKIP LOCKED" if connection.dialect == "postgres" else ""
    rows = await connection.fetch(
        "UPDATE outbox SET state = 'sending', leased_ms = $1, attempts = attempts + 1 WHERE id IN ("
        " SELECT o.id FROM outbox o WHERE o.queue = $2 AND o.state = 'queued' AND o.urgent = $4 AND o.due_ms <= $1"
        f"{bounds.rests()} AND NOT EXISTS (SELECT 1 FROM outbox p"
        " WHERE p.queue = o.queue AND p.target = o.target AND p.state IN ('queued', 'sending') AND CASE"
        f" WHEN p.state = 'sending' THEN p.leased_ms > $1 - {_IN_HAND_MS} AND p.leased_ms < $1 + {_IN_HAND_MS}"
        " WHEN p.urgent = o.urgent THEN p.id < o.id AND (p.due_ms <= $1 OR p.settled_ms IS NOT NULL AND p.closed = 0)"
        " ELSE p.urgent > o.urgent AND p.due_ms <= $1 END)"
        f" ORDER BY o.due_ms, o.id LIMIT {bounds.limit(connection)}{lock}) RETURNING {_columns(queue)}, due_ms",
        to_ms(now),
        queue.value,
        limit,
        urgent,
    )
    return sorted(rows, key=lambda row: (row["due_ms"], row["id"]))


def _without_secret(payload: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a delivery that held a secret, and what goes should a text have to go once more."""
    words = "body" if "body" in payload else "text"
    return {name: one for name, one in payload.items() if name != ONCE_SENT} | {words: payload[ONCE_SENT]}


async def _note_reach(connection: Connection, target: str, outcome: Outcome, now: datetime) -> None:
    """What an attempt says of its chat: one that took a message takes what it missed as well."""
    match outcome:
        case Sent():
            if await _release(connection, target):
                await _note_chat(connection, target, None)
        case Retry(closed=True):
            await _note_chat(connection, target, now)


async def _release(connection: Connection, target: str) -> int:
    return await connection.execute(
        "UPDATE outbox SET due_ms = $1, closed = 0"
        " WHERE queue = $2 AND target = $3 AND state = 'queued' AND closed = 1",
        AT_ONCE,
        Queue.CHAT.value,
        target,
    )


async def _note_chat(connection: Connection, chat: str, closed: datetime | None) -> None:
    """Whether a unit's or the town's group is closed to us, and since when."""
    since = "COALESCE(closed_ms, $1)" if closed else "$1"
    for table in ("chats", "town_chats"):
        await connection.execute(
            f"UPDATE {table} SET closed_ms = {since} WHERE chat_id = $2", to_ms(closed) if closed else None, chat
        )
