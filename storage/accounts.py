"""Accounts and their postings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.model.account import AccountsOf, Posting, PostingKind
from storage.database import Connection
from storage.instants import from_ms, to_ms

_SETTLED = "o.state <> 'open'"
_SPENDABLE = "o.state = 'final' AND s.disputes = 0"
_SUM = "(SELECT CAST(COALESCE(SUM(p.points), 0) AS BIGINT) FROM postings p WHERE p.household_id = a.household_id"
_POSTED = f"{_SUM} AND p.year = a.year AND p.kind IN ('round', 'correction'))"
_BALANCE = f"{_SUM} AND p.year = a.year)"
_OF_UNIT, _OF_HOUSEHOLD = "a.unit_code = $2", "a.household_id = $2"
_WHOSE = {_OF_UNIT: "o.unit_code = $2", _OF_HOUSEHOLD: "s.household_id = $2"}
"""The scores that belong to the accounts meant."""


@dataclass(frozen=True, slots=True)
class SqlAccounts:
    """``domain.ports.accounts.Accounts`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def recount(self, of: AccountsOf, *, average: bool) -> None:
        """Re-derive what was earned from the settled rounds."""
        which, key = _which(of)
        await self._lock(which, of.year, key)
        await self.connection.execute(
            "UPDATE accounts AS t SET earned = n.worth, rounds = n.many FROM"
            f" ({_worth(which, _SETTLED, average, '')}) n"
            " WHERE n.id = t.id AND (t.earned <> n.worth OR t.rounds <> n.many)",
            of.year,
            key,
        )

    async def credit(self, of: AccountsOf, kind: PostingKind, cause: str, now: datetime, *, average: bool) -> None:
        """Post what the final, undisputed rounds are worth beyond what was posted for them so far."""
        (which, key), year = _which(of), of.year
        await self._lock(which, year, key)
        await self.connection.execute(
            "INSERT INTO postings (household_id, year, kind, points, at_ms, key)"
            " SELECT n.household_id, n.year, CAST($3 AS TEXT), n.worth - n.posted, CAST($4 AS BIGINT),"
            " CAST($5 AS TEXT) || ':' || CAST(n.year AS TEXT) || ':' || CAST(n.household_id AS TEXT)"
            f" FROM ({_worth(which, _SPENDABLE, average, f', {_POSTED} AS posted')}) n"
            " WHERE n.worth <> n.posted ORDER BY n.household_id",
            year,
            key,
            kind.value,
            to_ms(now),
            cause,
        )
        await self._rebalance(which, year, key)
        await self._lapse(f"a.lapsed = 1 AND {which}", cause, year, key, now)

    async def post(self, household_id: int, year: int, kind: PostingKind, points: int, key: str, now: datetime) -> bool:
        """Move an account by that many points; False, and nothing moved, if that takes it below 0 by spending."""
        moved = await self.connection.fetch(
            "UPDATE accounts SET balance = balance + $1 WHERE household_id = $2 AND year = $3"
            " AND (CAST($1 AS BIGINT) >= 0 OR balance + $1 >= 0) RETURNING id",
            points,
            household_id,
            year,
        )
        if not moved:
            return False
        await self.connection.execute(
            "INSERT INTO postings (household_id, year, kind, points, at_ms, key) VALUES ($1, $2, $3, $4, $5, $6)",
            household_id,
            year,
            kind.value,
            points,
            to_ms(now),
            key,
        )
        await self._lapse("a.lapsed = 1 AND a.household_id = $2", key, year, household_id, now)
        return True

    async def balance(self, household_id: int, year: int) -> int:
        """What the postings add up to, locked against other writers until commit; 0 without an account."""
        lock = " FOR UPDATE" if self.connection.dialect == "postgres" else ""
        rows = await self.connection.fetch(
            f"SELECT balance FROM accounts WHERE household_id = $1 AND year = $2{lock}", household_id, year
        )
        return rows[0]["balance"] if rows else 0

    async def postings(self, household_id: int, year: int) -> Sequence[Posting]:
        """The lines of a household's account of that year in their order; they add up to its balance."""
        rows = await self.connection.fetch(
            "SELECT kind, points, at_ms FROM postings WHERE household_id = $1 AND year = $2 ORDER BY id",
            household_id,
            year,
        )
        return [Posting(PostingKind(row["kind"]), row["points"], from_ms(row["at_ms"], self.timezone)) for row in rows]

    async def lapse(self, unit: str, year: int, now: datetime) -> int:
        """Let every balance of the year that is above 0 lapse; how many households lost points."""
        await self.connection.execute("UPDATE accounts SET lapsed = 1 WHERE unit_code = $1 AND year = $2", unit, year)
        return await self._lapse("a.unit_code = $2", "year-end", year, unit, now)

    async def vetoed(self, unit: str, year: int) -> frozenset[int]:
        """The households with a veto in force in that year, by id."""
        rows = await self.connection.fetch(
            "SELECT household_id FROM accounts WHERE unit_code = $1 AND year = $2 AND vetoes > 0", unit, year
        )
        return frozenset(row["household_id"] for row in rows)

    async def change_vetoes(self, household_id: int, year: int, by: int) -> None:
        """One veto more or less in force."""
        await self.connection.execute(
            "UPDATE accounts SET vetoes = vetoes + $1 WHERE household_id = $2 AND year = $3", by, household_id, year
        )

    async def _lock(self, which: str, year: int, key: object) -> None:
        """Wait for other writers first: what they changed is seen by the next statement only."""
        if self.connection.dialect == "postgres":
            mine = f"SELECT a.id FROM accounts a WHERE a.year = $1 AND {which} ORDER BY a.id FOR NO KEY UPDATE"
            await self.connection.execute(mine, year, key)

    async def _lapse(self, which: str, cause: str, year: int, key: object, now: datetime) -> int:
        """Accounts left below 0 by a correction stay there: there is nothing to lapse."""
        lapsed = await self.connection.fetch(
            "INSERT INTO postings (household_id, year, kind, points, at_ms, key)"
            " SELECT a.household_id, a.year, 'lapse', -a.balance, CAST($3 AS BIGINT),"
            " 'lapse:' || CAST($4 AS TEXT) || ':' || a.year || ':' || a.household_id"
            f" FROM accounts a WHERE a.year = $1 AND a.balance > 0 AND {which} RETURNING household_id",
            year,
            key,
            to_ms(now),
            cause,
        )
        if lapsed:
            await self._rebalance(which, year, key)
        return len(lapsed)

    async def _rebalance(self, which: str, year: int, key: object) -> None:
        await self.connection.execute(
            "UPDATE accounts AS t SET balance = n.balance FROM"
            f" (SELECT a.id, {_BALANCE} AS balance FROM accounts a WHERE a.year = $1 AND {which}) n"
            " WHERE n.id = t.id AND t.balance <> n.balance",
            year,
            key,
        )


def _worth(which: str, rounds: str, average: bool, more: str) -> str:
    """Each account with what its household's scores in such rounds of the year come to, as ``figures.worth`` has it.

    ``more``: further columns, computed for every account whether or not somebody looks at them.
    A unit costs the same however many others there are: the scores are those of its own rounds.
    """
    total, many = "CAST(SUM(s.score) AS BIGINT)", "COUNT(s.score)"
    mean = f"(2 * {total} + {many}) / NULLIF(2 * {many}, 0)"
    by_household = (
        f"SELECT s.household_id, {mean if average else total} AS worth, {many} AS many"
        " FROM scores s JOIN rounds o ON o.id = s.round_id"
        f" WHERE o.year = $1 AND {rounds} AND {_WHOSE[which]} GROUP BY s.household_id"
    )
    return (
        f"SELECT a.id, a.household_id, a.year, COALESCE(w.worth, 0) AS worth, COALESCE(w.many, 0) AS many{more}"
        f" FROM accounts a LEFT JOIN ({by_household}) w ON w.household_id = a.household_id"
        f" WHERE a.year = $1 AND {which}"
    )


def _which(of: AccountsOf) -> tuple[str, object]:
    """The accounts meant, as a condition on ``$2`` and its value."""
    return (_OF_UNIT, of.unit) if of.household_id is None else (_OF_HOUSEHOLD, of.household_id)
