"""Counting what the town looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from domain.model.calendar import Period, parse_round, quarter_of
from domain.model.mark import OfficerMark
from domain.model.review import Coverage, Dispute, MadeKnown
from domain.model.supervision import Assessment, NewAssessment, UnitCounts, YearCounts
from storage import digests
from storage.database import Connection, Row
from storage.entry_rows import NO_REVERSAL
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
  (SELECT COUNT(*) FROM households h WHERE h.unit_code = $1 AND h.left_on IS NULL AND (
    EXISTS (SELECT 1 FROM entries e JOIN rounds o ON o.id = e.round_id
      WHERE e.household_id = h.id AND e.officer_id IS NOT NULL AND {_IN_QUARTER})
    OR EXISTS (SELECT 1 FROM reviews v JOIN rounds o ON o.id = v.round_id
      WHERE v.household_id = h.id AND {_IN_QUARTER}))) AS seen,
  (SELECT COUNT(*) FROM objections WHERE unit_code = $1 AND state = 'open') AS objections,
  (SELECT COUNT(*) FROM objections WHERE unit_code = $1 AND state = 'open' AND due < $5) AS objections_overdue,
  (SELECT COUNT(*) FROM claims WHERE unit_code = $1 AND state = 'open') AS claims,
  (SELECT COUNT(*) FROM claims WHERE unit_code = $1 AND state = 'open' AND due_on < $5) AS claims_overdue,
  (SELECT COUNT(*) FROM callbacks WHERE unit_code = $1 AND done_ms IS NULL) AS callbacks,
  (SELECT COUNT(*) FROM callbacks WHERE unit_code = $1 AND done_ms IS NULL AND due_on < $5) AS callbacks_overdue,
  (SELECT COUNT(*) FROM officers WHERE unit_code = $1 AND role = 'specialist' AND status = 'active') AS specialists,
  (SELECT COUNT(*) FROM chats WHERE unit_code = $1) AS has_group
"""
_COVERAGE = """
SELECT o.key, COUNT(*) AS households, CAST(COALESCE(SUM(CASE WHEN
    EXISTS (SELECT 1 FROM entries e WHERE e.round_id = o.id AND e.household_id = s.household_id
      AND e.officer_id IS NOT NULL)
    OR EXISTS (SELECT 1 FROM reviews v WHERE v.round_id = o.id AND v.household_id = s.household_id)
  THEN 1 ELSE 0 END), 0) AS BIGINT) AS seen
FROM rounds o JOIN scores s ON s.round_id = o.id
WHERE o.unit_code = $1 AND o.first_day >= $2 AND o.first_day < $3 AND s.score IS NOT NULL
GROUP BY o.id, o.key, o.first_day ORDER BY o.first_day
"""
_ASSESSMENT = (
    "SELECT a.id, a.points, a.reason, a.at_ms, f.name FROM assessments a JOIN officers f ON f.id = a.officer_id"
)


@dataclass(frozen=True, slots=True)
class SqlSupervision:
    """``domain.ports.supervision.Supervision`` on SQL."""

    connection: Connection
    timezone: tzinfo

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

    async def coverage(self, unit: str, period: Period) -> Sequence[Coverage]:
        """How far the unit got round in each round that began in the period, oldest first."""
        rows = await self.connection.fetch(_COVERAGE, unit, period.first.isoformat(), period.after.isoformat())
        return [Coverage(parse_round(row["key"]), row["households"], row["seen"]) for row in rows]

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

    async def marks(self, unit: str, year: int) -> Sequence[OfficerMark]:
        """The officers' entries of a year, vetoes and reversals left out."""
        rows = await self.connection.fetch(
            "SELECT e.officer_name, e.household_id, e.item, e.points, e.at_ms, o.closed_ms, o.after_day"
            " FROM entries e JOIN rounds o ON o.id = e.round_id"
            f" WHERE o.unit_code = $1 AND o.year = $2 AND {NO_REVERSAL} AND e.points <> 0"
            " AND e.officer_id IS NOT NULL ORDER BY e.id",
            unit,
            year,
        )
        return [self._mark(row) for row in rows]

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

    def _mark(self, row: Row) -> OfficerMark:
        end = datetime.combine(date.fromisoformat(row["after_day"]), datetime.min.time(), self.timezone)
        settled = from_ms(row["closed_ms"], self.timezone) if row["closed_ms"] is not None else None
        return OfficerMark(
            officer=row["officer_name"],
            household=row["household_id"],
            item=row["item"],
            points=row["points"],
            at=from_ms(row["at_ms"], self.timezone),
            deadline=min(settled, end) if settled else end,
        )
