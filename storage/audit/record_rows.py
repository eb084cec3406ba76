"""Reading what an audit compares beside figures: rounds and the calendar, excuses, claims, years, and who is who."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from storage.database import Connection
from storage.instants import from_ms


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round as it is stored; the days are ISO dates."""

    id: int
    key: str
    year: int
    first_day: str
    after_day: str
    current: bool
    closed: datetime | None
    final_on: str | None
    finalised: datetime | None
    alone_until: int | None = None
    """Of a round that was settled before second officers were watched: the last entry by then."""

    @property
    def was_public(self) -> bool:
        """Whether it was published: not so the rounds that were closed at once, before there was publicity."""
        return self.closed is not None and self.closed != self.finalised


@dataclass(frozen=True, slots=True)
class ClaimedRow:
    """An entry that a claim came to: ``claim`` is None when no claim says so; then neither has it a household."""

    entry: int
    key: str
    claim: int | None
    household_id: int | None
    item: str | None


_ENTRY: Final = "SELECT o.unit_code, e.id, e.key, c.id AS claim, c.household_id, c.item FROM"
_CLAIMED: Final = f"""
{_ENTRY} entries e JOIN rounds o ON o.id = e.round_id LEFT JOIN claims c ON c.entry_id = e.id
WHERE e.key LIKE 'claim:%' AND (c.id IS NULL OR e.key <> 'claim:' || CAST(c.id AS TEXT)
  OR e.household_id <> c.household_id OR e.item IS DISTINCT FROM c.item)
UNION ALL
{_ENTRY} claims c JOIN entries e ON e.id = c.entry_id JOIN rounds o ON o.id = e.round_id
WHERE e.key NOT LIKE 'claim:%'
ORDER BY 2
"""


@dataclass(frozen=True, slots=True)
class SqlRecordAudit:
    """Reads within one snapshot."""

    connection: Connection
    timezone: tzinfo

    async def rounds(self, unit: str) -> Sequence[RoundRow]:
        """The unit's rounds, oldest first."""
        rows = await self.connection.fetch(
            "SELECT id, key, year, first_day, after_day, current, closed_ms, final_on, finalised_ms, alone_until"
            " FROM rounds WHERE unit_code = $1 ORDER BY first_day, id",
            unit,
        )
        return [
            RoundRow(
                id=row["id"],
                key=row["key"],
                year=row["year"],
                first_day=row["first_day"],
                after_day=row["after_day"],
                current=bool(row["current"]),
                closed=self._instant(row["closed_ms"]),
                final_on=row["final_on"],
                finalised=self._instant(row["finalised_ms"]),
                alone_until=row["alone_until"],
            )
            for row in rows
        ]

    async def excuses(self) -> Mapping[str, frozenset[tuple[int, int]]]:
        """By unit: household and round ids of whoever is excused with a reason.

        Of all units at once: to look for those of one reads all of them as well.
        """
        rows = await self.connection.fetch(
            "SELECT o.unit_code, x.household_id, x.round_id FROM excuses x JOIN rounds o ON o.id = x.round_id"
            " WHERE x.ended_ms IS NULL"
        )
        found: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        for row in rows:
            found[row["unit_code"]].add((row["household_id"], row["round_id"]))
        return {unit: frozenset(excused) for unit, excused in found.items()}

    async def claimed(self) -> Mapping[str, Sequence[ClaimedRow]]:
        """By unit: entries that claims came to, of which entry and claim do not say the same.

        Of all units at once: to look for those of one reads all entries as well.
        """
        found: defaultdict[str, list[ClaimedRow]] = defaultdict(list)
        for row in await self.connection.fetch(_CLAIMED):
            one = ClaimedRow(row["id"], row["key"], row["claim"], row["household_id"], row["item"])
            found[row["unit_code"]].append(one)
        return found

    async def unspent(self, unit: str) -> Mapping[tuple[int, int], int]:
        """What was left when a year was closed, by household id and year: all that had been posted by then."""
        rows = await self.connection.fetch(
            "SELECT p.household_id, p.year, CAST(SUM(p.points) AS BIGINT) AS points"
            " FROM postings p JOIN accounts a ON a.household_id = p.household_id AND a.year = p.year"
            " JOIN years y ON y.unit_code = a.unit_code AND y.year = a.year"
            " WHERE a.unit_code = $1 AND p.id <= y.last_posting GROUP BY p.household_id, p.year",
            unit,
        )
        return {(row["household_id"], row["year"]): max(0, row["points"]) for row in rows}

    async def corrected(self, unit: str) -> frozenset[tuple[int, int]]:
        """Household ids and closed years in which something was recorded or confirmed since."""
        rows = await self.connection.fetch(
            "SELECT DISTINCT e.household_id, o.year FROM entries e JOIN rounds o ON o.id = e.round_id"
            " JOIN years y ON y.unit_code = o.unit_code AND y.year = o.year"
            " WHERE o.unit_code = $1 AND (e.id > y.last_entry OR EXISTS"
            " (SELECT 1 FROM confirmations c WHERE c.entry_id = e.id AND c.id > y.last_confirmation))",
            unit,
        )
        return frozenset((row["household_id"], row["year"]) for row in rows)

    async def officers(self) -> Mapping[int, str]:
        """Every officer's name by id."""
        return {row["id"]: row["name"] for row in await self.connection.fetch("SELECT id, name FROM officers")}

    def _instant(self, ms: int | None) -> datetime | None:
        return None if ms is None else from_ms(ms, self.timezone)
