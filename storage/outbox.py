"""The outbox: posted within a handler's transaction, claimed and settled by the delivery worker."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.delivery import Draft, Failed, Lane, Outcome, Parcel, Retry, Sent
from storage.database import Connection, Database, Row
from storage.instants import from_ms, to_ms
from storage.keeping import SqlOptOuts

_PARCEL = "id, lane, target, payload, attempts, posted_ms"


@dataclass(frozen=True, slots=True)
class SqlPost:
    """``domain.ports.Post`` on SQL."""

    connection: Connection

    async def post(self, drafts: Iterable[Draft], now: datetime) -> None:
        """Put parcels into the outbox; a key that is there already posts nothing."""
        posted = to_ms(now)
        rows = [
            (
                draft.lane.value,
                draft.target,
                json.dumps(draft.payload, ensure_ascii=False),
                draft.key,
                int(draft.urgent),
                to_ms(draft.due) if draft.due else posted,
                posted,
            )
            for draft in drafts
        ]
        sql = (
            "INSERT INTO outbox (lane, target, payload, key, urgent, state, attempts, due_ms, posted_ms)"
            " VALUES ($1, $2, $3, $4, $5, 'queued', 0, $6, $7) ON CONFLICT (key) DO NOTHING"
        )
        if len(rows) == 1:
            await self.connection.execute(sql, *rows[0])
        elif rows:
            await self.connection.execute_many(sql, rows)


@dataclass(frozen=True, slots=True)
class SqlDesk:
    """The delivery worker's side of the outbox; every call is a transaction of its own."""

    database: Database
    timezone: tzinfo

    async def claim(self, lane: Lane, limit: int, now: datetime) -> list[Parcel]:
        """Take up to ``limit`` parcels that are due, urgent ones first; they count one attempt more."""
        async with self.database.transaction() as connection:
            skip = " FOR UPDATE SKIP LOCKED" if connection.dialect == "postgres" else ""
            rows = await connection.fetch(
                "UPDATE outbox SET state = 'sending', leased_ms = $1, attempts = attempts + 1 WHERE id IN ("
                " SELECT id FROM outbox WHERE lane = $2 AND state = 'queued' AND due_ms <= $1"
                f" ORDER BY urgent DESC, due_ms, id LIMIT $3{skip}) RETURNING {_PARCEL}, urgent, due_ms",
                to_ms(now),
                lane.value,
                limit,
            )
            in_order = sorted(rows, key=lambda row: (-row["urgent"], row["due_ms"], row["id"]))
            return [self._parcel(row) for row in in_order]

    async def settle(self, parcel_id: int, outcome: Outcome, now: datetime, due: datetime | None) -> None:
        """Note what became of a parcel; ``due`` is when a Retry is tried again."""
        async with self.database.transaction() as connection:
            match outcome:
                case Sent(external_id):
                    values = ("sent", external_id, None, None)
                case Retry(error):
                    values = ("queued", None, error, to_ms(due or now))
                case Failed(error):
                    values = ("failed", None, error, None)
                case _:
                    values = ("unknown", None, outcome.error, None)
            # A status report may have come in first: what it settled stays settled.
            await connection.execute(
                "UPDATE outbox SET state = $1, external_id = COALESCE($2, external_id), error = $3,"
                " due_ms = COALESCE($4, due_ms), settled_ms = $5"
                " WHERE id = $6 AND state IN ('sending', 'unknown', 'queued')",
                *values,
                to_ms(now),
                parcel_id,
            )
            if isinstance(outcome, Failed) and outcome.opted_out:
                rows = await connection.fetch("SELECT target FROM outbox WHERE id = $1", parcel_id)
                await SqlOptOuts(connection).add(rows[0]["target"], now)

    async def take_over_stale(self, lane: Lane, leased_before: datetime, now: datetime) -> int:
        """Parcels whose worker died in mid-send may or may not have gone out: they become unknown."""
        async with self.database.transaction() as connection:
            return await connection.execute(
                "UPDATE outbox SET state = 'unknown', error = 'worker-died', settled_ms = $1"
                " WHERE lane = $2 AND state = 'sending' AND leased_ms < $3",
                to_ms(now),
                lane.value,
                to_ms(leased_before),
            )

    async def unknowns(self, lane: Lane, before: datetime, limit: int, now: datetime) -> list[Parcel]:
        """Unknown parcels that were not looked at since ``before``; looking at them is noted."""
        async with self.database.transaction() as connection:
            rows = await connection.fetch(
                "UPDATE outbox SET settled_ms = $1 WHERE id IN (SELECT id FROM outbox"
                " WHERE lane = $2 AND state = 'unknown' AND settled_ms < $3 ORDER BY id LIMIT $4)"
                f" RETURNING {_PARCEL}",
                to_ms(now),
                lane.value,
                to_ms(before),
                limit,
            )
            return [self._parcel(row) for row in rows]

    async def next_due(self, lane: Lane) -> datetime | None:
        """When the next queued parcel of a lane is due."""
        async with self.database.reading() as connection:
            (row,) = await connection.fetch(
                "SELECT MIN(due_ms) AS due FROM outbox WHERE lane = $1 AND state = 'queued'", lane.value
            )
            return None if row["due"] is None else from_ms(row["due"], self.timezone)

    async def report(
        self, parcel_id: int | None, external_id: str, state: str, error: str | None, now: datetime
    ) -> str:
        """Take a platform's status report: ``state`` is sent, delivered or failed. Late reports never go back.

        Returns the parcel's target, "" when the report is of no parcel of ours.
        """
        earlier = {"sent": ("sending", "unknown"), "delivered": ("sending", "unknown", "sent")}.get(
            state, ("sending", "unknown", "sent")
        )
        async with self.database.transaction() as connection:
            rows = await connection.fetch(
                "SELECT id, target, state FROM outbox WHERE external_id = $1 OR id = $2 ORDER BY id LIMIT 1",
                external_id,
                parcel_id,
            )
            if not rows:
                return ""
            if rows[0]["state"] in earlier:
                await connection.execute(
                    "UPDATE outbox SET state = $1, external_id = $2, error = $3, settled_ms = $4 WHERE id = $5",
                    state,
                    external_id,
                    error,
                    to_ms(now),
                    rows[0]["id"],
                )
            target: str = rows[0]["target"]
            return target

    async def counts(self) -> dict[tuple[str, str], int]:
        """How many parcels there are by (lane, state)."""
        async with self.database.reading() as connection:
            rows = await connection.fetch("SELECT lane, state, COUNT(*) AS n FROM outbox GROUP BY lane, state")
            return {(row["lane"], row["state"]): row["n"] for row in rows}

    def _parcel(self, row: Row) -> Parcel:
        return Parcel(
            id=row["id"],
            lane=Lane(row["lane"]),
            target=row["target"],
            payload=json.loads(row["payload"]),
            attempts=row["attempts"],
            posted=from_ms(row["posted_ms"], self.timezone),
        )
