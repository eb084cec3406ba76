"""Our own phones, for all processes: what each sent today, when its next text may go, when it was heard of last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Final

from domain.model.delivery import DAY_USED_UP
from storage.database import Connection, Database
from storage.instants import from_ms, to_ms
from storage.store import outages_named

_AHEAD_MS: Final = 20_000
"""How long before its turn a text may be given it; who comes later asks again."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A text may go after so many seconds; or, not ``given``, ask again after so many, for that reason."""

    seconds: float
    given: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PhoneContact:
    """When a phone was last heard of; ``told``: that silence was told since then."""

    heard: datetime
    told: bool


@dataclass(frozen=True, slots=True)
class SqlOwnPhones:
    """Each method is a transaction of its own, and raises Unavailable."""

    database: Database
    timezone: tzinfo

    async def take(self, name: str, parts: int, limit: int | None, seconds: float, now: datetime) -> Turn:
        """Take so many of today's texts and the next turn: turns are ``seconds`` apart, in all processes together.

        A turn further off than any that is given was given by another clock, and counts for nothing.
        """
        today, at, gap = now.date().isoformat(), to_ms(now), round(seconds * 1000)
        used = "CASE WHEN day = $2 THEN used ELSE 0 END"
        in_sight = "next_ms > $3 AND next_ms <= $5"
        with outages_named():
            async with self.database.transaction() as connection:
                await self._make(connection, name)
                rows = await connection.fetch(
                    f"UPDATE own_phones SET used = {used} + $4, day = $2,"
                    f" next_ms = CASE WHEN {in_sight} THEN next_ms ELSE $3 END + $6 WHERE name = $1"
                    f" AND ({used} + $4 <= $7 OR $7 < 0) AND NOT (next_ms > $8 AND next_ms <= $5)"
                    " RETURNING next_ms",
                    name,
                    today,
                    at,
                    parts,
                    at + _AHEAD_MS + gap,
                    gap,
                    -1 if limit is None else limit,
                    at + _AHEAD_MS,
                )
                if rows:
                    return Turn((rows[0]["next_ms"] - gap - at) / 1000)
                (row,) = await connection.fetch("SELECT day, used, next_ms FROM own_phones WHERE name = $1", name)
        if limit is not None and (row["used"] if row["day"] == today else 0) + parts > limit:
            return Turn(_until_midnight(now), given=False, reason=DAY_USED_UP)
        return Turn((row["next_ms"] - at) / 1000, given=False, reason="the phone's pause")

    async def give_back(self, name: str, parts: int, tried: datetime) -> None:
        """A text that was tried then did not go after all. Of another day than the one that is counted: nothing."""
        with outages_named():
            async with self.database.transaction() as connection:
                await connection.execute(
                    "UPDATE own_phones SET used = used - $1 WHERE name = $2 AND day = $3 AND used >= $1",
                    parts,
                    name,
                    tried.date().isoformat(),
                )

    async def used(self, name: str, now: datetime) -> int:
        """How many texts, counted in parts, a phone was given today."""
        with outages_named():
            async with self.database.reading() as connection:
                rows = await connection.fetch(
                    "SELECT used FROM own_phones WHERE name = $1 AND day = $2", name, now.date().isoformat()
                )
        return rows[0]["used"] if rows else 0

    async def holds_reply(self, name: str, now: datetime) -> None:
        """A reply waits for tomorrow, as today's texts are used up."""
        today = now.date().isoformat()
        with outages_named():
            async with self.database.transaction() as connection:
                await connection.execute("UPDATE own_phones SET held_day = $1 WHERE name = $2", today, name)

    async def has_held(self, name: str, now: datetime) -> bool:
        """Whether a reply had to wait for tomorrow today."""
        today = now.date().isoformat()
        with outages_named():
            async with self.database.reading() as connection:
                held = "SELECT name FROM own_phones WHERE name = $1 AND held_day = $2"
                return bool(await connection.fetch(held, name, today))

    async def heard_from(self, name: str, now: datetime) -> None:
        """The phone lives."""
        with outages_named():
            async with self.database.transaction() as connection:
                await self._make(connection, name)
                await connection.execute("UPDATE own_phones SET heard_ms = $1 WHERE name = $2", to_ms(now), name)

    async def contact(self, name: str) -> PhoneContact | None:
        """When the phone was last heard of; None when it never was."""
        with outages_named():
            async with self.database.reading() as connection:
                rows = await connection.fetch("SELECT heard_ms, silent_ms FROM own_phones WHERE name = $1", name)
        if not rows or rows[0]["heard_ms"] is None:
            return None
        return PhoneContact(from_ms(rows[0]["heard_ms"], self.timezone), rows[0]["silent_ms"] is not None)

    async def told(self, name: str, *, silent: bool, now: datetime) -> None:
        """That the phone is silent was told; or that it lives again."""
        with outages_named():
            async with self.database.transaction() as connection:
                await connection.execute(
                    "UPDATE own_phones SET silent_ms = $1 WHERE name = $2", to_ms(now) if silent else None, name
                )

    async def _make(self, connection: Connection, name: str) -> None:
        await connection.execute(
            "INSERT INTO own_phones (name, day, used, next_ms) VALUES ($1, '', 0, 0) ON CONFLICT (name) DO NOTHING",
            name,
        )


def _until_midnight(now: datetime) -> float:
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    return (midnight - now).total_seconds()
