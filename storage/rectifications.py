"""Rectifications: what deductions were for, put right."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.model.rectification import NewRectification, Rectification
from storage import digests
from storage.database import Connection, Row
from storage.instants import from_ms, to_ms

_SELECT = (
    "SELECT r.id, r.entry_id, r.evidence_id, r.officer_id, r.note, r.points, r.made_ms, r.given_id, o.name"
    " FROM rectifications r JOIN officers o ON o.id = r.officer_id"
)


@dataclass(frozen=True, slots=True)
class SqlRectifications:
    """``domain.ports.rectifications.Rectifications`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def add(self, new: NewRectification, now: datetime) -> int | None:
        """Keep one; its number, None when the entry has one."""
        rows = await self.connection.fetch(
            "INSERT INTO rectifications (entry_id, evidence_id, officer_id, note, points, made_ms)"
            " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id",
            new.entry_id,
            new.evidence_id,
            new.officer_id,
            new.note,
            new.points,
            to_ms(now),
        )
        await digests.note(self.connection, "rectifications", [row["id"] for row in rows])
        return rows[0]["id"] if rows else None

    async def lock(self, number: int) -> Rectification | None:
        """The one with that number, locked against other writers until commit."""
        lock = " FOR UPDATE OF r" if self.connection.dialect == "postgres" else ""
        rows = await self.connection.fetch(f"{_SELECT} WHERE r.id = $1{lock}", number)
        return self._rectification(rows[0]) if rows else None

    async def of_entries(self, numbers: Collection[int]) -> Mapping[int, Rectification]:
        """Those of these entries, by the entry's number."""
        if not numbers:
            return {}
        places = ", ".join(f"${place}" for place in range(1, len(numbers) + 1))
        return self._by_entry(await self.connection.fetch(f"{_SELECT} WHERE r.entry_id IN ({places})", *numbers))

    async def waiting(self, unit: str, year: int) -> Mapping[int, Rectification]:
        """Those of the year's entries whose points wait to be given back, by the entry's number."""
        rows = await self.connection.fetch(
            f"{_SELECT} JOIN entries e ON e.id = r.entry_id JOIN rounds u ON u.id = e.round_id"
            " WHERE u.unit_code = $1 AND u.year = $2 AND r.points > 0 AND r.done_ms IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM entries x WHERE x.reverses = e.id) ORDER BY r.entry_id",
            unit,
            year,
        )
        return self._by_entry(rows)

    async def drop(self, number: int) -> bool:
        """Nothing is to be given back; False when it was, or when nothing was to be."""
        dropped = await self.connection.fetch(
            "UPDATE rectifications SET points = 0 WHERE id = $1 AND points > 0 AND done_ms IS NULL RETURNING id", number
        )
        await digests.note(self.connection, "rectifications", [row["id"] for row in dropped])
        return bool(dropped)

    async def give(self, number: int, second_id: int, entry_id: int, now: datetime) -> bool:
        """Note the entry that gave the points back, and who agreed; False when that was done already."""
        done = await self.connection.fetch(
            "UPDATE rectifications SET done_ms = $1, second_id = $2, given_id = $3"
            " WHERE id = $4 AND done_ms IS NULL RETURNING id",
            to_ms(now),
            second_id,
            entry_id,
            number,
        )
        await digests.note(self.connection, "rectifications", [row["id"] for row in done])
        return bool(done)

    def _by_entry(self, rows: Collection[Row]) -> Mapping[int, Rectification]:
        return {row["entry_id"]: self._rectification(row) for row in rows}

    def _rectification(self, row: Row) -> Rectification:
        wanted = NewRectification(
            entry_id=row["entry_id"],
            evidence_id=row["evidence_id"],
            officer_id=row["officer_id"],
            note=row["note"],
            points=row["points"],
        )
        return Rectification(
            row["id"], wanted, row["name"], from_ms(row["made_ms"], self.timezone), given=row["given_id"]
        )
