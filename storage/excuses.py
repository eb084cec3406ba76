"""Who is excused from a round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.model.round import Round
from storage import digests
from storage.database import Connection
from storage.instants import to_ms


@dataclass(frozen=True, slots=True)
class SqlExcuses:
    """``domain.ports.excuses.Excuses`` on SQL."""

    connection: Connection

    async def begin(self, round_: Round, now: datetime) -> None:
        """Excuse from an open round whoever is excused from every round that begins."""
        known = "SELECT 1 FROM excuses e WHERE e.household_id = s.household_id AND e.round_id = s.round_id"
        excused = await self.connection.fetch(
            "INSERT INTO excuses (household_id, round_id, reason, officer_id, at_ms)"
            " SELECT s.household_id, s.round_id, x.reason, x.officer_id, CAST($2 AS BIGINT)"
            " FROM scores s JOIN standing_excuses x ON x.household_id = s.household_id AND x.ended_ms IS NULL"
            f" WHERE s.round_id = $1 AND s.score IS NOT NULL AND NOT EXISTS ({known}) RETURNING id",
            round_.id,
            to_ms(now),
        )
        await digests.note(self.connection, "excuses", [row["id"] for row in excused])
        await self.connection.execute(
            "UPDATE scores SET score = NULL WHERE round_id = $1 AND household_id IN"
            " (SELECT e.household_id FROM excuses e WHERE e.round_id = $1 AND e.ended_ms IS NULL)",
            round_.id,
        )

    async def note(self, household_id: int, round_id: int, reason: str, officer_id: int | None, now: datetime) -> None:
        """Note why a household has no score in a round."""
        noted = await self.connection.fetch(
            "INSERT INTO excuses (household_id, round_id, reason, officer_id, at_ms) VALUES ($1, $2, $3, $4, $5)"
            " RETURNING id",
            household_id,
            round_id,
            reason,
            officer_id,
            to_ms(now),
        )
        await digests.note(self.connection, "excuses", [row["id"] for row in noted])

    async def end(self, household_id: int, round_id: int, now: datetime) -> None:
        """The household is back in."""
        ended = await self.connection.fetch(
            "UPDATE excuses SET ended_ms = $1 WHERE household_id = $2 AND round_id = $3 AND ended_ms IS NULL"
            " RETURNING id",
            to_ms(now),
            household_id,
            round_id,
        )
        await digests.note(self.connection, "excuses", [row["id"] for row in ended])

    async def is_excused(self, household_id: int, round_id: int) -> bool:
        """Whether somebody took the household out of that round."""
        sql = "SELECT id FROM excuses WHERE household_id = $1 AND round_id = $2 AND ended_ms IS NULL"
        return bool(await self.connection.fetch(sql, household_id, round_id))
