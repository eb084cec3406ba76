"""Counting what the town activity at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from domain.model.activity import Activity
from domain.model.calendar import Period, quarter_of
from domain.model.review import Dispute, MadeKnown
from domain.model.supervision import Assessment, NewAssessment, UnitCounts, YearCounts
from storage import digests
from storage.activity import ActivityCache, SqlActivity
from storage.database import Connection, Row
from storage.instants import from_ms, to_ms

_IN_QUARTER = "o.unit_code = $1 AND o.first_day >= $2 AND o.first_day < $3"
_COLLECTED = """
SELECT COUNT(*) AS many FROM redemptions r JOIN goods g ON g.id = r.goods_id
  WHERE g.unit_code = $1 AND r.state = 'collected' AND r.year ="""
_COUNTS = f"""
SELECT
  (SELECT COUNT(*) FROM rounds o WHERE {_IN_QUARTER} AND o.state <> 'open') AS settled,
  (SELECT COUNT(*) FROM rounds WHERE unit_code = $1 AND state = 'open' AND after_day <= $5) AS waiting,
  (SELECT COUNT(*) FROM rounds WHERE unit_code = $1 AND key LIKE '%Q%' AND first_day <= $5 AND after_day > $5)
    AS by_quarter,
  ({_COLLECTED} $4) AS redemptions,
  (SELECT COUNT(*) FROM households WHERE unit_code = $1 AND left_on IS NULL) AS households,
  (SELECT COUNT(*) FROM households h WHERE h.unit_code = $1 AND h.left_on IS NULL AND h.id IN (
    SELECT e.household_id FROM rounds o JOIN entries e ON e.round_id = o.id
      WHERE {_IN_QUARTER} AND e.officer_id IS NOT NULL
    UNION SELECT v.household_id FROM rounds o JOIN reviews v ON v.round_id = o.id WHERE {_IN_QUARTER})) AS seen,
  (SELECT COUNT(*) FROM objections WHERE unit_code = $1 AND state = 'open') AS objections,
  (SELECT COUNT(*) FROM objections WHERE unit_code = $1 AND state = 'open' AND due < $5) AS objections_overdue,
  (SELECT COUNT(*) FROM claims WHERE unit_code = $1 AND state = 'open') AS claims,
  (SELECT COUNT(*) FROM claims WHERE unit_code = $1 AND state = 'open' AND due_on < $5) AS claims_overdue,
  (SELECT COUNT(*) FROM callbacks WHERE unit_code = $1 AND done_ms IS NULL) AS callbacks,
  (SELECT COUNT(*) FROM callbacks WHERE unit_code = $1 AND done_ms IS NULL AND due_on < $5) AS callbacks_overdue,
  (SELECT COUNT(*) FROM officers WHERE unit_code = $1 AND role = 'specialist' AND status = 'active') AS specialists,
  (SELECT COUNT(*) FROM chats WHERE unit_code = $1) AS has_group
