"""Numbers that want no more notices."""

from __future__ import annotations

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

    async def has(self, phone: str) -> bool:
        """Whether that number wants no notices."""
        return await models.OptOut.filter(phone=phone).exists()

    async def remove(self, phone: str) -> None:
        """Notices again."""
        removed = await self.connection.fetch("DELETE FROM optouts WHERE phone = $1 RETURNING phone", phone)
        if removed:  # else another message may be adding it, and notes that itself
            await digests.note(self.connection, "optouts", [phone])
