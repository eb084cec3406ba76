"""Every hand-over of a text: which number it went to, which id the platform gave it, and whether it arrived."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.model.delivery import Delivery, Failed, Outcome, Retry, Sent
from storage.database import Connection, Row
from storage.instants import to_ms
from storage.next_number import move_on
from storage.number_failures import note_failed
from storage.optouts import SqlOptOuts


async def note_handed_over(connection: Connection, deliveries: Iterable[Row]) -> None:
    """These rows of the outbox are handed over for the ``attempts``-th time."""
    await connection.execute_many(
        "INSERT INTO text_attempts (outbox_id, attempt, target) VALUES ($1, $2, $3)",
        [(row["id"], row["attempts"], row["target"]) for row in deliveries],
    )


async def readdress(connection: Connection, delivery: Delivery) -> None:
    """This hand-over goes to the delivery's number, another than when it was posted."""
    await connection.execute(
        "UPDATE outbox SET target = $1 WHERE id = $2 AND attempts = $3", delivery.target, delivery.id, delivery.attempts
    )
    await connection.execute(
        "UPDATE text_attempts SET target = $1 WHERE outbox_id = $2 AND attempt = $3",
        delivery.target,
        delivery.id,
        delivery.attempts,
    )


async def note_outcome(connection: Connection, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
    """What the platform answered to this very hand-over, whatever has become of the delivery meanwhile."""
    match outcome:
        case Sent(external_id):
            await name_attempt(connection, delivery.id, delivery.attempts, external_id)
        case Retry(untried=True):
            await connection.execute(
                "DELETE FROM text_attempts WHERE outbox_id = $1 AND attempt = $2", delivery.id, delivery.attempts
            )
        case Failed():
            if await end_attempt(connection, delivery.id, delivery.attempts, "failed") and outcome.dead:
                await note_failed(connection, delivery.target, now)
            if outcome.opted_out:
                await SqlOptOuts(connection).add(delivery.target, now)


async def name_attempt(connection: Connection, delivery: int, attempt: int, external_id: str) -> bool:
    """Note the platform's id of a hand-over that has none yet; False when there is no such one."""
    named = await connection.execute(
        "UPDATE text_attempts SET external_id = $1 WHERE outbox_id = $2 AND attempt = $3 AND external_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM text_attempts WHERE external_id = $1)",
        external_id,
        delivery,
        attempt,
    )
    return named == 1


async def attempt_under_way(connection: Connection, delivery: int) -> int | None:
    """The hand-over of a text that somebody makes, or of which nobody knows what became; None when there is none."""
    rows = await connection.fetch(
        "SELECT attempts FROM outbox WHERE id = $1 AND queue = 'sms' AND state IN ('sending', 'unknown')", delivery
    )
    return rows[0]["attempts"] if rows else None


async def take_back_arrival(connection: Connection, delivery: int, attempt: int) -> None:
    """A hand-over that was said to have arrived has not, or not whole."""
    await connection.execute(
        "UPDATE text_attempts SET ended = NULL WHERE outbox_id = $1 AND attempt = $2", delivery, attempt
    )


async def note_ours(connection: Connection, delivery: int, attempt: int) -> None:
    """A hand-over failed for our own account or sender: it says nothing of its number."""
    await connection.execute(
        "UPDATE text_attempts SET ours = 1 WHERE outbox_id = $1 AND attempt = $2", delivery, attempt
    )


async def end_attempt(connection: Connection, delivery: int, attempt: int, ended: str) -> bool:
    """A hand-over has ended: delivered or failed, whichever is said first; False when it had ended before."""
    changed = await connection.execute(
        "UPDATE text_attempts SET ended = $1 WHERE outbox_id = $2 AND attempt = $3 AND ended IS NULL",
        ended,
        delivery,
        attempt,
    )
    return changed == 1


async def reconsider(connection: Connection, delivery: int, now: datetime) -> None:
    """What follows for a delivery once a hand-over has ended.

    It does not go again when an earlier one arrived; given up at one number, it goes to the household's next.
    """
    await connection.execute(
        "UPDATE outbox SET state = 'delivered', error = NULL, settled_ms = $1 WHERE id = $2"
        " AND state IN ('queued', 'unknown', 'failed')"
        " AND EXISTS (SELECT 1 FROM text_attempts WHERE outbox_id = $2 AND ended = 'delivered')",
        to_ms(now),
        delivery,
    )
    await move_on(connection, delivery, now)
