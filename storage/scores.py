"""Households' scores in their rounds; and all scores of a unit in one query, for reports and for the audit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.model.round import HouseholdScore
from storage.database import Connection, Row
from storage.engine.postgres.trips import as_rows
from storage.entry_rows import OF_ROUND
from storage.rounds import ROUND, as_round

_OF_DAY = "s.household_id = $1 AND o.first_day <= $2 AND o.after_day > $2"
_OF_ROUND = "s.household_id = $1 AND o.id = $2"
_LOCK = "SELECT s.id FROM scores s JOIN rounds o ON o.id = s.round_id WHERE {} FOR UPDATE OF s"
LOCKED_OF_DAY = "SELECT f.standing, f.entries FROM score_under_lock($1, $2) f"
_SCORE = f"SELECT {ROUND}, s.score, s.disputes FROM scores s JOIN rounds o ON o.id = s.round_id WHERE {{}}"


@dataclass(frozen=True, slots=True)
class SqlScores:
    """``domain.ports.scores.Scores`` on SQL."""

    connection: Connection

    async def lock(self, household_id: int, which: int | date) -> HouseholdScore | None:
        """The household's score in the round with that id, or in the one of that day."""
        by_day = isinstance(which, date)
        if by_day and self.connection.dialect == "postgres":
            rows = await self._locked_of_day(household_id, str(which))
        else:
            rows = await self._locked(_OF_DAY if by_day else _OF_ROUND, household_id, str(which) if by_day else which)
        return HouseholdScore(as_round(rows[0]), rows[0]["score"], rows[0]["disputes"]) if rows else None

    async def put(self, household_id: int, round_id: int, score: int | None) -> None:
        """Store the score as re-derived from the entries; None excuses the household from the round."""
        await self.connection.later(
            ("scores", household_id, round_id),
            "UPDATE scores SET score = $1 WHERE household_id = $2 AND round_id = $3",
            score,
            household_id,
            round_id,
        )

    async def of_household(self, household_id: int, year: int) -> Sequence[HouseholdScore]:
        """The household's scores in the rounds of a year, oldest first; none of them locked."""
        rows = await self.connection.fetch(
            f"SELECT {ROUND}, s.score, s.disputes FROM scores s JOIN rounds o ON o.id = s.round_id"
            " WHERE s.household_id = $1 AND o.year = $2 ORDER BY o.first_day",
            household_id,
            year,
        )
        return [HouseholdScore(as_round(row), row["score"], row["disputes"]) for row in rows]

    async def of_round(self, round_id: int) -> Mapping[int, int | None]:
        """Every household's score in a round, by household id; None = excused."""
        sql = "SELECT household_id, score FROM scores WHERE round_id = $1"
        rows = await self.connection.stored.fetch(sql, round_id)  # numbers alone: nothing is hidden in them
        return {row["household_id"]: row["score"] for row in rows}

    async def disputed(self, round_id: int) -> frozenset[int]:
        """The households, by id, whose scores of a round are held back by open objections."""
        sql = "SELECT household_id FROM scores WHERE round_id = $1 AND disputes > 0"
        return frozenset(row["household_id"] for row in await self.connection.fetch(sql, round_id))

    async def dispute(self, household_id: int, round_id: int, by: int) -> None:
        """One open objection more or less that holds the household's round back."""
        await self.connection.execute(
            "UPDATE scores SET disputes = disputes + $1 WHERE household_id = $2 AND round_id = $3",
            by,
            household_id,
            round_id,
        )

    async def _locked(self, place: str, *args: object) -> Sequence[Row]:
        if self.connection.dialect == "postgres":
            # Read only once it is locked: the round may have been published while this waited.
            await self.connection.fetch(_LOCK.format(place), *args)
        return await self.connection.fetch(_SCORE.format(place), *args)

    async def _locked_of_day(self, household_id: int, day: str) -> Sequence[Row]:
        """In one round trip, with the entries, which are asked for next."""
        rows = await self.connection.fetch(LOCKED_OF_DAY, household_id, day)
        standing = as_rows(rows[0]["standing"]) if rows else ()
        if standing:
            entries = (OF_ROUND, (household_id, standing[0]["round_id"]))
            self.connection.foresee(entries, as_rows(rows[0]["entries"]))
        return standing


async def scores_of_unit(
    connection: Connection, unit: str, year: int | None = None
) -> Mapping[int, Mapping[int, int | None]]:
    """The stored score of every household by round id and household id, of one year or of all; None = excused."""
    of_year = "" if year is None else " AND o.year = $2"
    rows = await connection.stored.fetch(
        "SELECT s.round_id, s.household_id, s.score FROM scores s JOIN rounds o ON o.id = s.round_id"
        f" WHERE o.unit_code = $1{of_year}",
        unit,
        *(() if year is None else (year,)),
    )
    scores: dict[int, dict[int, int | None]] = {}
    for round_id, household, score in rows:
        scores.setdefault(round_id, {})[household] = score
    return scores


async def held_of_unit(connection: Connection, unit: str, year: int) -> Mapping[int, Collection[int]]:
    """The households, by round id, whose scores of a year's rounds are held back by open objections."""
    rows = await connection.fetch(
        "SELECT s.round_id, s.household_id FROM scores s JOIN rounds o ON o.id = s.round_id"
        " WHERE o.unit_code = $1 AND o.year = $2 AND s.disputes > 0",
        unit,
        year,
    )
    held: dict[int, set[int]] = {}
    for row in rows:
        held.setdefault(row["round_id"], set()).add(row["household_id"])
    return held
