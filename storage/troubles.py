"""What is wrong where messages come in: one row each, until it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.model.trouble import Endpoint, Trouble, TroubleKind
from storage.database import Connection
from storage.instants import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class SqlTroubles:
    """``domain.ports.troubles.Troubles`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def note(self, endpoint: Endpoint, kind: TroubleKind, detail: str, now: datetime) -> None:
        """There is one now; the same as before goes on since then."""
        await self.connection.execute(
            "INSERT INTO troubles (endpoint, kind, detail, since_ms, last_ms) VALUES ($1, $2, $3, $4, $4)"
            " ON CONFLICT (endpoint) DO UPDATE SET kind = EXCLUDED.kind, detail = EXCLUDED.detail,"
            " last_ms = EXCLUDED.last_ms,"
            " since_ms = CASE WHEN troubles.kind = EXCLUDED.kind THEN troubles.since_ms ELSE EXCLUDED.since_ms END",
            endpoint,
            kind.value,
            detail,
            to_ms(now),
        )

    async def over(self, endpoint: Endpoint) -> None:
        """There is none any more."""
        await self.connection.execute("DELETE FROM troubles WHERE endpoint = $1", endpoint)

    async def standing(self, since: datetime) -> Sequence[Trouble]:
        """Those that were seen since then, by their endpoint."""
        rows = await self.connection.fetch(
            "SELECT endpoint, kind, detail, since_ms, last_ms FROM troubles WHERE last_ms >= $1 ORDER BY endpoint",
            to_ms(since),
        )
        return [
            Trouble(
                Endpoint(row["endpoint"]),
                TroubleKind(row["kind"]),
                row["detail"],
                from_ms(row["since_ms"], self.timezone),
                from_ms(row["last_ms"], self.timezone),
            )
            for row in rows
        ]
