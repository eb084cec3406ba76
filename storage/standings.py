"""Where households stand: accounts, the current round, and ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.model.people import Household
from domain.model.round import Round
from domain.model.standing import Account, Standing
from domain.scoring.ranking import ranks
from storage.database import Connection, Row
from storage.roster import HOUSEHOLD, as_household
from storage.rounds import ROUND, as_round

_STANDING = f"""
SELECT {HOUSEHOLD}, {ROUND}, a.earned, a.rounds, a.vetoes, a.balance, s.score,
       EXISTS (SELECT 1 FROM rounds c WHERE c.unit_code = h.unit_code AND c.year = $1 AND c.state <> 'open') AS closed
FROM households h
LEFT JOIN accounts a ON a.household_id = h.id AND a.year = $1
LEFT JOIN rounds o ON o.unit_code = h.unit_code AND o.current = 1 AND o.year = $1
LEFT JOIN scores s ON s.round_id = o.id AND s.household_id = h.id
"""

_OF_UNIT = f"""
SELECT {HOUSEHOLD}, a.earned, a.rounds, a.vetoes, a.balance, s.score
FROM households h
LEFT JOIN accounts a ON a.household_id = h.id AND a.year = $1
LEFT JOIN scores s ON s.round_id = CAST($3 AS BIGINT) AND s.household_id = h.id
WHERE h.unit_code = $2 AND h.left_on IS NULL
ORDER BY h.grp, h.number
"""

_LIVES = "EXISTS (SELECT 1 FROM households h WHERE h.id = {}.household_id AND h.left_on IS NULL)"
"""Who has left is ranked no more, whatever it earned."""


@dataclass(frozen=True, slots=True)
class SqlStandings:
    """``domain.ports.standings.Standings`` on SQL."""

    connection: Connection

    async def of_household(self, household: Household, year: int) -> Standing:
        """One household's standing, without reading the others'."""
        (row,) = await self.connection.fetch(f"{_STANDING} WHERE h.id = $2", year, household.id)
        return await self._ranked(row, year)

    async def by_phone(self, phone: str, year: int) -> Sequence[Standing]:
        """The standings of every household with that phone that has not left."""
        rows = await self.connection.fetch(
            f"{_STANDING} WHERE h.left_on IS NULL"
            " AND h.id IN (SELECT p.household_id FROM household_phones p WHERE p.phone = $2)"
            " ORDER BY h.unit_code, h.grp, h.number",
            year,
            phone,
        )
        return [await self._ranked(row, year) for row in rows]

    async def of_unit(self, unit: str, year: int, group: int | None = None) -> Sequence[Standing]:
        """The whole unit's by rank, or one group's; ranks are those in the unit."""
        rounds = await self._rounds(unit, year)
        current = next((as_round(row) for row in rounds if row["current"]), None)
        closed = _any_settled(rounds)
        rows = await self.connection.fetch(_OF_UNIT, year, unit, current.id if current else None)
        placed = zip(rows, ranks(_weight(row, closed) for row in rows), strict=True)
        chosen = [_standing(row, year, current, place) for row, place in placed if group is None or row["grp"] == group]
        return sorted(chosen, key=lambda standing: (standing.rank is None, standing.rank or 0))

    async def next_above(self, standing: Standing) -> int | None:
        """How many points are missing to the next better rank; None for the first."""
        household, year = standing.household, standing.account.year
        if not _any_settled(await self._rounds(household.unit, year)):
            sql = (
                "SELECT MIN(s.score) AS next FROM scores s JOIN rounds o ON o.id = s.round_id AND o.current = 1"
                " JOIN accounts a ON a.household_id = s.household_id AND a.year = $2 AND a.vetoes = 0"
                f" WHERE o.unit_code = $1 AND s.score > $3 AND {_LIVES.format('s')}"
            )
            mine = standing.current_score
        else:
            sql = (
                "SELECT MIN(earned) AS next FROM accounts a"
                f" WHERE unit_code = $1 AND year = $2 AND vetoes = 0 AND earned > $3 AND {_LIVES.format('a')}"
            )
            mine = standing.account.earned
        if mine is None or standing.rank is None:
            return None
        (row,) = await self.connection.fetch(sql, household.unit, year, mine)
        return None if row["next"] is None else row["next"] - mine

    async def _rounds(self, unit: str, year: int) -> Sequence[Row]:
        sql = f"SELECT {ROUND}, o.current FROM rounds o WHERE o.unit_code = $1 AND o.year = $2"
        return await self.connection.fetch(sql, unit, year)

    async def _ranked(self, row: Row, year: int) -> Standing:
        current = as_round(row) if row["round_id"] is not None else None
        return _standing(row, year, current, await self._rank(row, year))

    async def _rank(self, row: Row, year: int) -> int | None:
        mine = _weight(row, row["closed"])
        if mine is None:
            return None
        if row["closed"]:
            (found,) = await self.connection.fetch(
                "SELECT COUNT(*) AS better FROM accounts a"
                f" WHERE unit_code = $1 AND year = $2 AND vetoes = 0 AND earned > $3 AND {_LIVES.format('a')}",
                row["unit_code"],
                year,
                mine,
            )
        else:
            (found,) = await self.connection.fetch(
                "SELECT COUNT(*) AS better FROM scores s"
                " JOIN accounts a ON a.household_id = s.household_id AND a.year = $1 AND a.vetoes = 0"
                f" WHERE s.round_id = $2 AND s.score > $3 AND {_LIVES.format('s')}",
                year,
                row["round_id"],
                mine,
            )
        better: int = found["better"]
        return 1 + better


def _any_settled(rounds: Sequence[Row]) -> bool:
    return any(row["state"] != "open" for row in rounds)


def _standing(row: Row, year: int, current_round: Round | None, rank: int | None) -> Standing:
    account = Account(year, row["earned"] or 0, row["rounds"] or 0, row["vetoes"] or 0, row["balance"] or 0)
    return Standing(as_household(row), account, current_round, row["score"], rank)


def _weight(row: Row, closed: bool) -> int | None:
    """What a household is ranked by: points earned, or the current round while there is nothing else.

    Nothing while a veto is in force, once the household has left, and before its first round of the year: it has no
    account yet.
    """
    if row["vetoes"] or row["left_on"] is not None:
        return None
    weight: int | None = row["earned"] if closed else row["score"]
    return weight
