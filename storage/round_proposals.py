"""What an officer wants done with a round and another has to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.model.round_proposal import RoundProposal, RoundWish
from storage import digests
from storage.database import Connection
from storage.instants import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class SqlRoundProposals:
    """``domain.ports.round_proposals.RoundProposals`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def make(self, round_id: int, wish: RoundWish, officer_id: int, reason: str, now: datetime) -> int:
        """Keep a proposal; its number."""
        (row,) = await self.connection.fetch(
            "INSERT INTO round_proposals (round_id, kind, officer_id, reason, made_ms)"
            " VALUES ($1, $2, $3, $4, $5) RETURNING id",
            round_id,
            wish,
            officer_id,
            reason,
            to_ms(now),
        )
        number: int = row["id"]
        await digests.note(self.connection, "round_proposals", [number])
        return number

    async def get(self, number: int) -> RoundProposal | None:
        """The proposal with that number."""
        rows = await self.connection.fetch(
            "SELECT round_id, kind, officer_id, reason, done_ms FROM round_proposals WHERE id = $1", number
        )
        if not rows:
            return None
        row = rows[0]
        done = None if row["done_ms"] is None else from_ms(row["done_ms"], self.timezone)
        return RoundProposal(number, row["round_id"], row["kind"], row["officer_id"], row["reason"], done)

    async def latest(self, round_id: int) -> int | None:
        """The number of the last proposal about a round."""
        sql = "SELECT MAX(id) AS last FROM round_proposals WHERE round_id = $1"
        (row,) = await self.connection.fetch(sql, round_id)
        last: int | None = row["last"]
        return last

    async def finish(self, number: int, second_id: int, now: datetime) -> bool:
        """Mark it done by that second officer; False when it was already."""
        done = await self.connection.fetch(
            "UPDATE round_proposals SET done_ms = $1, second_id = $2 WHERE id = $3 AND done_ms IS NULL RETURNING id",
            to_ms(now),
            second_id,
            number,
        )
        await digests.note(self.connection, "round_proposals", [row["id"] for row in done])
        return bool(done)
