"""Instants in the database: integer milliseconds since the epoch, UTC, the same on every database."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Final

AT_ONCE: Final = 0
"""Due whatever the clock shows."""
DAY_MS: Final = 86_400_000


def to_ms(at: datetime) -> int:
    """Milliseconds since the epoch of an aware instant."""
    return int(at.timestamp() * 1000)


def from_ms(ms: int, timezone: tzinfo = UTC) -> datetime:
    """The aware instant, in the given time zone."""
    return datetime.fromtimestamp(ms / 1000, timezone)
