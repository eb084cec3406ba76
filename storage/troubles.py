"""What is wrong at the doors: one row each, until it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.model.trouble import Door, Ill, Trouble
from storage.database import Connection
from storage.instants import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class SqlTroubles:
    """``domain.ports.troubles.Troubles`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def note(self, door: Door, ill: Ill, detail: str, now: datetime) -> None:
        """There is one now; the same as before goes on since then."""
        await self.connection.execute(
            "INSERT INTO troubles (door, ill, detail, since_ms, last_ms) VALUES ($1, $2, $3, $4, $4)"
            " ON CONFLICT (door) DO UPDATE SET ill = EXCLUDED.ill, detail = EXCLUDED.detail,"
            " last_ms = EXCLUDED.last_ms,"
            " since_ms = CASE WHEN troubles.ill = EXCLUDED.ill THEN troubles.since_ms ELSE EXCLUDED.since_ms END",
            door,
            ill.value,
            detail,
            to_ms(now),
        )

    async def over(self, door: Door) -> None:
        """There is none any more."""
        await self.connection.execute("DELETE FROM troubles WHERE door = $1", door)

    async def standing(self, since: datetime) -> Sequence[Trouble]:
        """Those that were seen since then, by their door."""
        rows = await self.connection.fetch(
            "SELECT door, ill, detail, since_ms, last_ms FROM troubles WHERE last_ms >= $1 ORDER BY door", to_ms(since)
        )
        return [
            Trouble(
                Door(row["door"]),
                Ill(row["ill"]),
                row["detail"],
                from_ms(row["since_ms"], self.timezone),
                from_ms(row["last_ms"], self.timezone),
            )
            for row in rows
        ]
