"""Callbacks 回电: who wishes to be called, and who called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from domain.model.callback import Callback, NewCallback
from domain.model.people import Officer
from storage import digests
from storage.database import Connection, Row
from storage.instants import from_ms, to_ms
from storage.roster import HOUSEHOLD, as_household

_SELECT = (
    f"SELECT {HOUSEHOLD}, c.id AS callback, c.phone, c.words, c.asked_ms, c.due_on, c.done_ms, o.name AS officer"
    " FROM callbacks c JOIN households h ON h.id = c.household_id LEFT JOIN officers o ON o.id = c.officer_id"
)


@dataclass(frozen=True, slots=True)
class SqlCallbacks:
    """``domain.ports.callbacks.Callbacks`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def add(self, wish: NewCallback) -> Callback:
        """Store a wish of a household that has none open; it gets its number."""
        (row,) = await self.connection.fetch(
            "INSERT INTO callbacks (household_id, unit_code, phone, words, asked_ms, due_on, key)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            wish.household.id,
            wish.household.unit,
            wish.phone,
            wish.words,
            to_ms(wish.asked),
            wish.due.isoformat(),
            wish.key,
        )
        await self._noted(row["id"])
        return Callback(row["id"], wish.household, wish.phone, wish.words, wish.asked, wish.due)

    async def say_more(self, wish: Callback) -> None:
        """The open wish says this, and is to be called at that number."""
        await self.connection.execute(
            "UPDATE callbacks SET phone = $1, words = $2 WHERE id = $3", wish.phone, wish.words, wish.number
        )
        await self._noted(wish.number)

    async def get(self, number: int) -> Callback | None:
        """The one with that number."""
        return next(iter(await self._found("c.id = $1", number)), None)

    async def open_of_household(self, household_id: int) -> Callback | None:
        """The household's open one."""
        return next(iter(await self._found("c.household_id = $1 AND c.done_ms IS NULL", household_id)), None)

    async def open_of_unit(self, unit: str) -> Sequence[Callback]:
        """The open ones of a unit, oldest first."""
        return await self._found("c.unit_code = $1 AND c.done_ms IS NULL ORDER BY c.id", unit)

    async def tick_off(self, number: int, officer: Officer, now: datetime) -> bool:
        """open → done by that officer; False when it was not open."""
        done = await self.connection.execute(
            "UPDATE callbacks SET officer_id = $1, done_ms = $2 WHERE id = $3 AND done_ms IS NULL",
            officer.id,
            to_ms(now),
            number,
        )
        await self._noted(number)
        return bool(done)

    async def _noted(self, number: int) -> None:
        await digests.note(self.connection, "callbacks", [number])

    async def _found(self, condition: str, *args: object) -> list[Callback]:
        return [self._callback(row) for row in await self.connection.fetch(f"{_SELECT} WHERE {condition}", *args)]

    def _callback(self, row: Row) -> Callback:
        return Callback(
            number=row["callback"],
            household=as_household(row),
            phone=row["phone"],
            words=row["words"],
            asked=from_ms(row["asked_ms"], self.timezone),
            due=date.fromisoformat(row["due_on"]),
            done=None if row["done_ms"] is None else from_ms(row["done_ms"], self.timezone),
            officer=row["officer"],
        )
