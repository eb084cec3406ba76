"""Large awards that wait for a second officer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.model.award_proposal import AwardProposal, NewAwardProposal
from storage import digests
from storage.database import Connection, Row
from storage.instants import to_ms
from storage.roster import HOUSEHOLD, as_household

_COLUMNS = (
    f"{HOUSEHOLD}, p.id AS proposal, p.round_id, p.day, p.item, p.points, p.reason, p.officer_id, p.claim_id,"
    " p.evidence_id, p.last_entry, p.done_ms"
)


@dataclass(frozen=True, slots=True)
class SqlAwardProposals:
    """``domain.ports.award_proposals.AwardProposals`` on SQL."""

    connection: Connection

    async def make(self, new: NewAwardProposal, now: datetime) -> int:
        """Keep a proposal; its number."""
        (row,) = await self.connection.fetch(
            "INSERT INTO award_proposals (household_id, round_id, day, item, points, reason, officer_id, claim_id,"
            " evidence_id, last_entry, made_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
            new.household.id,
            new.round_id,
            new.day.isoformat(),
            new.item,
            new.points,
            new.reason,
            new.officer_id,
            new.claim,
            new.evidence_id,
            new.last_entry,
            to_ms(now),
        )
        number: int = row["id"]
        await digests.note(self.connection, "award_proposals", [number])
        return number

    async def lock(self, number: int) -> AwardProposal | None:
        """The proposal with that number, locked against other writers until commit."""
        lock = " FOR UPDATE OF p" if self.connection.dialect == "postgres" else ""
        found = await self._select(f"p.id = $1{lock}", number)
        return found[0] if found else None

    async def same(self, new: NewAwardProposal) -> Sequence[AwardProposal]:
        """What was proposed for the same household, item and day, oldest first."""
        about = "p.household_id = $1 AND p.item = $2 AND p.day = $3 ORDER BY p.id"
        return await self._select(about, new.household.id, new.item, new.day.isoformat())

    async def waiting(self, unit: str, year: int) -> Sequence[AwardProposal]:
        """What waits for a second officer in the unit's rounds of a year, oldest first."""
        return await self._select(
            "p.done_ms IS NULL AND o.unit_code = $1 AND o.year = $2 AND NOT EXISTS (SELECT 1 FROM award_proposals n"
            " WHERE n.household_id = p.household_id AND n.item = p.item AND n.day = p.day AND n.id > p.id)"
            " ORDER BY p.id",
            unit,
            year,
        )

    async def finish(self, number: int, second_id: int, entry_id: int | None, now: datetime) -> bool:
        """Note the entry that it came to, None when it was dropped, and by whom; False when that was done already."""
        done = await self.connection.fetch(
            "UPDATE award_proposals SET done_ms = $1, second_id = $2, entry_id = $3"
            " WHERE id = $4 AND done_ms IS NULL RETURNING id",
            to_ms(now),
            second_id,
            entry_id,
            number,
        )
        await digests.note(self.connection, "award_proposals", [row["id"] for row in done])
        return bool(done)

    async def _select(self, condition: str, *args: object) -> list[AwardProposal]:
        rows = await self.connection.fetch(
            f"SELECT {_COLUMNS} FROM award_proposals p JOIN households h ON h.id = p.household_id"
            f" JOIN rounds o ON o.id = p.round_id WHERE {condition}",
            *args,
        )
        return [_proposal(row) for row in rows]


def _proposal(row: Row) -> AwardProposal:
    wanted = NewAwardProposal(
        household=as_household(row),
        round_id=row["round_id"],
        day=date.fromisoformat(row["day"]),
        item=row["item"],
        points=row["points"],
        reason=row["reason"],
        officer_id=row["officer_id"],
        claim=row["claim_id"],
        evidence_id=row["evidence_id"],
        last_entry=row["last_entry"],
    )
    return AwardProposal(row["proposal"], wanted, row["done_ms"] is not None)
