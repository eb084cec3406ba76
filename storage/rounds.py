"""Rounds, the scores and accounts derived from entries, and the rulebook versions that rounds began with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar import Period
from domain.ports import CurrentBook, HouseholdScore, Round, RoundState
from domain.rulebook import Rulebook
from rules.loader import Source, parse
from storage.database import Connection, Row
from storage.instants import to_ms

ROUND = "o.id AS round_id, o.unit_code AS round_unit, o.key, o.first_day, o.after_day, o.state, o.rulebook_hash"


def as_round(row: Row) -> Round:
    """A round from a row that holds the columns ``ROUND``."""
    period = Period(row["key"], date.fromisoformat(row["first_day"]), date.fromisoformat(row["after_day"]))
    return Round(row["round_id"], row["round_unit"], period, row["state"], row["rulebook_hash"])


def _earned(average: bool) -> str:
    """What an account earned, from the closed rounds: their sum, or their mean rounded half up."""
    total = "CAST(SUM(s.score) AS BIGINT)"  # on PostgreSQL a sum is a fraction until it is cast
    mean = f"(2 * {total} + COUNT(s.score)) / (2 * COUNT(s.score))"
    return f"COALESCE({mean if average else total}, 0)"


@dataclass(frozen=True, slots=True)
class SqlRounds:
    """``domain.ports.Rounds`` on SQL. ``books`` caches rulebook versions by hash; they never change."""

    connection: Connection
    books: dict[str, Rulebook]

    async def open_round(self, unit: str) -> Round | None:
        """The unit's open round."""
        found = await self._select("o.unit_code = $1 AND o.state = 'open'", unit)
        return found[0] if found else None

    async def of_year(self, unit: str, year: int) -> Sequence[Round]:
        """The unit's rounds of a year, oldest first."""
        return await self._select("o.unit_code = $1 AND o.year = $2 ORDER BY o.first_day", unit, year)

    async def of_unit(self, unit: str) -> Sequence[Round]:
        """All rounds of the unit, oldest first."""
        return await self._select("o.unit_code = $1 ORDER BY o.first_day", unit)

    async def by_id(self, round_id: int) -> Round:
        """One round."""
        return (await self._select("o.id = $1", round_id))[0]

    async def any_in(self, unit: str, period: Period) -> bool:
        """Whether the unit had a round in that period."""
        first, after = period.first.isoformat(), period.after.isoformat()
        return bool(
            await self._select("o.unit_code = $1 AND o.first_day >= $2 AND o.first_day < $3", unit, first, after)
        )

    async def hold(self, unit: str) -> None:
        """Until commit nobody else opens or closes a round of the unit, or lets newcomers into one."""
        locking = self._locking("NO KEY UPDATE")
        if locking:
            await self.connection.execute(f"SELECT code FROM units WHERE code = $1{locking}", unit)

    async def begin(self, unit: str, period: Period, current: CurrentBook, start: int, now: datetime) -> Round:
        """Open a round with its rulebook version; every household joined by then gets a score row at ``start``."""
        await self.connection.execute(
            "INSERT INTO rulebook_versions (hash, town_text, overlay_text, stored_ms) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (hash) DO NOTHING",
            current.hash,
            current.town_text,
            current.overlay_text,
            to_ms(now),
        )
        # On a conflict another process has just opened the same round.
        await self.connection.execute(
            "INSERT INTO rounds (unit_code, key, year, first_day, after_day, state, rulebook_hash, opened_ms)"
            " VALUES ($1, $2, $3, $4, $5, 'open', $6, $7) ON CONFLICT DO NOTHING",
            unit,
            period.key,
            period.year,
            period.first.isoformat(),
            period.after.isoformat(),
            current.hash,
            to_ms(now),
        )
        (round_,) = await self._select("o.unit_code = $1 AND o.key = $2", unit, period.key)
        await self.enter(round_, start)
        return round_

    async def enter(self, round_: Round, start: int) -> None:
        """Give households of the unit that joined since a score row and an account."""
        await self.connection.execute(
            "INSERT INTO scores (household_id, round_id, unit_code, score)"
            " SELECT h.id, CAST($1 AS BIGINT), h.unit_code, CAST($2 AS BIGINT) FROM households h"
            " WHERE h.unit_code = $3 AND h.joined_on < $4 AND h.left_on IS NULL ON CONFLICT DO NOTHING",
            round_.id,
            start,
            round_.unit,
            round_.period.after.isoformat(),
        )
        await self.connection.execute(
            "INSERT INTO accounts (household_id, unit_code, year, earned, rounds, vetoes)"
            " SELECT h.id, h.unit_code, CAST($1 AS BIGINT), 0, 0, 0 FROM households h"
            " WHERE h.unit_code = $2 AND h.joined_on < $3 AND h.left_on IS NULL ON CONFLICT DO NOTHING",
            round_.period.year,
            round_.unit,
            round_.period.after.isoformat(),
        )

    async def close(self, round_: Round, state: RoundState, average: bool, now: datetime) -> None:
        """Take the round out of ``open`` and add it to every account."""
        await self.connection.execute(
            "UPDATE rounds SET state = $1, closed_ms = $2 WHERE id = $3 AND state = 'open'",
            state,
            to_ms(now),
            round_.id,
        )
        await self._recount("a.unit_code = $2", round_.period.year, round_.unit, average)

    async def lock_score(self, household_id: int, which: int | date) -> HouseholdScore | None:
        """The household's score in the round with that id, or in the open one if that day comes before its end."""
        by_day = isinstance(which, date)
        round_ = "o.state = 'open' AND o.after_day > $2" if by_day else "o.id = $2"
        rows = await self.connection.fetch(
            f"SELECT {ROUND}, s.score FROM scores s JOIN rounds o ON o.id = s.round_id"
            f" WHERE s.household_id = $1 AND {round_}{self._locking('UPDATE OF s FOR SHARE OF o')}",
            household_id,
            str(which) if by_day else which,
        )
        return HouseholdScore(as_round(rows[0]), rows[0]["score"]) if rows else None

    async def set_score(self, household_id: int, round_id: int, score: int) -> None:
        """Store the score as re-derived from the entries."""
        await self.connection.execute(
            "UPDATE scores SET score = $1 WHERE household_id = $2 AND round_id = $3", score, household_id, round_id
        )

    async def recount(self, household_id: int, year: int, average: bool) -> None:
        """Re-derive the household's account from its closed rounds."""
        await self._recount("a.household_id = $2", year, household_id, average)

    async def change_vetoes(self, household_id: int, year: int, by: int) -> None:
        """One veto more or less in force."""
        await self.connection.execute(
            "UPDATE accounts SET vetoes = vetoes + $1 WHERE household_id = $2 AND year = $3", by, household_id, year
        )

    async def book(self, book_hash: str) -> Rulebook:
        """A stored rulebook version."""
        known = self.books.get(book_hash)
        if known is None:
            (row,) = await self.connection.fetch(
                "SELECT town_text, overlay_text FROM rulebook_versions WHERE hash = $1", book_hash
            )
            known = parse(Source(row["town_text"], row["overlay_text"], "rulebook", "overlay"))
            self.books[book_hash] = known
        return known

    async def _recount(self, which: str, year: int, key: object, average: bool) -> None:
        closed = (
            " FROM scores s JOIN rounds o ON o.id = s.round_id"
            " WHERE s.household_id = a.household_id AND o.year = a.year AND o.state <> 'open')"
        )
        # What another writer changed meanwhile is seen by the next statement only, so the waiting is done before it.
        locking = self._locking("NO KEY UPDATE")
        if locking:
            mine = f"SELECT a.id FROM accounts a WHERE a.year = $1 AND {which} ORDER BY a.id{locking}"
            await self.connection.execute(mine, year, key)
        await self.connection.execute(
            f"UPDATE accounts AS a SET earned = (SELECT {_earned(average)}{closed},"
            f" rounds = (SELECT COUNT(s.score){closed} WHERE a.year = $1 AND {which}",
            year,
            key,
        )

    def _locking(self, how: str) -> str:
        """The end of a SELECT that locks its rows; on SQLite there is one writer at a time anyhow."""
        return f" FOR {how}" if self.connection.dialect == "postgres" else ""

    async def _select(self, condition: str, *args: object) -> list[Round]:
        sql = f"SELECT {ROUND} FROM rounds o WHERE {condition}"
        return [as_round(row) for row in await self.connection.fetch(sql, *args)]
