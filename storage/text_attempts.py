"""Every hand-over of a text: which number it went to, which id the platform gave it, and whether it arrived."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from domain.addressing import HOUSEHOLD, number_for
from domain.delivery import Failed, Outcome, Parcel, Sent
from storage.addressees import addressee
from storage.database import Connection, Row
from storage.instants import AT_ONCE, to_ms
from storage.keeping import SqlOptOuts


async def note_handed_over(connection: Connection, parcels: Iterable[Row]) -> None:
    """These rows of the outbox are handed over for the ``attempts``-th time."""
    await connection.execute_many(
        "INSERT INTO text_attempts (outbox_id, attempt, target) VALUES ($1, $2, $3)",
        [(row["id"], row["attempts"], row["target"]) for row in parcels],
    )


async def readdress(connection: Connection, parcel: Parcel) -> None:
    """This hand-over goes to the parcel's number, another than when it was posted."""
    await connection.execute(
        "UPDATE outbox SET target = $1 WHERE id = $2 AND attempts = $3", parcel.target, parcel.id, parcel.attempts
    )
    await connection.execute(
        "UPDATE text_attempts SET target = $1 WHERE outbox_id = $2 AND attempt = $3",
        parcel.target,
        parcel.id,
        parcel.attempts,
    )


async def note_outcome(connection: Connection, parcel: Parcel, outcome: Outcome, now: datetime) -> None:
    """What the platform answered to this very hand-over, whatever has become of the parcel meanwhile."""
    match outcome:
        case Sent(external_id):
            await name_attempt(connection, parcel.id, parcel.attempts, external_id)
        case Failed():
            await end_attempt(connection, parcel.id, parcel.attempts, "failed")
            if outcome.opted_out:
                await SqlOptOuts(connection).add(parcel.target, now)


async def name_attempt(connection: Connection, parcel: int, attempt: int, external_id: str) -> bool:
    """Note the platform's id of a hand-over that has none yet; False when there is no such one."""
    named = await connection.execute(
        "UPDATE text_attempts SET external_id = $1 WHERE outbox_id = $2 AND attempt = $3 AND external_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM text_attempts WHERE external_id = $1)",
        external_id,
        parcel,
        attempt,
    )
    return named == 1


async def end_attempt(connection: Connection, parcel: int, attempt: int, ended: str) -> None:
    """A hand-over has ended: delivered or failed, whichever is said first."""
    await connection.execute(
        "UPDATE text_attempts SET ended = $1 WHERE outbox_id = $2 AND attempt = $3 AND ended IS NULL",
        ended,
        parcel,
        attempt,
    )


async def reconsider(connection: Connection, parcel: int, now: datetime) -> None:
    """What follows for a parcel once a hand-over has ended.

    It does not go again when an earlier one arrived or the number refuses notices; given up at one number, it goes to
    the household's next.
    """
    await connection.execute(
        "UPDATE outbox SET state = 'delivered', error = NULL, settled_ms = $1 WHERE id = $2"
        " AND state IN ('queued', 'unknown', 'failed')"
        " AND EXISTS (SELECT 1 FROM text_attempts WHERE outbox_id = $2 AND ended = 'delivered')",
        to_ms(now),
        parcel,
    )
    await _try_next_number(connection, parcel)
    await connection.execute(
        "UPDATE outbox SET state = 'dropped', error = 'opted-out', settled_ms = $1"
        " WHERE id = $2 AND state = 'queued' AND urgent = 0 AND target IN (SELECT phone FROM optouts)",
        to_ms(now),
        parcel,
    )


async def _try_next_number(connection: Connection, parcel: int) -> None:
    rows = await connection.fetch(
        "SELECT payload, target, urgent FROM outbox WHERE id = $1 AND state = 'failed'", parcel
    )
    household = json.loads(rows[0]["payload"]).get(HOUSEHOLD) if rows else None
    if household is None:
        return
    home = await addressee(connection, household, parcel)
    number = number_for(home, rows[0]["target"], notice=not rows[0]["urgent"])
    if number is not None:
        await connection.execute(
            "UPDATE outbox SET state = 'queued', target = $1, due_ms = $2 WHERE id = $3", number, AT_ONCE, parcel
        )
