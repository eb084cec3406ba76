"""Numbers that want no more notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.model.delivery import Queue
from storage import digests, models
from storage.database import Connection
from storage.instants import to_ms
from storage.next_number import move_on


@dataclass(frozen=True, slots=True)
class SqlOptOuts:
    """``domain.ports.notices.OptOuts``."""

    connection: Connection

    async def add(self, phone: str, now: datetime) -> None:
        """No more notices to that number; those that wait for it go to the household's next one, or to nobody."""
        # A row that is there is locked, so that nobody removes it before this is committed.
        await self.connection.execute(
            "INSERT INTO optouts (phone, at_ms) VALUES ($1, $2)"
            " ON CONFLICT (phone) DO UPDATE SET at_ms = optouts.at_ms",
            phone,
            to_ms(now),
        )
        await digests.note(self.connection, "optouts", [phone])
        waiting = await self.connection.fetch(
            "SELECT id FROM outbox WHERE queue = $1 AND target = $2 AND state = 'queued' AND urgent = 0 ORDER BY id",
            Queue.SMS.value,
            phone,
        )
        for row in waiting:
            await move_on(self.connection, row["id"], now)

    async def let_go(self, phone: str, now: datetime) -> None:
        """The same for a number that is said not to be the household's."""
        await self.add(phone, now)
        await self.connection.execute("UPDATE optouts SET let_go = 1 WHERE phone = $1", phone)
        await digests.note(self.connection, "optouts", [phone])

    async def has(self, phone: str) -> bool:
        """Whether that number wants no notices."""
        return await models.OptOut.filter(phone=phone).exists()

    async def remove(self, phone: str) -> None:
        """Notices again."""
        removed = await self.connection.fetch("DELETE FROM optouts WHERE phone = $1 RETURNING phone", phone)
        if removed:  # else another message may be adding it, and notes that itself
            await digests.note(self.connection, "optouts", [phone])


async def take_as_new(connection: Connection, phones: Mapping[int, Sequence[str]]) -> None:
    """Those of these phones, by household, that its household did not have so far are no longer let go."""
    let_go = {row["phone"] for row in await connection.fetch("SELECT phone FROM optouts WHERE let_go = 1")}
    taken = [(phone, home) for home, numbers in phones.items() for phone in numbers if phone in let_go]
    await connection.execute_many(
        "UPDATE optouts SET let_go = 0 WHERE phone = $1"
        " AND NOT EXISTS (SELECT 1 FROM household_phones p WHERE p.phone = $1 AND p.household_id = $2)",
        taken,
    )
    await digests.note(connection, "optouts", [phone for phone, _ in taken])
