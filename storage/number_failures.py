"""What the outcomes of texts say of their numbers: after two that fail for good, none goes there any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from storage.database import Connection
from storage.instants import to_ms


async def note_failed(connection: Connection, phone: str, now: datetime) -> None:
    """A text failed there for good: the first time it is noted, the next time the number is set aside.

    Nothing of a number that no household has: it may have been forgotten while its text was under way.
    """
    await connection.execute(
        "INSERT INTO failing_numbers (phone, failed_ms) SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT)"
        " WHERE EXISTS (SELECT 1 FROM household_phones p WHERE p.phone = $1) ON CONFLICT (phone) DO UPDATE"
        " SET set_aside_ms = COALESCE(failing_numbers.set_aside_ms, $2)",
        phone,
        to_ms(now),
    )


async def take_up(connection: Connection, phone: str) -> None:
    """It works, or may work again: what failed there before counts no more."""
    await connection.later(("failing", phone), "DELETE FROM failing_numbers WHERE phone = $1", phone)


async def take_up_new(connection: Connection, phones: Mapping[int, Sequence[str]]) -> None:
    """The same for those of these phones, by household, that its household did not have so far."""
    await connection.execute_many(
        "DELETE FROM failing_numbers WHERE phone = $1"
        " AND NOT EXISTS (SELECT 1 FROM household_phones p WHERE p.phone = $1 AND p.household_id = $2)",
        [(phone, home) for home, numbers in phones.items() for phone in numbers],
    )
