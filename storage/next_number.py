"""A text whose number failed for good or wants no notices goes to the household's next number, or to nobody."""

from __future__ import annotations

import json
from datetime import datetime

from domain.model.notice import Addressee
from domain.notices.addressing import HOUSEHOLD, number_for, why_none
from storage.addressees import addressees
from storage.database import Connection, Row
from storage.instants import AT_ONCE, to_ms


async def move_on(connection: Connection, delivery: int, now: datetime) -> None:
    """Lead a text that waits or has failed on to the number that it is to go to; where there is none, it ends."""
    rows = await connection.fetch(
        "SELECT o.id, o.state, o.target, o.urgent, o.payload, r.phone AS refusing FROM outbox o"
        " LEFT JOIN optouts r ON r.phone = o.target WHERE o.id = $1 AND o.state IN ('queued', 'failed')",
        delivery,
    )
    for row in rows:
        refused = bool(row["refusing"]) and not row["urgent"]
        if row["state"] == "failed" or refused:
            await _lead_on(connection, row, now)


async def _lead_on(connection: Connection, row: Row, now: datetime) -> None:
    household = _household(row["payload"])
    home = None if household is None else (await addressees(connection, {row["id"]: household}))[row["id"]]
    number = home and number_for(home, row["target"], notice=not row["urgent"])
    if number:
        await connection.execute(
            "UPDATE outbox SET state = 'queued', target = $1, due_ms = CASE WHEN state = 'queued' THEN due_ms ELSE $2"
            " END WHERE id = $3",
            number,
            AT_ONCE,
            row["id"],
        )
    elif row["state"] == "queued":
        await _drop(connection, row["id"], home, now)


def _household(payload: str) -> int | None:
    """The household that a text is about; None for a reply, and for a damaged text, which its worker sets aside."""
    try:
        read = json.loads(payload)
    except ValueError:
        return None
    household: int | None = read.get(HOUSEHOLD) if isinstance(read, dict) else None
    return household


async def _drop(connection: Connection, delivery: int, home: Addressee | None, now: datetime) -> None:
    await connection.execute(
        "UPDATE outbox SET state = 'dropped', error = $1, settled_ms = $2 WHERE id = $3",
        why_none(home) if home else "opted-out",
        to_ms(now),
        delivery,
    )
