"""How far the texts that a channel took in for us are known to be in the inbox, by the channel's own clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from storage.database import Database
from storage.instants import from_ms, to_ms
from storage.store import outages_named

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to when everything is in the inbox, and since when the channel's list is looked through at all."""

    heard: datetime
    began: datetime


@dataclass(frozen=True, slots=True)
class SqlInboundMarks:
    """Each method is a transaction of its own, and raises Unavailable."""

    database: Database
    timezone: tzinfo

    async def heard(self, channel: str, now: datetime) -> Mark:
        """Up to when everything is in the inbox; the first time the newest text that is there, else ``now``.

        What is noted as later than ``now``, by a clock that was set back since, counts for nothing.
        """
        with outages_named():
            async with self.database.transaction() as connection:
                await connection.execute(
                    "INSERT INTO inbound_marks (channel, heard_ms, began_ms) SELECT $1, m.at, m.at"
                    " FROM (SELECT COALESCE((SELECT MAX(received_ms) FROM inbox WHERE source = 'sms'"
                    " AND received_ms <= $2), $2) AS at) AS m"
                    " WHERE NOT EXISTS (SELECT 1 FROM inbound_marks WHERE channel = $1)"
                    " ON CONFLICT (channel) DO NOTHING",
                    channel,
                    to_ms(now),
                )
                (row,) = await connection.fetch(
                    "SELECT heard_ms, began_ms FROM inbound_marks WHERE channel = $1", channel
                )
        return Mark(from_ms(row["heard_ms"], self.timezone), from_ms(row["began_ms"], self.timezone))

    async def move(self, channel: str, to: datetime) -> None:
        """Everything up to then is in the inbox; the mark never goes back."""
        with outages_named():
            async with self.database.transaction() as connection:
                await connection.execute(
                    "UPDATE inbound_marks SET heard_ms = $2 WHERE channel = $1 AND heard_ms < $2", channel, to_ms(to)
                )

    async def missing(self, sids: Sequence[str]) -> set[str]:
        """Which of these texts are not in the inbox."""
        known: set[str] = set()
        with outages_named():
            async with self.database.reading() as connection:
                for start in range(0, len(sids), _AT_ONCE):
                    some = sids[start : start + _AT_ONCE]
                    places = ", ".join(f"${number}" for number in range(1, len(some) + 1))
                    rows = await connection.fetch(
                        f"SELECT key FROM inbox WHERE source = 'sms' AND key IN ({places})", *some
                    )
                    known.update(row["key"] for row in rows)
        return set(sids) - known
