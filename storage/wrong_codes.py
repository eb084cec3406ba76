"""Codes that nobody gave out, kept for as long as they are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.model.wrong_code import WITHIN, Secret
from storage.database import Connection
from storage.instants import to_ms


@dataclass(frozen=True, slots=True)
class SqlWrongCodes:
    """``domain.ports.wrong_codes.WrongCodes`` on SQL."""

    connection: Connection

    async def note(self, person: str, secret: Secret, now: datetime) -> int:
        """One more; how many of that person's count (``Secret.within``). Older ones are forgotten."""
        await self.connection.execute("DELETE FROM wrong_codes WHERE at_ms <= $1", to_ms(now - WITHIN))
        await self.connection.execute(
            "INSERT INTO wrong_codes (person, kind, at_ms) VALUES ($1, $2, $3)", person, secret.value, to_ms(now)
        )
        return await self.count(person, secret, now)

    async def count(self, person: str, secret: Secret, now: datetime) -> int:
        """How many of that person's count; none that a clock wrote which was set back since."""
        rows = await self.connection.fetch(
            "SELECT COUNT(*) AS many FROM wrong_codes WHERE person = $1 AND kind = $2 AND at_ms > $3 AND at_ms <= $4",
            person,
            secret.value,
            to_ms(now - secret.within),
            to_ms(now),
        )
        return int(rows[0]["many"])
