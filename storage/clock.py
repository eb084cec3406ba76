"""What is kept of the clock over restarts: one row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, tzinfo

from domain.model.trust import Trust
from storage.database import Connection
from storage.instants import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class SqlClockRecord:
    """``domain.ports.clock.ClockRecord`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def read(self, *, hold: bool = False) -> Trust | None:
        """What was thought of it last; None before anybody looked. ``hold``: nobody else changes it until commit."""
        lock = " FOR UPDATE" if hold and self.connection.dialect == "postgres" else ""
        rows = await self.connection.fetch(f"SELECT trusted_ms, jumped_ms FROM clock WHERE id = 1{lock}")
        if not rows:
            return None
        return Trust(from_ms(rows[0]["trusted_ms"], self.timezone), timedelta(milliseconds=rows[0]["jumped_ms"]))

    async def write(self, trust: Trust) -> None:
        """Keep what is thought of it now."""
        await self.connection.execute(
            "INSERT INTO clock (id, trusted_ms, jumped_ms) VALUES (1, $1, $2)"
            " ON CONFLICT (id) DO UPDATE SET trusted_ms = EXCLUDED.trusted_ms, jumped_ms = EXCLUDED.jumped_ms",
            to_ms(trust.newest),
            round(trust.jumped / timedelta(milliseconds=1)),
        )
