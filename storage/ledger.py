"""Entries and confirmations; nothing here changes or deletes (triggers refuse it as well)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from operator import itemgetter
from typing import Final

from domain.model.entry import Entry, NewEntry
from domain.model.errors import Refused
from domain.model.people import Household
from domain.model.round import Round
from storage import digests
from storage.database import Conflict, Connection, Row
from storage.entry_rows import COLUMNS, ENTRY, NO_REVERSAL, OF_ROUND, SOURCE, source
from storage.instants import from_ms, to_ms
from storage.roster import HOUSEHOLD, as_household
from storage.rounds import ROUND, as_round
from storage.watched import WATCHED

RECENT = (
    f"SELECT {COLUMNS}, {ROUND.removeprefix('o.id AS round_id, ')} {SOURCE} JOIN rounds o ON o.id = e.round_id"
    " WHERE e.household_id = $1 AND e.round_id IN"
    " (SELECT l.round_id FROM entries l WHERE l.household_id = $1 ORDER BY l.id DESC LIMIT $2) ORDER BY e.id"
)
_APPEND: Final = (
    f"INSERT INTO entries ({', '.join(WATCHED['entries'].columns)}, evidence_id)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id"
)


@dataclass(frozen=True, slots=True)
class SqlLedger:
    """``domain.ports.ledger.Ledger`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def append(self, entry: NewEntry) -> int:
        """Store an entry; its number. Raises Refused("already-reversed") for a second reversal."""
        watched = (
            entry.household_id,
            entry.round_id,
            entry.unit,
            entry.item,
            entry.points,
            to_ms(entry.at),
            entry.day.isoformat(),
            entry.officer_id,
            entry.officer_name,
            entry.source.value,
            entry.reason,
            entry.reverses,
            entry.key,
        )
        try:
            rows = await self.connection.fetch(_APPEND, *watched, entry.evidence_id)
        except Conflict:
            if entry.reverses is None:
                raise
            raise Refused("already-reversed", entry=entry.reverses) from None
        number: int = rows[0]["id"]
        await digests.note_rows(self.connection, "entries", {number: [watched]})
        if entry.evidence_id is not None:
            await digests.note_rows(self.connection, "entry_photos", {number: [(entry.evidence_id,)]})
        return number

    async def get(self, number: int) -> tuple[Entry, Household] | None:
        """The entry with that number and its household."""
        rows = await self.connection.fetch(f"{ENTRY} WHERE e.id = $1", number)
        if not rows:
            return None
        household = await self.connection.fetch(
            f"SELECT {HOUSEHOLD} FROM households h WHERE h.id = $1", rows[0]["household_id"]
        )
        return self._entry(rows[0]), as_household(household[0])

    async def of_round(self, household_id: int, round_id: int) -> Sequence[Entry]:
        """All entries of one household in one round, oldest first."""
        rows = await self.connection.fetch(OF_ROUND, household_id, round_id)
        return [self._entry(row) for row in rows]

    async def of_whole_round(self, round_id: int) -> Sequence[Entry]:
        """All entries of all households in one round, oldest first."""
        return await self._select("e.round_id = $1 ORDER BY e.id", round_id)

    async def latest(self, household_id: int, limit: int) -> Sequence[Entry]:
        """The household's last entries, newest first."""
        return await self._select("e.household_id = $1 ORDER BY e.id DESC LIMIT $2", household_id, limit)

    async def recent(self, household_id: int, limit: int) -> Sequence[tuple[Round, Sequence[Entry]]]:
        """The rounds of the household's last entries, each with all its entries there, oldest first."""
        found: dict[Round, list[Entry]] = {}
        for row in await self.connection.fetch(RECENT, household_id, limit):
            found.setdefault(as_round(row), []).append(self._entry(row))
        return list(found.items())

    async def of_message(self, key: str) -> Sequence[tuple[Entry, Household]]:
        """What a chat message recorded, by the message's key, each with its household."""
        rows = await self.connection.fetch("SELECT id FROM entries WHERE key LIKE $1 ORDER BY id", f"chat:{key}:%")
        found = [await self.get(row["id"]) for row in rows]
        return [one for one in found if one is not None]

    async def of_unit(self, unit: str, household_id: int | None = None) -> Sequence[Entry]:
        """All entries of a unit, or of one of its households, oldest first."""
        if household_id is not None:
            return await self._select("e.unit_code = $1 AND e.household_id = $2 ORDER BY e.id", unit, household_id)
        rounds = "SELECT o.id FROM rounds o WHERE o.unit_code = $1"
        return await self._select(f"e.round_id IN ({rounds}) ORDER BY e.id", unit)

    async def live_points(
        self, unit: str, year: int, household_id: int | None = None
    ) -> Mapping[tuple[int, int], Mapping[str, int]]:
        """Σ points of a year's live entries by (household id, round id) and item, of the unit or of one household."""
        mine = "" if household_id is None else " AND e.household_id = $3"
        rows = await self.connection.fetch(
            "SELECT e.household_id, e.round_id, e.item, CAST(SUM(e.points) AS BIGINT) AS points"
            " FROM entries e JOIN rounds o ON o.id = e.round_id LEFT JOIN entries r ON r.reverses = e.id"
            f" WHERE o.unit_code = $1 AND o.year = $2{mine} AND {NO_REVERSAL} AND r.id IS NULL"
            " GROUP BY e.household_id, e.round_id, e.item",
            unit,
            year,
            *(() if household_id is None else (household_id,)),
        )
        sums: dict[tuple[int, int], dict[str, int]] = {}
        for row in rows:
            sums.setdefault((row["household_id"], row["round_id"]), {})[row["item"]] = row["points"]
        return sums

    async def deductions(self, unit: str, year: int) -> Mapping[int, int]:
        """How many live entries took points off in the year's settled rounds, by household id."""
        rows = await self.connection.fetch(
            "SELECT e.household_id, COUNT(*) AS many FROM entries e JOIN rounds o ON o.id = e.round_id"
            " LEFT JOIN entries r ON r.reverses = e.id WHERE o.unit_code = $1 AND o.year = $2 AND o.state <> 'open'"
            f" AND e.points < 0 AND {NO_REVERSAL} AND r.id IS NULL GROUP BY e.household_id",
            unit,
            year,
        )
        return {row["household_id"]: row["many"] for row in rows}

    async def vetoes(self, unit: str, year: int) -> Sequence[Entry]:
        """The year's vetoes that were not taken back, confirmed or not, oldest first."""
        rounds = "SELECT o.id FROM rounds o WHERE o.unit_code = $1 AND o.year = $2"
        return await self._select(
            f"e.round_id IN ({rounds}) AND e.item LIKE '否%' AND {NO_REVERSAL} AND r.id IS NULL ORDER BY e.id",
            unit,
            year,
        )

    async def of_deed(self, household_id: int, item: str, day: date) -> Sequence[Entry]:
        """Live awards of that item for that day, or for a claim of that day in whatever round; oldest first."""
        return await self._select(
            f"e.household_id = $1 AND e.item = $2 AND e.points > 0 AND {NO_REVERSAL} AND r.id IS NULL"
            " AND (e.day = $3 OR e.id IN (SELECT c.entry_id FROM claims c WHERE c.household_id = $1 AND c.item = $2"
            " AND c.day = $3)) ORDER BY e.id",
            household_id,
            item,
            day.isoformat(),
        )

    async def unseen_awards(self, unit: str, round_id: int, household_id: int | None = None) -> Sequence[Entry]:
        """Live awards of a round, or of one household in it, that only the recorder confirmed; oldest first."""
        mine = "" if household_id is None else " AND e.household_id = $3"
        return await self._select(
            f"e.unit_code = $1 AND e.round_id = $2{mine} AND e.points > 0 AND {NO_REVERSAL} AND r.id IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM confirmations c WHERE c.entry_id = e.id AND c.officer_id"
            " IS DISTINCT FROM e.officer_id) ORDER BY e.id",
            unit,
            round_id,
            *(() if household_id is None else (household_id,)),
        )

    async def confirm(self, entry_id: int, officer_id: int, now: datetime) -> None:
        """Note that an officer confirms an entry; twice is once."""
        await self.connection.execute(
            "INSERT INTO confirmations (entry_id, officer_id, at_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            entry_id,
            officer_id,
            to_ms(now),
        )
        await digests.note(self.connection, "confirmations", [entry_id])

    async def confirmers(self, entry_id: int) -> frozenset[int]:
        """The officers who confirmed."""
        rows = await self.connection.fetch("SELECT officer_id FROM confirmations WHERE entry_id = $1", entry_id)
        return frozenset(row["officer_id"] for row in rows)

    async def _select(self, condition: str, *args: object) -> list[Entry]:
        return [self._entry(row) for row in await self.connection.fetch(f"{ENTRY} WHERE {condition}", *args)]

    def _entry(self, row: Row) -> Entry:
        id_, household, round_, item, points, at_ms, day, officer, name, came, reason, *others = _CELLS(row)
        at, day = from_ms(at_ms, self.timezone), date.fromisoformat(day)
        return Entry(id_, household, round_, item, points, at, day, officer, name, source(came), reason, *others)


_CELLS: Final = itemgetter(
    *("id", "household_id", "round_id", "item", "points", "at_ms", "day", "officer_id", "officer_name", "source"),
    *("reason", "reverses", "reversed_by", "evidence", "evidence_id"),
)
"""A row's cells in the order of ``Entry``: an audit reads millions, and one after the other took twice as long."""
