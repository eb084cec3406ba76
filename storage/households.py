"""Changing households, and the history of their changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import count

from domain.model.change import Change, FileCounts, HouseholdProposal, NewChange
from domain.model.people import Household
from storage import digests
from storage import household_changes as changes
from storage.database import Connection
from storage.instants import to_ms
from storage.kin import SqlKin
from storage.roster import HOUSEHOLD, SqlRoster, as_household
from text.codes import FIRST_SERIAL, make

_TALLY = """
SELECT
  (SELECT COUNT(*) FROM entries WHERE household_id = $1) AS entries,
  (SELECT COUNT(*) FROM claims WHERE household_id = $1) AS claims,
  (SELECT COUNT(*) FROM claims WHERE household_id = $1 AND state = 'open') AS claims_open,
  (SELECT COUNT(*) FROM objections WHERE household_id = $1) AS objections,
  (SELECT COUNT(*) FROM objections WHERE household_id = $1 AND state = 'open') AS objections_open,
  (SELECT COUNT(*) FROM redemptions WHERE household_id = $1) AS redemptions,
  (SELECT COUNT(*) FROM redemptions WHERE household_id = $1 AND state = 'collected') AS collected
"""


@dataclass(frozen=True, slots=True)
class SqlHouseholds:
    """``domain.ports.households.Households`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def lock(self, household_id: int) -> Household:
        """The household as it is, and nobody else changes it until commit."""
        (row,) = await self.connection.fetch(
            f"SELECT {HOUSEHOLD} FROM households h WHERE h.id = $1{self._lock}", household_id
        )
        return as_household(row)

    async def joined(self, household_id: int) -> date:
        """The day on which it joined."""
        (row,) = await self.connection.fetch("SELECT joined_on FROM households WHERE id = $1", household_id)
        return date.fromisoformat(row["joined_on"])

    async def free_code(self) -> str:
        """A household code that was never given out."""
        taken = await SqlRoster(self.connection).codes()
        return next(code for code in map(make, count(FIRST_SERIAL)) if code not in taken)

    async def set_place(self, household_id: int, group: int, number: int) -> None:
        """It lives there from now on, in the same unit."""
        await self.connection.execute(
            "UPDATE households SET grp = $1, number = $2 WHERE id = $3", group, number, household_id
        )
        await digests.note(self.connection, "households", [household_id])

    async def set_head(self, household_id: int, head: str) -> None:
        """Somebody else is its head from now on."""
        await self.connection.execute("UPDATE households SET head = $1 WHERE id = $2", head, household_id)
        await digests.note(self.connection, "households", [household_id])

    async def set_phones(self, household_id: int, phones: Sequence[str]) -> None:
        """These are its numbers from now on, the first first."""
        await SqlRoster(self.connection).replace_phones({household_id: phones})

    async def set_left(self, household_id: int, left: date | None) -> None:
        """It has left on that day; None = it is back."""
        day = left.isoformat() if left else None
        await self.connection.execute("UPDATE households SET left_on = $1 WHERE id = $2", day, household_id)
        await digests.note(self.connection, "households", [household_id])

    async def phones(self, household_id: int) -> Sequence[str]:
        """The numbers in its file, kept for its return when it has left."""
        sql = "SELECT phone FROM household_phones WHERE household_id = $1 ORDER BY position"
        return [row["phone"] for row in await self.connection.fetch(sql, household_id)]

    async def add_kin(self, household_id: int, others: Sequence[int], joined: int | None = None) -> None:
        """It is kin of these as well, and they of it; ``joined``: only as long as that one has joined it."""
        pairs = [pair for other in others for pair in ((household_id, other), (other, household_id))]
        await SqlKin(self.connection).add(pairs, joined)

    async def part_kin(self, joined: int) -> None:
        """That household joins no other any more: who is kin only for it is kin no more."""
        await SqlKin(self.connection).part(joined)

    async def note(self, change: NewChange, now: datetime) -> None:
        """Append a row to the history."""
        await changes.note(self.connection, [change], now)

    async def history(self, household_id: int) -> Sequence[Change]:
        """The household's rows, oldest first."""
        return await changes.history(self.connection, household_id, self.timezone)

    async def histories(self, unit: str) -> Mapping[int, Sequence[Change]]:
        """The same of every household of the unit that has any, by its id."""
        return await changes.histories(self.connection, unit, self.timezone)

    async def propose(self, household_id: int, wanted: str, officer_id: int, now: datetime) -> int:
        """Keep a change that needs a second officer; its number. What was wished for before it is forgotten."""
        await self._forget("household_id = $1", household_id)
        (row,) = await self.connection.fetch(
            "INSERT INTO household_proposals (household_id, wanted, officer_id, made_ms) VALUES ($1, $2, $3, $4)"
            " RETURNING id",
            household_id,
            wanted,
            officer_id,
            to_ms(now),
        )
        number: int = row["id"]
        await digests.note(self.connection, "household_proposals", [number])
        return number

    async def proposal(self, number: int) -> HouseholdProposal | None:
        """The proposal with that number, unless it is forgotten."""
        rows = await self.connection.fetch(
            "SELECT id, household_id, wanted, officer_id, done_ms FROM household_proposals WHERE id = $1"
            " AND (wanted <> '' OR done_ms IS NOT NULL)",
            number,
        )
        if not rows:
            return None
        row = rows[0]
        done = row["done_ms"] is not None
        return HouseholdProposal(row["id"], row["household_id"], row["wanted"], row["officer_id"], done)

    async def finish(self, number: int, now: datetime) -> bool:
        """Mark a proposal done, and forget the numbers that it named; False when it was already, or is forgotten."""
        done = (
            "UPDATE household_proposals SET done_ms = $1, wanted = ''"
            " WHERE id = $2 AND done_ms IS NULL AND wanted <> '' RETURNING id"
        )
        finished = await self.connection.fetch(done, to_ms(now), number)
        await digests.note(self.connection, "household_proposals", [row["id"] for row in finished])
        return bool(finished)

    async def forget_proposals(self, unit: str, before: datetime) -> None:
        """Forget what was wished for about households of the unit before then, and nobody agreed to."""
        mine = "household_id IN (SELECT id FROM households WHERE unit_code = $1) AND made_ms < $2"
        await self._forget(mine, unit, to_ms(before))

    async def _forget(self, condition: str, *args: object) -> None:
        forgotten = await self.connection.fetch(
            f"UPDATE household_proposals SET wanted = '' WHERE {condition} AND done_ms IS NULL AND wanted <> ''"
            " RETURNING id",
            *args,
        )
        await digests.note(self.connection, "household_proposals", [row["id"] for row in forgotten])

    def hash_of_numbers(self, household_id: int, numbers: Sequence[str]) -> str:
        """As the history keeps what numbers it had; "" where they are not hidden."""
        cipher = self.connection.cipher
        return cipher.hash_of_numbers(household_id, numbers) if cipher else ""

    async def left_at(self, unit: str, group: int, number: int) -> Sequence[Household]:
        """Those who have left that place, the last to leave first."""
        return await self._left("h.unit_code = $1 AND h.grp = $2 AND h.number = $3", unit, group, number)

    async def left_named(self, unit: str, head: str) -> Sequence[Household]:
        """Those who have left the unit with exactly that head, the last to leave first."""
        return await self._left("h.unit_code = $1 AND h.head = $2", unit, head)

    async def tally(self, household_id: int) -> FileCounts:
        """How much the file holds."""
        (row,) = await self.connection.fetch(_TALLY, household_id)
        years = await self.connection.fetch(
            "SELECT y.year FROM honours o JOIN years y ON y.id = o.year_id"
            " WHERE o.household_id = $1 AND o.honoured = 1 ORDER BY y.year",
            household_id,
        )
        return FileCounts(**dict(row), honours=tuple(one["year"] for one in years))

    async def balances(self, household_id: int) -> Mapping[int, int]:
        """What its postings add up to, by year, of the years that have not lapsed; locked until commit."""
        rows = await self.connection.fetch(
            f"SELECT year, balance FROM accounts WHERE household_id = $1 AND lapsed = 0 ORDER BY year{self._lock}",
            household_id,
        )
        return {row["year"]: row["balance"] for row in rows}

    async def carried(self, household_id: int) -> Mapping[int, int]:
        """What went along when it joined another household and has not come back, by year."""
        rows = await self.connection.fetch(
            "SELECT year, CAST(-SUM(points) AS BIGINT) AS points FROM postings WHERE household_id = $1"
            " AND kind = 'transfer' AND (key LIKE $2 OR key LIKE $3) GROUP BY year HAVING SUM(points) <> 0",
            household_id,
            f"merge:{household_id}:%",
            f"unmerge:{household_id}:%",
        )
        return {row["year"]: row["points"] for row in rows}

    async def open_objections(self, household_id: int) -> Sequence[int]:
        """The numbers of its cases that nobody has decided."""
        sql = "SELECT id FROM objections WHERE household_id = $1 AND state = 'open' ORDER BY id"
        return [row["id"] for row in await self.connection.fetch(sql, household_id)]

    async def excuse_for_long(self, household_id: int, reason: str, officer_id: int | None, now: datetime) -> bool:
        """Excuse it from every round that begins; False when it is already."""
        rows = await self.connection.fetch(
            "INSERT INTO standing_excuses (household_id, reason, officer_id, at_ms) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT DO NOTHING RETURNING id",
            household_id,
            reason,
            officer_id,
            to_ms(now),
        )
        await digests.note(self.connection, "standing_excuses", [row["id"] for row in rows])
        return bool(rows)

    async def end_long_excuse(self, household_id: int, now: datetime) -> bool:
        """It takes part again; False when it was not excused so."""
        sql = "UPDATE standing_excuses SET ended_ms = $1 WHERE household_id = $2 AND ended_ms IS NULL RETURNING id"
        ended = await self.connection.fetch(sql, to_ms(now), household_id)
        await digests.note(self.connection, "standing_excuses", [row["id"] for row in ended])
        return bool(ended)

    async def long_excuse(self, household_id: int) -> str | None:
        """Why it is excused from every round that begins, if it is."""
        sql = "SELECT reason FROM standing_excuses WHERE household_id = $1 AND ended_ms IS NULL"
        rows = await self.connection.fetch(sql, household_id)
        return rows[0]["reason"] if rows else None

    async def _left(self, condition: str, *args: object) -> list[Household]:
        sql = f"SELECT {HOUSEHOLD} FROM households h WHERE h.left_on IS NOT NULL AND {condition}"
        return [as_household(row) for row in await self.connection.fetch(f"{sql} ORDER BY h.left_on DESC, h.id", *args)]

    @property
    def _lock(self) -> str:
        """Entries may still be added that refer to the row."""
        return " FOR NO KEY UPDATE" if self.connection.dialect == "postgres" else ""
