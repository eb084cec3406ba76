"""Signs of life: a row that is really written, so that a full disk or a lock that nobody gives back is noticed."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import Final

from storage.database import Connection
from storage.instants import from_ms, to_ms

SCHEDULER: Final = "scheduler"
"""The part that does what the calendar asks for, once a minute."""


async def beat(connection: Connection, name: str, now: datetime) -> None:
    """Note that the part of that name lives. Raises what the database raises when it cannot write."""
    await connection.execute(
        "INSERT INTO heartbeats (name, at_ms) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET at_ms = EXCLUDED.at_ms",
        name,
        to_ms(now),
    )


async def latest(connection: Connection, name: str, timezone: tzinfo) -> datetime | None:
    """When the part of that name last showed that it lives; None when it never has."""
    rows = await connection.fetch("SELECT at_ms FROM heartbeats WHERE name = $1", name)
    return from_ms(rows[0]["at_ms"], timezone) if rows else None


async def turn(connection: Connection, name: str, now: datetime, apart: timedelta) -> bool:
    """Whether it is this process that does what has that name: nobody else has begun within ``apart``.

    Who looks at least as often keeps it, and when that process ends another one takes over.
    """
    mine = await connection.execute(
        "INSERT INTO heartbeats (name, at_ms) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET at_ms = EXCLUDED.at_ms"
        " WHERE heartbeats.at_ms <= $3 OR heartbeats.at_ms > $2",  # later than now: written by a clock that was set
        name,
        to_ms(now),
        to_ms(now - apart),
    )
    return mine == 1
