"""Signs of life: a row that is really written, so that a full disk or a lock that nobody gives back is noticed."""

from __future__ import annotations

from datetime import datetime, tzinfo

from storage.database import Connection
from storage.instants import from_ms, to_ms


async def beat(connection: Connection, name: str, now: datetime) -> None:
    """Note that the part of that name lives. Raises what the database raises when it cannot write."""
    await connection.execute(
        "INSERT INTO heartbeats (name, at_ms) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET at_ms = EXCLUDED.at_ms",
        name,
        to_ms(now),
    )


async def latest(connection: Connection, timezone: tzinfo) -> datetime | None:
    """When any part last showed that it lives."""
    (row,) = await connection.fetch("SELECT MAX(at_ms) AS at_ms FROM heartbeats")
    return None if row["at_ms"] is None else from_ms(row["at_ms"], timezone)