"""
_ASSESSMENT = (
    "SELECT a.id, a.points, a.reason, a.at_ms, f.name FROM assessments a JOIN officers f ON f.id = a.officer_id"
)


@dataclass(frozen=True, slots=True)
class SqlSupervision:
    """``domain.ports.supervision.Supervision`` on SQL."""

    connection: Connection
    timezone: tzinfo
    kept: ActivityCache | None = None

    async def counts(self, unit: str, quarter: Period, today: date) -> UnitCounts:
        """Everything that is counted of a unit."""
        first, after = quarter.first.isoformat(), quarter.after.isoformat()
        (row,) = await self.connection.fetch(_COUNTS, unit, first, after, quarter.year, today.isoformat())
        counts = {name: row[name] for name in UnitCounts.__dataclass_fields__}
        return UnitCounts(**(counts | {"has_group": row["has_group"] > 0, "by_quarter": row["by_quarter"] > 0}))

    async def year(self, unit: str, year: int) -> YearCounts:
        """What is counted of a unit's year."""
        rounds = await self.connection.fetch(
            "SELECT first_day, closed_ms FROM rounds WHERE unit_code = $1 AND year = $2"
            " ORDER BY closed_ms IS NULL, closed_ms",
            unit,
            year,
        )
        settled: dict[str, date | None] = {}
        for row in rounds:
            closed = row["closed_ms"]
            day = from_ms(closed, self.timezone).date() if closed is not None else None
            settled.setdefault(quarter_of(date.fromisoformat(row["first_day"])).key, day)
        (counted,) = await self.connection.fetch(f"{_COLLECTED} $2", unit, year)
        first, after = (datetime(one, 1, 1, tzinfo=self.timezone) for one in (year, year + 1))
        made_known = [(one.on, one.is_model) for one in await self.made_known(unit, first, after)]
        return YearCounts(settled, counted["many"], made_known)

    async def activity(self, unit: str, period: Period) -> Activity:
        """How far the unit's officers got round in the rounds that began in the period, and what each logged."""
        return await SqlActivity(self.connection, self.timezone, self.kept).of(unit, period)

    async def disputes(self, unit: str, first: datetime, after: datetime) -> Sequence[Dispute]:
        """The objections that were opened in ``[first, after)`` and not withdrawn, oldest first."""
        rows = await self.connection.fetch(
            "SELECT opened_ms, due, decided_ms, state FROM objections WHERE unit_code = $1 AND opened_ms >= $2"
            " AND opened_ms < $3 AND state <> 'withdrawn' ORDER BY id",
            unit,
            to_ms(first),
            to_ms(after),
        )
        return [self._dispute(row) for row in rows]

    async def made_known(self, unit: str, first: datetime, after: datetime) -> Sequence[MadeKnown]:
        """What became public in ``[first, after)``, oldest first."""
        rows = await self.connection.fetch(
            "SELECT public_ms, household_id, words, state, in_group FROM announcements WHERE unit_code = $1"
            " AND public_ms >= $2 AND public_ms < $3 ORDER BY public_ms, id",
            unit,
            to_ms(first),
            to_ms(after),
        )
        return [self._made_known(row) for row in rows]

    async def assessments(self, unit: str, year: int) -> Sequence[Assessment]:
        """The unit's additions and deductions of a year, oldest first."""
        rows = await self.connection.fetch(
            f"{_ASSESSMENT} WHERE a.unit_code = $1 AND a.year = $2 ORDER BY a.id", unit, year
        )
        return [self._assessment(row) for row in rows]

    async def assess(self, assessment: NewAssessment) -> Assessment:
        """Store one; the same key twice is one."""
        added = await self.connection.fetch(
            "INSERT INTO assessments (unit_code, year, points, reason, officer_id, at_ms, key)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (key) DO NOTHING RETURNING id",
            assessment.unit,
            assessment.year,
            assessment.points,
            assessment.reason,
            assessment.officer_id,
            to_ms(assessment.at),
            assessment.key,
        )
        await digests.note(self.connection, "assessments", [row["id"] for row in added])
        (row,) = await self.connection.fetch(f"{_ASSESSMENT} WHERE a.key = $1", assessment.key)
        return self._assessment(row)

    def _assessment(self, row: Row) -> Assessment:
        return Assessment(row["id"], row["points"], row["reason"], from_ms(row["at_ms"], self.timezone), row["name"])

    def _dispute(self, row: Row) -> Dispute:
        decided = None if row["decided_ms"] is None else from_ms(row["decided_ms"], self.timezone).date()
        opened = from_ms(row["opened_ms"], self.timezone).date()
        return Dispute(opened, date.fromisoformat(row["due"]), decided, row["state"] == "upheld")

    def _made_known(self, row: Row) -> MadeKnown:
        on = from_ms(row["public_ms"], self.timezone).date()
        return MadeKnown(
            on, row["household_id"] is not None, row["words"], row["state"] == "published", row["in_group"] > 0
        )
