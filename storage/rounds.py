"""Rounds: when each begins, is settled and is final."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from domain.model.calendar import Period
from domain.model.current_book import CurrentBook
from domain.model.round import Round, RoundState
from storage import digests
from storage.book_versions import store_version
from storage.database import Connection, Row
from storage.instants import from_ms, to_ms

ROUND = (
    "o.id AS round_id, o.unit_code AS round_unit, o.key, o.first_day, o.after_day, o.state, o.rulebook_hash, o.final_on"
)

CURRENT = f"SELECT {ROUND} FROM rounds o WHERE o.unit_code = $1 AND o.current = 1"


def as_round(row: Row) -> Round:
    """A round from a row that holds the columns ``ROUND``."""
    days = row["key"], row["first_day"], row["after_day"]
    return _round(row["round_id"], row["round_unit"], days, row["state"], row["rulebook_hash"], row["final_on"])


@lru_cache(maxsize=256)
def _round(
    id_: int, unit: str, days: tuple[str, str, str], state: RoundState, book_hash: str, final_on: str | None
) -> Round:
    """Cached, since every household of a unit is in the same round. ``days``: key, first day, day after the last."""
    key, first_day, after_day = days
    period = Period(key, date.fromisoformat(first_day), date.fromisoformat(after_day))
    return Round(id_, unit, period, state, book_hash, date.fromisoformat(final_on) if final_on else None)


@dataclass(frozen=True, slots=True)
class SqlRounds:
    """``domain.ports.rounds.Rounds`` on SQL."""

    connection: Connection

    async def current(self, unit: str) -> Round | None:
        """The unit's latest round, whatever its state."""
        rows = await self.connection.fetch(CURRENT, unit)
        return as_round(rows[0]) if rows else None

    async def of_day(self, unit: str, day: date) -> Round | None:
        """The round in which that day lies, if the unit has it."""
        return await self._one("o.unit_code = $1 AND o.first_day <= $2 AND o.after_day > $2", unit, day.isoformat())

    async def find(self, unit: str, key: str) -> Round | None:
        """The unit's round with that key."""
        return await self._one("o.unit_code = $1 AND o.key = $2", unit, key)

    async def open_before(self, round_: Round) -> Sequence[Round]:
        """Earlier rounds of the unit that are still open, oldest first."""
        earlier = "o.unit_code = $1 AND o.state = 'open' AND o.first_day < $2 ORDER BY o.first_day"
        return await self._select(earlier, round_.unit, round_.period.first.isoformat())

    async def open_from(self, unit: str, day: date) -> Sequence[Round]:
        """The open rounds of the unit that end after that day, oldest first."""
        later = "o.unit_code = $1 AND o.state = 'open' AND o.after_day > $2 ORDER BY o.first_day"
        return await self._select(later, unit, day.isoformat())

    async def to_finalise(self, unit: str, today: date) -> Sequence[Round]:
        """Published rounds whose days of publicity have passed, oldest first."""
        due = "o.unit_code = $1 AND o.state = 'published' AND o.final_on <= $2 ORDER BY o.first_day"
        return await self._select(due, unit, today.isoformat())

    async def of_year(self, unit: str, year: int) -> Sequence[Round]:
        """The unit's rounds of a year, oldest first."""
        return await self._select("o.unit_code = $1 AND o.year = $2 ORDER BY o.first_day", unit, year)

    async def of_unit(self, unit: str) -> Sequence[Round]:
        """All rounds of the unit, oldest first."""
        return await self._select("o.unit_code = $1 ORDER BY o.first_day", unit)

    async def by_id(self, round_id: int) -> Round:
        """One round."""
        return (await self._select("o.id = $1", round_id))[0]

    async def hold(self, unit: str) -> None:
        """Until commit nobody else opens or closes a round of the unit, lets newcomers into one, or invites to it."""
        locking = self._locking("NO KEY UPDATE")
        if locking:
            await self.connection.execute(f"SELECT code FROM units WHERE code = $1{locking}", unit)

    async def begin(self, unit: str, period: Period, current: CurrentBook, start: int, now: datetime) -> Round:
        """Open a round with its rulebook version and make it the current one."""
        await store_version(self.connection, current, now)
        before = await self.connection.fetch(
            "UPDATE rounds SET current = 0 WHERE unit_code = $1 AND current = 1 AND first_day < $2 RETURNING id",
            unit,
            period.first.isoformat(),
        )
        # On a conflict another process has just opened the same round.
        await self.connection.execute(
            "INSERT INTO rounds (unit_code, key, year, first_day, after_day, state, rulebook_hash, opened_ms, current)"
            " VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, 1) ON CONFLICT DO NOTHING",
            unit,
            period.key,
            period.year,
            period.first.isoformat(),
            period.after.isoformat(),
            current.hash,
            to_ms(now),
        )
        (round_,) = await self._select("o.unit_code = $1 AND o.key = $2", unit, period.key)
        await digests.note(self.connection, "rounds", [*(row["id"] for row in before), round_.id])
        await self.enter(round_, start)
        return round_

    async def enter(self, round_: Round, start: int | None, household_id: int | None = None) -> None:
        """Give households of the unit that joined by then and live there a score row at ``start``, and an account."""
        one = "" if household_id is None else " AND h.id = $5"
        args = () if household_id is None else (household_id,)
        after = round_.period.after.isoformat()
        await self.connection.execute(
            "INSERT INTO scores (household_id, round_id, unit_code, score)"
            " SELECT h.id, CAST($1 AS BIGINT), h.unit_code, CAST($2 AS BIGINT) FROM households h"
            f" WHERE h.unit_code = $3 AND h.joined_on < $4 AND h.left_on IS NULL{one} ON CONFLICT DO NOTHING",
            round_.id,
            start,
            round_.unit,
            after,
            *args,
        )
        await self.connection.execute(
            "INSERT INTO accounts (household_id, unit_code, year, earned, rounds, vetoes)"
            " SELECT h.id, h.unit_code, CAST($1 AS BIGINT), CAST($2 AS BIGINT), 0, 0 FROM households h"
            f" WHERE h.unit_code = $3 AND h.joined_on < $4 AND h.left_on IS NULL{one} ON CONFLICT DO NOTHING",
            round_.period.year,
            0,
            round_.unit,
            after,
            *args,
        )

    async def publish(self, round_: Round, final_on: date, now: datetime) -> bool:
        """open → published; False when it was not open. Entries that are being recorded in it are waited for.

        The round is locked before its scores, as an objection does: else the two would wait for each other.
        """
        if self.connection.dialect == "postgres":
            await self.connection.fetch("SELECT id FROM rounds WHERE id = $1 FOR NO KEY UPDATE", round_.id)
            await self.connection.fetch("SELECT id FROM scores WHERE round_id = $1 ORDER BY id FOR UPDATE", round_.id)
        return await self._move(
            "UPDATE rounds SET state = 'published', closed_ms = $1, final_on = $2 WHERE id = $3 AND state = 'open'",
            to_ms(now),
            final_on.isoformat(),
            round_.id,
        )

    async def finalise(self, round_: Round, now: datetime) -> bool:
        """published → final; False when it was not published."""
        return await self._move(
            "UPDATE rounds SET state = 'final', finalised_ms = $1 WHERE id = $2 AND state = 'published'",
            to_ms(now),
            round_.id,
        )

    async def reopen(self, round_: Round) -> bool:
        """published → open; False when it was not published. What is being recorded about it is waited for."""
        if self.connection.dialect == "postgres":
            await self.connection.fetch("SELECT id FROM rounds WHERE id = $1 FOR NO KEY UPDATE", round_.id)
            await self.connection.fetch("SELECT id FROM scores WHERE round_id = $1 ORDER BY id FOR UPDATE", round_.id)
        return await self._move(
            "UPDATE rounds SET state = 'open', closed_ms = NULL, final_on = NULL WHERE id = $1 AND state = 'published'",
            round_.id,
        )

    async def include_newcomers(self, round_: Round, start: int) -> None:
        """Households that are out of the round only since it was settled when they came get ``start`` in it."""
        await self.connection.execute(
            "UPDATE scores SET score = $1 WHERE round_id = $2 AND score IS NULL AND NOT EXISTS (SELECT 1 FROM excuses x"
            " WHERE x.household_id = scores.household_id AND x.round_id = scores.round_id AND x.ended_ms IS NULL)",
            start,
            round_.id,
        )

    async def settled_at(self, round_id: int) -> datetime | None:
        """When the round was settled; None while it is open."""
        (row,) = await self.connection.fetch("SELECT closed_ms FROM rounds WHERE id = $1", round_id)
        return None if row["closed_ms"] is None else from_ms(row["closed_ms"])

    async def settled_after(self, round_: Round) -> bool:
        """Whether a later round of the unit is settled."""
        later = "o.unit_code = $1 AND o.first_day > $2 AND o.state <> 'open'"
        return bool(await self._select(later, round_.unit, round_.period.first.isoformat()))

    def _locking(self, how: str) -> str:
        """The end of a SELECT that locks its rows; on SQLite there is one writer at a time anyhow."""
        return f" FOR {how}" if self.connection.dialect == "postgres" else ""

    async def _move(self, sql: str, *args: object) -> bool:
        moved = [row["id"] for row in await self.connection.fetch(f"{sql} RETURNING id", *args)]
        await digests.note(self.connection, "rounds", moved)
        return bool(moved)

    async def _one(self, condition: str, *args: object) -> Round | None:
        found = await self._select(condition, *args)
        return found[0] if found else None

    async def _select(self, condition: str, *args: object) -> list[Round]:
        sql = f"SELECT {ROUND} FROM rounds o WHERE {condition}"
        return [as_round(row) for row in await self.connection.fetch(sql, *args)]
