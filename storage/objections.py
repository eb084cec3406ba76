"""Objections and what waits for a second officer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from domain.model.entry import Source
from domain.model.objection import NewObjection, Objection, ObjectionState
from domain.model.proposal import NewProposal, Proposal
from domain.model.round import Round
from storage import digests
from storage.database import Connection, Row
from storage.instants import from_ms, to_ms
from storage.rounds import ROUND, as_round

_OBJECTION = """
SELECT j.id, j.entry_id, j.household_id, j.round_id, j.unit_code, j.content, j.source, j.phone, j.officer_id,
       j.opened_ms, j.due, j.holds, j.state, j.decided_ms, j.answer, d.name AS decider, s.name AS second_name
FROM objections j
LEFT JOIN officers d ON d.id = j.decided_by
LEFT JOIN officers s ON s.id = j.second_id
"""


@dataclass(frozen=True, slots=True)
class SqlObjections:
    """``domain.ports.objections.Objections`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def hold_round(self, round_id: int) -> Round:
        """A round whose state stays as it is until commit."""
        lock = " FOR SHARE" if self.connection.dialect == "postgres" else ""
        (row,) = await self.connection.fetch(f"SELECT {ROUND} FROM rounds o WHERE o.id = $1{lock}", round_id)
        return as_round(row)

    async def open(self, new: NewObjection) -> int | None:
        """Open a case; its number, None when the entry has an open one."""
        rows = await self.connection.fetch(
            "INSERT INTO objections (entry_id, household_id, round_id, unit_code, content, source, phone, officer_id,"
            " opened_ms, due, holds, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open')"
            " ON CONFLICT DO NOTHING RETURNING id",
            new.entry_id,
            new.household_id,
            new.round_id,
            new.unit,
            new.content,
            new.source.value,
            new.phone,
            new.officer_id,
            to_ms(new.opened),
            new.due.isoformat(),
            int(new.holds),
        )
        await digests.note(self.connection, "objections", [row["id"] for row in rows])
        return rows[0]["id"] if rows else None

    async def get(self, number: int) -> Objection | None:
        """The case with that number."""
        found = await self._select("j.id = $1", number)
        return found[0] if found else None

    async def of_entry(self, entry_id: int) -> Sequence[Objection]:
        """All cases about one entry, oldest first."""
        return await self._select("j.entry_id = $1 ORDER BY j.id", entry_id)

    async def since_settled(self, round_id: int) -> bool:
        """Whether an objection to the round is open, or was opened since it was settled and not withdrawn."""
        rows = await self.connection.fetch(
            "SELECT 1 AS one FROM objections b JOIN rounds o ON o.id = b.round_id WHERE b.round_id = $1"
            " AND (b.state = 'open' OR b.opened_ms >= o.closed_ms AND b.state <> 'withdrawn') LIMIT 1",
            round_id,
        )
        return bool(rows)

    async def open_of_unit(self, unit: str) -> Sequence[Objection]:
        """The unit's open cases, the first due first."""
        return await self._select("j.unit_code = $1 AND j.state = 'open' ORDER BY j.due, j.id", unit)

    async def open_of_household(self, household_id: int) -> Sequence[Objection]:
        """The household's open cases, oldest first."""
        return await self._select("j.household_id = $1 AND j.state = 'open' ORDER BY j.id", household_id)

    async def of_household(self, household_id: int, most: int) -> Sequence[Objection]:
        """The household's last cases, whatever became of them, newest first."""
        return await self._select("j.household_id = $1 ORDER BY j.id DESC LIMIT $2", household_id, most)

    async def decide(
        self, number: int, state: ObjectionState, officer_id: int, second_id: int | None, answer: str, now: datetime
    ) -> bool:
        """open → upheld or dismissed; False when it was decided already."""
        decided = await self.connection.fetch(
            "UPDATE objections SET state = $1, decided_by = $2, second_id = $3, answer = $4, decided_ms = $5"
            " WHERE id = $6 AND state = 'open' RETURNING id",
            state.value,
            officer_id,
            second_id,
            answer,
            to_ms(now),
            number,
        )
        await digests.note(self.connection, "objections", [row["id"] for row in decided])
        return bool(decided)

    async def withdraw(self, number: int, reason: str, now: datetime) -> bool:
        """open → withdrawn by its household; False when it was not open."""
        withdrawn = await self.connection.fetch(
            "UPDATE objections SET state = 'withdrawn', answer = $1, decided_ms = $2"
            " WHERE id = $3 AND state = 'open' RETURNING id",
            reason,
            to_ms(now),
            number,
        )
        await digests.note(self.connection, "objections", [row["id"] for row in withdrawn])
        return bool(withdrawn)

    async def _select(self, condition: str, *args: object) -> list[Objection]:
        return [self._objection(row) for row in await self.connection.fetch(f"{_OBJECTION} WHERE {condition}", *args)]

    def _objection(self, row: Row) -> Objection:
        return Objection(
            id=row["id"],
            entry_id=row["entry_id"],
            household_id=row["household_id"],
            round_id=row["round_id"],
            unit=row["unit_code"],
            content=row["content"],
            source=Source(row["source"]),
            phone=row["phone"],
            officer_id=row["officer_id"],
            opened=from_ms(row["opened_ms"], self.timezone),
            due=date.fromisoformat(row["due"]),
            holds=bool(row["holds"]),
            state=ObjectionState(row["state"]),
            decided=None if row["decided_ms"] is None else from_ms(row["decided_ms"], self.timezone),
            decided_by=row["decider"],
            second=row["second_name"],
            answer=row["answer"],
        )


@dataclass(frozen=True, slots=True)
class SqlProposals:
    """``domain.ports.proposals.Proposals`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def make(self, new: NewProposal, now: datetime) -> int:
        """Keep a proposal; its number."""
        (row,) = await self.connection.fetch(
            "INSERT INTO proposals (kind, entry_id, objection_id, officer_id, points, reason, evidence_id, made_ms)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
            new.kind,
            new.entry_id,
            new.objection_id,
            new.officer_id,
            new.points,
            new.reason,
            new.evidence_id,
            to_ms(now),
        )
        number: int = row["id"]
        await digests.note(self.connection, "proposals", [number])
        return number

    async def get(self, number: int) -> Proposal | None:
        """The proposal with that number."""
        rows = await self.connection.fetch(
            "SELECT kind, entry_id, objection_id, officer_id, points, reason, evidence_id, made_ms, done_ms"
            " FROM proposals WHERE id = $1",
            number,
        )
        if not rows:
            return None
        row = rows[0]
        wanted = NewProposal(
            row["kind"],
            row["entry_id"],
            row["objection_id"],
            row["officer_id"],
            row["reason"],
            row["points"],
            row["evidence_id"],
        )
        done = None if row["done_ms"] is None else from_ms(row["done_ms"], self.timezone)
        return Proposal(number, wanted, from_ms(row["made_ms"], self.timezone), done)

    async def latest(self, entry_id: int) -> int | None:
        """The number of the last proposal about an entry."""
        (row,) = await self.connection.fetch("SELECT MAX(id) AS last FROM proposals WHERE entry_id = $1", entry_id)
        last: int | None = row["last"]
        return last

    async def reversals(self, unit: str, year: int) -> Sequence[int]:
        """The year's entries, by number, whose reversal is proposed and waits for another officer."""
        rows = await self.connection.fetch(
            "SELECT p.entry_id FROM proposals p JOIN entries e ON e.id = p.entry_id JOIN rounds o ON o.id = e.round_id"
            " WHERE o.unit_code = $1 AND o.year = $2 AND p.kind = 'reverse' AND p.done_ms IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)"
            " AND NOT EXISTS (SELECT 1 FROM proposals l WHERE l.entry_id = p.entry_id AND l.id > p.id)"
            " ORDER BY p.entry_id",
            unit,
            year,
        )
        return [row["entry_id"] for row in rows]

    async def finish(self, number: int, now: datetime) -> bool:
        """Mark it done; False when it was already."""
        done = await self.connection.fetch(
            "UPDATE proposals SET done_ms = $1 WHERE id = $2 AND done_ms IS NULL RETURNING id", to_ms(now), number
        )
        await digests.note(self.connection, "proposals", [row["id"] for row in done])
        return bool(done)
