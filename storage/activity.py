"""How far a unit's officers got round, and what each of them logged: worked out anew when something of it changed.

A year of 4,000 households takes a tenth of a second to add up; whether anything changed, a few thousandths. The rounds
that still run change every day: those that are settled are added up apart from them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from domain.model.activity import Activity, Coverage, ItemTally, OfficerTally, together
from domain.model.calendar import Period, parse_round
from storage.database import Connection, Row
from storage.entry_rows import NO_REVERSAL
from storage.instants import to_ms

_MOST_KEPT = 3
_LAST_MS = timedelta(hours=24) // timedelta(milliseconds=1)
_OF_PERIOD: Final = "o.unit_code = $1 AND o.first_day >= $2 AND o.first_day < $3 AND o.closed_ms IS {settled} NULL"
"""Of a period either the rounds that are settled, or those that still run."""
_STATE: Final = """
SELECT o.id, o.closed_ms, o.after_day,
  (SELECT COUNT(*) FROM entries e WHERE e.round_id = o.id) AS entries,
  (SELECT COUNT(*) FROM reviews v WHERE v.round_id = o.id) AS reviews,
  (SELECT COUNT(s.score) FROM scores s WHERE s.round_id = o.id) AS scored,
  (SELECT COUNT(*) FROM excuses) AS excuses
FROM rounds o WHERE o.unit_code = $1 AND o.first_day >= $2 AND o.first_day < $3 ORDER BY o.id
"""
"""Entries, reviews and excuses are only ever added; a household that is excused no more is scored again."""
_COUNTED: Final = ("id", "closed_ms", "entries", "reviews", "scored", "excuses")
_COVERAGE: Final = f"""
SELECT o.key, COUNT(*) AS households, CAST(COALESCE(SUM(CASE WHEN
    EXISTS (SELECT 1 FROM entries e WHERE e.round_id = o.id AND e.household_id = s.household_id
      AND e.officer_id IS NOT NULL)
    OR EXISTS (SELECT 1 FROM reviews v WHERE v.round_id = o.id AND v.household_id = s.household_id)
  THEN 1 ELSE 0 END), 0) AS BIGINT) AS seen
FROM rounds o JOIN scores s ON s.round_id = o.id
WHERE {_OF_PERIOD} AND s.score IS NOT NULL
GROUP BY o.id, o.key, o.first_day ORDER BY o.first_day
"""
_LOGGED: Final = f"""
FROM entries e JOIN rounds o ON o.id = e.round_id
WHERE {_OF_PERIOD} AND {NO_REVERSAL} AND e.points <> 0 AND e.officer_id IS NOT NULL
"""
_BY_ITEM: Final = f"""
SELECT e.officer_name, e.item, e.points > 0 AS added, COUNT(*) AS entries, CAST(SUM(e.points) AS BIGINT) AS points,
  CAST(SUM(CASE WHEN e.at_ms < {{deadline}} AND e.at_ms >= {{deadline}} - {_LAST_MS} THEN 1 ELSE 0 END) AS BIGINT)
    AS last_minute
{_LOGGED} GROUP BY e.officer_name, e.item, e.points > 0 ORDER BY MIN(e.id)
"""
_BY_HOUSEHOLD: Final = f"""
SELECT e.officer_name, e.household_id, COUNT(*) AS entries {_LOGGED} GROUP BY e.officer_name, e.household_id
"""


@dataclass(frozen=True, slots=True)
class ActivityCache:
    """What was last worked out of each unit, for its settled rounds and for those that still run.

    ``_MOST_KEPT`` of each: a supervisor looks at the year and at two quarters in turn.
    """

    _of_units: dict[tuple[str, bool], Sequence[tuple[object, Activity]]] = field(default_factory=dict)

    def find(self, unit: str, settled: bool, state: object) -> Activity | None:
        """What was worked out from that very state of the books."""
        return next((activity for before, activity in self._of_units.get((unit, settled), ()) if before == state), None)

    def keep(self, unit: str, settled: bool, state: object, activity: Activity) -> None:
        """In place of the oldest that was kept of that unit."""
        before = self._of_units.get((unit, settled), ())
        self._of_units[unit, settled] = (*before[1 - _MOST_KEPT :], (state, activity))


@dataclass(frozen=True, slots=True)
class SqlActivity:
    """Adds up within a transaction. ``kept`` None: it may see what will never be committed, and keeps nothing."""

    connection: Connection
    timezone: tzinfo
    kept: ActivityCache | None = None

    async def of(self, unit: str, period: Period) -> Activity:
        """The rounds that began in the period."""
        asked = (unit, period.first.isoformat(), period.after.isoformat())
        rounds = await self.connection.fetch(_STATE, *asked)
        done = await self._part(asked, [row for row in rounds if row["closed_ms"] is not None], settled=True)
        running = await self._part(asked, [row for row in rounds if row["closed_ms"] is None], settled=False)
        return together(done, running)

    async def _part(self, asked: tuple[str, str, str], rounds: Sequence[Row], *, settled: bool) -> Activity:
        """Of the rounds that are settled, or of those that are not."""
        unit, state = asked[0], [[row[name] for name in _COUNTED] for row in rounds]
        if self.kept and (known := self.kept.find(unit, settled, state)):
            return known
        activity = await self._worked_out(asked, rounds, "NOT" if settled else "") if rounds else Activity()
        if self.kept:
            self.kept.keep(unit, settled, state, activity)
        return activity

    async def _worked_out(self, asked: tuple[str, str, str], rounds: Sequence[Row], settled: str) -> Activity:
        """``settled``: what stands before NULL."""
        coverage = await self.connection.fetch(_COVERAGE.format(settled=settled), *asked)
        by_item = await self.connection.fetch(_BY_ITEM.format(settled=settled, deadline=self._deadline(rounds)), *asked)
        households: defaultdict[str, dict[int, int]] = defaultdict(dict)
        for row in await self.connection.fetch(_BY_HOUSEHOLD.format(settled=settled), *asked):
            households[row["officer_name"]][row["household_id"]] = row["entries"]
        return Activity(
            [Coverage(parse_round(row["key"]), row["households"], row["seen"]) for row in coverage],
            _tallies(by_item, households),
        )

    def _deadline(self, rounds: Sequence[Row]) -> str:
        """SQL for when a round was settled, or ended, in milliseconds."""
        each = " ".join(f"WHEN {row['id']} THEN {self._settled_ms(row)}" for row in rounds)
        return f"CASE o.id {each} END"

    def _settled_ms(self, row: Row) -> int:
        end = to_ms(datetime.combine(date.fromisoformat(row["after_day"]), datetime.min.time(), self.timezone))
        return end if row["closed_ms"] is None else min(end, row["closed_ms"])


def _tallies(by_item: Sequence[Row], households: Mapping[str, Mapping[int, int]]) -> Sequence[OfficerTally]:
    """An officer's together, in the order in which they first logged something."""
    officers: defaultdict[str, list[Row]] = defaultdict(list)
    for row in by_item:
        officers[row["officer_name"]].append(row)
    return [
        OfficerTally(
            officer,
            [ItemTally(row["item"], bool(row["added"]), row["entries"], row["points"]) for row in rows],
            households[officer],
            sum(row["last_minute"] for row in rows),
        )
        for officer, rows in officers.items()
    ]
