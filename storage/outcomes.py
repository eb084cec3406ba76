"""What became of an attempt to deliver, noted with all that follows from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from domain.model.delivery import (
    ONCE_SENT,
    Dropped,
    Failed,
    Outcome,
    Queue,
    Repeat,
    Retry,
    Sent,
    Settlement,
    Unknown,
)
from storage import digests, text_attempts
from storage.chat_reach import note_reach
from storage.database import Connection
from storage.instants import to_ms

_STATES: dict[type[Outcome], str] = {
    Sent: "sent",
    Retry: "queued",
    Repeat: "queued",
    Failed: "failed",
    Unknown: "unknown",
    Dropped: "dropped",
}


async def note(connection: Connection, settlement: Settlement) -> None:
    """Note it; nothing where a status report or another worker was faster. What goes out only once is not kept."""
    delivery, outcome, at = settlement.delivery, settlement.outcome, settlement.at
    noted = await _note_state(connection, settlement)
    if noted and isinstance(outcome, Sent | Failed | Dropped) and ONCE_SENT in delivery.payload:
        without = json.dumps(_without_secret(delivery.payload), ensure_ascii=False)
        await connection.execute("UPDATE outbox SET payload = $1 WHERE id = $2", without, delivery.id)
        await digests.note(connection, "outbox", [delivery.id])
    if delivery.queue is Queue.CHAT:
        await note_reach(connection, delivery.target, outcome, at)
    if delivery.queue is Queue.SMS:
        await text_attempts.note_outcome(connection, delivery, outcome, at)
        if noted and not isinstance(outcome, Sent):  # what is sent neither goes again nor to another number
            await text_attempts.reconsider(connection, delivery.id, at)


async def _note_state(connection: Connection, settlement: Settlement) -> int:
    """How many rows it is noted in: one, or none."""
    delivery, outcome = settlement.delivery, settlement.outcome
    closed = isinstance(outcome, Retry) and (outcome.closed or (outcome.ours and delivery.queue is Queue.SMS))
    untried = isinstance(outcome, Retry) and outcome.untried
    return await connection.execute(
        "UPDATE outbox SET state = $1, external_id = COALESCE($2, external_id), error = $3,"
        " due_ms = COALESCE($4, due_ms), settled_ms = $5, closed = $8,"
        " repeated = CASE WHEN $9 = 1 THEN 1 ELSE repeated END, attempts = attempts - $10"
        " WHERE id = $6 AND attempts = $7 AND state IN ('sending', 'unknown')",
        _STATES[type(outcome)],
        outcome.external_id if isinstance(outcome, Sent) else None,
        None if isinstance(outcome, Sent) else outcome.error,
        to_ms(settlement.due) if settlement.due else None,
        to_ms(settlement.at),
        delivery.id,
        delivery.attempts,
        int(closed),
        int(isinstance(outcome, Repeat)),
        int(untried),
    )


def _without_secret(payload: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a delivery that held a secret, and what goes should a text have to go once more."""
    words = "body" if "body" in payload else "text"
    return {name: one for name, one in payload.items() if name != ONCE_SENT} | {words: payload[ONCE_SENT]}
