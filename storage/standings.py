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

_LIVES = "(SELECT g.left_on FROM households g WHERE g.id = {}.household_id) IS NULL"
"""Who has left is ranked no more, whatever it earned. Written as a look-up for each better one: from an EXISTS
PostgreSQL makes a join that reads the households of all units."""

_CLOSED = "EXISTS (SELECT 1 FROM rounds c WHERE c.unit_code = {} AND c.year = {} AND c.state <> 'open')"
"""Whether a round of the year is settled: then points earned count, else those of the current round."""

_BETTER = "b.year = $1 AND b.vetoes = 0 AND b.earned > a.earned"
"""Counted in the index alone, less the few of them that have left: to look each one up was most of what it took."""

_STANDING = f"""
SELECT {HOUSEHOLD}, {ROUND}, a.earned, a.rounds, a.vetoes, a.balance, s.score, CASE
  WHEN a.vetoes <> 0 OR h.left_on IS NOT NULL THEN NULL
  WHEN {_CLOSED.format("h.unit_code", "$1")} THEN CASE WHEN a.earned IS NOT NULL THEN
    1 + (SELECT COUNT(*) FROM accounts b WHERE b.unit_code = h.unit_code AND {_BETTER})
    - (SELECT COUNT(*) FROM households g JOIN accounts b ON b.household_id = g.id AND {_BETTER}
       WHERE g.unit_code = h.unit_code AND g.left_on IS NOT NULL) END
  WHEN s.score IS NOT NULL THEN
    (SELECT 1 + COUNT(*) FROM scores r
     JOIN accounts b ON b.household_id = r.household_id AND b.year = $1 AND b.vetoes = 0
     WHERE r.round_id = o.id AND r.score > s.score AND {_LIVES.format("r")}) END AS place
FROM households h
LEFT JOIN accounts a ON a.household_id = h.id AND a.year = $1
LEFT JOIN rounds o ON o.unit_code = h.unit_code AND o.current = 1 AND o.year = $1
LEFT JOIN scores s ON s.round_id = o.id AND s.household_id = h.id
"""
OF_HOUSEHOLD = f"{_STANDING} WHERE h.id = $2"
_ACCOUNT = "SELECT a.household_id, a.earned, a.rounds, a.vetoes, a.balance FROM accounts a WHERE"
ACCOUNT = f"{_ACCOUNT} a.household_id = $1 AND a.year = $2"
ACCOUNTS_BY_PHONE = (
    f"{_ACCOUNT} a.year = $1 AND a.household_id IN (SELECT p.household_id FROM household_phones p WHERE p.phone = $2)"
)
BY_PHONE = (
    f"{_STANDING} WHERE h.left_on IS NULL"
    " AND h.id IN (SELECT p.household_id FROM household_phones p WHERE p.phone = $2)"
    " ORDER BY h.unit_code, h.grp, h.number"
)

_ROUNDS = f"SELECT {ROUND}, o.current FROM rounds o WHERE o.unit_code = $1 AND o.year = $2"
_OF_UNIT = f"""
SELECT {HOUSEHOLD}, a.earned, a.rounds, a.vetoes, a.balance, s.score
FROM households h
LEFT JOIN accounts a ON a.household_id = h.id AND a.year = $1
LEFT JOIN scores s ON s.household_id = h.id AND s.round_id =
  (SELECT o.id FROM rounds o WHERE o.unit_code = $2 AND o.year = $1 AND o.current = 1)
WHERE h.unit_code = $2 AND h.left_on IS NULL
ORDER BY h.grp, h.number
"""

_ABOVE = f"""
SELECT CASE WHEN {_CLOSED.format("$1", "$2")} THEN
  (SELECT a.earned - $3 FROM accounts a
   WHERE a.unit_code = $1 AND a.year = $2 AND a.vetoes = 0 AND a.earned > $3 AND {_LIVES.format("a")}
   ORDER BY a.earned LIMIT 1)
ELSE
  (SELECT s.score - $4 FROM scores s JOIN rounds o ON o.id = s.round_id AND o.current = 1
   JOIN accounts a ON a.household_id = s.household_id AND a.year = $2 AND a.vetoes = 0
   WHERE o.unit_code = $1 AND s.score > $4 AND {_LIVES.format("s")} ORDER BY s.score LIMIT 1)
END AS missing
"""


@dataclass(frozen=True, slots=True)
class SqlStandings:
    """``domain.ports.standings.Standings`` on SQL."""

    connection: Connection

    async def of_household(self, household: Household, year: int) -> Standing:
        """One household's standing, without reading the others'."""
        (row,) = await self.connection.fetch(OF_HOUSEHOLD, year, household.id)
        return _placed(row, year)

    async def account(self, household: Household, year: int) -> Account:
        """One household's account of a year, an empty one where it has none."""
        rows = await self.connection.fetch(ACCOUNT, household.id, year)
        return _account(rows[0], year) if rows else Account(year, 0, 0, 0)

    async def by_phone(self, phone: str, year: int) -> Sequence[Standing]:
        """The standings of every household with that phone that has not left."""
        return [_placed(row, year) for row in await self.connection.fetch(BY_PHONE, year, phone)]

    async def of_unit(self, unit: str, year: int, group: int | None = None) -> Sequence[Standing]:
        """The whole unit's by rank, or one group's; ranks are those in the unit."""
        rounds, rows = await self.connection.together((_ROUNDS, (unit, year)), (_OF_UNIT, (year, unit)))
        current = next((as_round(row) for row in rounds if row["current"]), None)
        closed = any(row["state"] != "open" for row in rounds)
        placed = zip(rows, ranks(_weight(row, closed) for row in rows), strict=True)
        chosen = [_standing(row, year, current, place) for row, place in placed if group is None or row["grp"] == group]
        return sorted(chosen, key=lambda standing: (standing.rank is None, standing.rank or 0))

    async def next_above(self, standing: Standing) -> int | None:
        """How many points are missing to the next better rank; None for the first."""
        household, account = standing.household, standing.account
        if standing.rank is None:
            return None
        (row,) = await self.connection.fetch(
            _ABOVE, household.unit, account.year, account.earned, standing.current_score
        )
        missing: int | None = row["missing"]
        return missing


def _placed(row: Row, year: int) -> Standing:
    return _standing(row, year, as_round(row) if row["round_id"] is not None else None, row["place"])


def _standing(row: Row, year: int, current_round: Round | None, rank: int | None) -> Standing:
    return Standing(as_household(row), _account(row, year), current_round, row["score"], rank)


def _account(row: Row, year: int) -> Account:
    return Account(year, row["earned"] or 0, row["rounds"] or 0, row["vetoes"] or 0, row["balance"] or 0)


def _weight(row: Row, closed: bool) -> int | None:
    """What a household is ranked by: points earned, or the current round while there is nothing else.

    Nothing while a veto is in force, once the household has left, and before its first round of the year: it has no
    account yet.
    """
    if row["vetoes"] or row["left_on"] is not None:
        return None
    weight: int | None = row["earned"] if closed else row["score"]
    return weight
