"""Claims, and reviews of households."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from domain.model.claim import Claim, NewClaim, OpenClaims
from domain.model.entry import Source
from domain.model.people import Officer
from storage import digests
from storage.database import Connection, Row
from storage.instants import from_ms, to_ms
from storage.roster import HOUSEHOLD, as_household
from storage.watched import WATCHED

_COLUMNS = (
    f"{HOUSEHOLD}, c.id AS claim, c.content, c.day, c.item, c.points, c.source, c.phone, c.made_ms, c.due_on,"
    " c.state, c.answer, c.entry_id, c.evidence_id"
)


@dataclass(frozen=True, slots=True)
class SqlClaims:
    """``domain.ports.claims.Claims`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def add(self, claim: NewClaim) -> Claim:
        """Store a claim; it gets its number."""
        (row,) = await self.connection.fetch(
            "INSERT INTO claims (household_id, unit_code, content, day, item, points, source, phone, filed_by, made_ms,"
            " due_on, state, key, evidence_id)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', $12, $13) RETURNING id",
            claim.household.id,
            claim.household.unit,
            claim.content,
            claim.day.isoformat(),
            claim.item,
            claim.points,
            claim.source.value,
            claim.phone,
            claim.filed_by,
            to_ms(claim.made),
            claim.due.isoformat(),
            claim.key,
            claim.evidence_id,
        )
        stored = Claim(
            number=row["id"],
            household=claim.household,
            content=claim.content,
            day=claim.day,
            item=claim.item,
            points=claim.points,
            source=claim.source,
            phone=claim.phone,
            made=claim.made,
            due=claim.due,
            state="open",
            evidence_id=claim.evidence_id,
        )
        await digests.note_rows(self.connection, "claims", {stored.number: [_watched(stored, claim)]})
        if claim.evidence_id is not None:
            await self._note_photo(stored.number, claim.evidence_id)
        return stored

    async def show(self, number: int, evidence_id: int) -> None:
        """Give a claim the photo that it has none of."""
        sql = "UPDATE claims SET evidence_id = $1 WHERE id = $2 AND evidence_id IS NULL"
        if await self.connection.execute(sql, evidence_id, number):
            await self._note_photo(number, evidence_id)

    async def _note_photo(self, number: int, evidence_id: int) -> None:
        await digests.note_rows(self.connection, "claim_photos", {number: [(evidence_id,)]})

    async def get(self, number: int) -> Claim | None:
        """The claim with that number."""
        found = await self._select("c.id = $1", number)
        return found[0] if found else None

    async def lock(self, number: int) -> Claim | None:
        """The claim with that number, locked against other writers until commit."""
        lock = " FOR UPDATE OF c" if self.connection.dialect == "postgres" else ""
        found = await self._select(f"c.id = $1{lock}", number)
        return found[0] if found else None

    async def open_of_unit(self, unit: str) -> Sequence[Claim]:
        """The open claims of a unit, oldest first."""
        return await self._select("c.unit_code = $1 AND c.state = 'open' ORDER BY c.id", unit)

    async def open_of_household(self, household_id: int) -> Sequence[Claim]:
        """The open claims of a household, oldest first."""
        return await self._select("c.household_id = $1 AND c.state = 'open' ORDER BY c.id", household_id)

    async def of_household(self, household_id: int, most: int) -> Sequence[Claim]:
        """The household's last claims, whatever became of them, newest first."""
        return await self._select("c.household_id = $1 ORDER BY c.id DESC LIMIT $2", household_id, most)

    async def approve(self, number: int, officer: Officer, item: str, entry_id: int, now: datetime) -> bool:
        """open → approved by that entry; False when it was not open."""
        return await self._decide(
            number,
            "UPDATE claims SET state = 'approved', item = $1, entry_id = $2, decided_by = $3, decided_ms = $4"
            " WHERE id = $5 AND state = 'open' RETURNING id",
            item,
            entry_id,
            officer.id,
            to_ms(now),
            number,
        )

    async def reject(self, number: int, officer: Officer, answer: str, now: datetime) -> bool:
        """open → rejected with a reason; False when it was not open."""
        return await self._decide(
            number,
            "UPDATE claims SET state = 'rejected', answer = $1, decided_by = $2, decided_ms = $3"
            " WHERE id = $4 AND state = 'open' RETURNING id",
            answer,
            officer.id,
            to_ms(now),
            number,
        )

    async def withdraw(self, number: int, reason: str, now: datetime) -> bool:
        """open → withdrawn by its household; False when it was not open."""
        return await self._decide(
            number,
            "UPDATE claims SET state = 'withdrawn', answer = $1, decided_ms = $2"
            " WHERE id = $3 AND state = 'open' RETURNING id",
            reason,
            to_ms(now),
            number,
        )

    async def tally(self, unit: str, today: date) -> OpenClaims:
        """How many are open and overdue."""
        (row,) = await self.connection.fetch(
            "SELECT COUNT(*) AS open, COUNT(CASE WHEN due_on < $2 THEN 1 END) AS overdue FROM claims"
            " WHERE unit_code = $1 AND state = 'open'",
            unit,
            today.isoformat(),
        )
        return OpenClaims(row["open"], row["overdue"])

    async def _decide(self, number: int, update: str, *args: object) -> bool:
        decided = await self.connection.fetch(update, *args)
        await digests.note(self.connection, "claims", [number] if decided else [])
        return bool(decided)

    async def _select(self, condition: str, *args: object) -> list[Claim]:
        rows = await self.connection.fetch(
            f"SELECT {_COLUMNS} FROM claims c JOIN households h ON h.id = c.household_id WHERE {condition}", *args
        )
        return [self._claim(row) for row in rows]

    def _claim(self, row: Row) -> Claim:
        return Claim(
            number=row["claim"],
            household=as_household(row),
            content=row["content"],
            day=date.fromisoformat(row["day"]),
            item=row["item"],
            points=row["points"],
            source=Source(row["source"]),
            phone=row["phone"],
            made=from_ms(row["made_ms"], self.timezone),
            due=date.fromisoformat(row["due_on"]),
            state=row["state"],
            answer=row["answer"],
            entry_id=row["entry_id"],
            evidence_id=row["evidence_id"],
        )


def _watched(claim: Claim, filed: NewClaim) -> tuple[int | str | None, ...]:
    """What stands in the watched columns of a claim that was just stored."""
    named: dict[str, int | str | None] = {
        "household_id": claim.household.id,
        "unit_code": claim.household.unit,
        "content": claim.content,
        "day": claim.day.isoformat(),
        "item": claim.item,
        "points": claim.points,
        "source": claim.source.value,
        "filed_by": filed.filed_by,
        "phone": claim.phone,
        "due_on": claim.due.isoformat(),
        "key": filed.key,
        "made_ms": to_ms(claim.made),
        "state": claim.state,
        "answer": claim.answer,
    }
    return tuple(named.get(column) for column in WATCHED["claims"].columns)


@dataclass(frozen=True, slots=True)
class SqlReviews:
    """``domain.ports.claims.Reviews`` on SQL."""

    connection: Connection

    async def note(self, household_id: int, round_id: int, officer_id: int | None, name: str, now: datetime) -> bool:
        """Note that the officer with that name looked; False when that was noted before."""
        noted = await self.connection.fetch(
            "INSERT INTO reviews (household_id, round_id, officer_id, officer_name, at_ms) VALUES ($1, $2, $3, $4, $5)"
            " ON CONFLICT DO NOTHING RETURNING id",
            household_id,
            round_id,
            officer_id,
            name,
            to_ms(now),
        )
        await digests.note(self.connection, "reviews", [row["id"] for row in noted])
        return bool(noted)

    async def reviewed(self, round_id: int) -> frozenset[int]:
        """The households that somebody looked at in that round, by id."""
        rows = await self.connection.fetch("SELECT DISTINCT household_id FROM reviews WHERE round_id = $1", round_id)
        return frozenset(row["household_id"] for row in rows)
