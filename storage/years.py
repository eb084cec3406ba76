"""Closed years and their honours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from domain.model.closed_year import ClosedYear, Honour
from storage import digests
from storage.database import Connection, Row
from storage.instants import from_ms, to_ms
from storage.roster import HOUSEHOLD, as_household

_YEAR = (
    "SELECT y.id, y.unit_code, y.year, y.closed_ms, y.lapse_on, y.lapsed_ms, y.last_entry, y.last_confirmation,"
    " y.last_posting, y.by_places FROM years y"
)
_SPENDABLE_SINCE = """
SELECT MAX(x.ms) AS ms FROM (
  SELECT o.finalised_ms AS ms FROM rounds o WHERE o.unit_code = $1 AND o.year = $2
  UNION ALL
  SELECT b.decided_ms AS ms FROM objections b JOIN rounds o ON o.id = b.round_id
    WHERE o.unit_code = $1 AND o.year = $2 AND b.holds = 1) x
"""
_FROZEN = (
    "rank",
    "earned",
    "rounds",
    "unspent",
    "vetoed",
    "honoured",
    "welfare",
    "honoured_tied",
    "welfare_tied",
    "merits",
    "deductions",
)
"""The columns of an honour."""


@dataclass(frozen=True, slots=True)
class SqlYears:
    """``domain.ports.years.Years`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def find(self, unit: str, year: int) -> ClosedYear | None:
        """The unit's year, if it is closed."""
        found = await self._select("y.unit_code = $1 AND y.year = $2", unit, year)
        return found[0] if found else None

    async def hold(self, unit: str, year: int) -> int:
        """No score and no account of that year changes until commit; how many accounts there are."""
        of_year = "unit_code = $1 AND year = $2 ORDER BY id"
        if self.connection.dialect == "postgres":
            scores = (
                "SELECT s.id FROM scores s JOIN rounds o ON o.id = s.round_id WHERE o.unit_code = $1 AND o.year = $2"
            )
            await self.connection.fetch(f"{scores} ORDER BY s.id FOR UPDATE OF s", unit, year)
            await self.connection.fetch(f"SELECT id FROM accounts WHERE {of_year} FOR UPDATE", unit, year)
        return len(await self.connection.fetch(f"SELECT id FROM accounts WHERE {of_year}", unit, year))

    async def unclosed(self, unit: str, before: int) -> Sequence[int]:
        """Years before that one in which households of the unit have accounts, and which are not closed."""
        rows = await self.connection.fetch(
            "SELECT DISTINCT a.year FROM accounts a WHERE a.unit_code = $1 AND a.year < $2 AND NOT EXISTS"
            " (SELECT 1 FROM years y WHERE y.unit_code = a.unit_code AND y.year = a.year) ORDER BY a.year",
            unit,
            before,
        )
        return [row["year"] for row in rows]

    async def of_unit(self, unit: str) -> Sequence[ClosedYear]:
        """The unit's closed years, oldest first."""
        return await self._select("y.unit_code = $1 ORDER BY y.year", unit)

    async def unlapsed(self, unit: str) -> Sequence[ClosedYear]:
        """Closed years of the unit whose unspent points have not lapsed yet, oldest first."""
        return await self._select("y.unit_code = $1 AND y.lapsed_ms IS NULL ORDER BY y.year", unit)

    async def spendable_since(self, unit: str, year: int) -> date | None:
        """The last day on which points of the year became spendable: a round final, or a held one decided."""
        (row,) = await self.connection.fetch(_SPENDABLE_SINCE, unit, year)
        return None if row["ms"] is None else from_ms(row["ms"], self.timezone).date()

    async def close(self, unit: str, year: int, lapse_on: date, honours: Sequence[Honour], now: datetime) -> bool:
        """Freeze the year's final ranking; False, and nothing stored, when it is closed already."""
        rows = await self.connection.fetch(
            "INSERT INTO years (unit_code, year, closed_ms, lapse_on, last_entry, last_confirmation, last_posting,"
            " by_places) SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS TEXT),"
            " (SELECT COALESCE(MAX(id), 0) FROM entries), (SELECT COALESCE(MAX(id), 0) FROM confirmations),"
            " (SELECT COALESCE(MAX(id), 0) FROM postings), 1 ON CONFLICT DO NOTHING RETURNING id",
            unit,
            year,
            to_ms(now),
            lapse_on.isoformat(),
        )
        if not rows:
            return False
        await digests.note(self.connection, "years", [rows[0]["id"]])
        places = ", ".join(f"${place}" for place in range(3, 3 + len(_FROZEN)))
        await self.connection.execute_many(
            f"INSERT INTO honours (year_id, household_id, {', '.join(_FROZEN)}) VALUES ($1, $2, {places})",
            [(rows[0]["id"], honour.household.id, *_frozen(honour)) for honour in honours],
        )
        return True

    async def lapse(self, unit: str, year: int, now: datetime) -> bool:
        """Note that what was unspent has lapsed; False when that was noted before."""
        rows = await self.connection.fetch(
            "UPDATE years SET lapsed_ms = $1 WHERE unit_code = $2 AND year = $3 AND lapsed_ms IS NULL RETURNING id",
            to_ms(now),
            unit,
            year,
        )
        await digests.note(self.connection, "years", [row["id"] for row in rows])
        return bool(rows)

    async def honours(self, unit: str, year: int) -> Sequence[Honour]:
        """The final ranking of a closed year, best first, those without a rank last."""
        rows = await self.connection.fetch(
            f"SELECT {HOUSEHOLD}, {', '.join(f'f.{name}' for name in _FROZEN)}"
            " FROM honours f JOIN years y ON y.id = f.year_id JOIN households h ON h.id = f.household_id"
            " WHERE y.unit_code = $1 AND y.year = $2 ORDER BY f.rank IS NULL, f.rank, h.grp, h.number",
            unit,
            year,
        )
        return [_honour(row) for row in rows]

    async def _select(self, condition: str, *args: object) -> list[ClosedYear]:
        return [self._year(row) for row in await self.connection.fetch(f"{_YEAR} WHERE {condition}", *args)]

    def _year(self, row: Row) -> ClosedYear:
        lapsed = None if row["lapsed_ms"] is None else from_ms(row["lapsed_ms"], self.timezone)
        closed, lapse_on = from_ms(row["closed_ms"], self.timezone), date.fromisoformat(row["lapse_on"])
        written = (row["last_entry"], row["last_confirmation"], row["last_posting"])
        by_places = bool(row["by_places"])
        return ClosedYear(row["id"], row["unit_code"], row["year"], closed, lapse_on, lapsed, *written, by_places)


def _frozen(honour: Honour) -> list[int | None]:
    """The values of ``_FROZEN``."""
    values = (getattr(honour, name) for name in _FROZEN)
    return [int(value) if isinstance(value, bool) else value for value in values]


def _honour(row: Row) -> Honour:
    return Honour(
        household=as_household(row),
        rank=row["rank"],
        earned=row["earned"],
        rounds=row["rounds"],
        unspent=row["unspent"],
        vetoed=bool(row["vetoed"]),
        honoured=bool(row["honoured"]),
        welfare=bool(row["welfare"]),
        honoured_tied=bool(row["honoured_tied"]),
        welfare_tied=bool(row["welfare_tied"]),
        merits=row["merits"],
        deductions=row["deductions"],
    )
