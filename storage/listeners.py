"""Who hears what happens in a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.model.delivery import group_to_come
from domain.model.people import Role
from storage import models
from storage.chat_reach import hand_on
from storage.database import Connection


@dataclass(frozen=True, slots=True)
class SqlListeners:
    """``domain.ports.listeners.Listeners`` on SQL."""

    connection: Connection

    async def address_of(self, unit: str) -> str:
        """Where a unit's news goes: the chat bound to it, or the group to come."""
        return await self._chat_of(unit) or group_to_come(unit)

    async def hand_on(self, unit: str) -> bool:
        """What waited for the unit's group goes to it; False while there is none."""
        chat = await self._chat_of(unit)
        if chat is not None:
            await hand_on(self.connection, unit, chat)
        return chat is not None

    async def any_of(self, unit: str) -> bool:
        """Whether anybody of the unit would read a reminder: a group, or an officer."""
        return await self._chat_of(unit) is not None or await models.Officer.exists(unit_code=unit, status="active")

    async def accounts(self, unit: str, role: Role) -> Sequence[str]:
        """Who serves the unit in that role: their chat accounts, which are their private chats too."""
        rows = await self.connection.fetch(
            "SELECT DISTINCT chat_user FROM officers WHERE role = $1 AND status = 'active'"
            " AND unit_code = SUBSTR(CAST($2 AS TEXT), 1, LENGTH(unit_code)) ORDER BY chat_user",
            role.value,
            unit,
        )
        return [row["chat_user"] for row in rows]

    async def _chat_of(self, unit: str) -> str | None:
        row = await models.Chat.get_or_none(unit_id=unit)
        return row.chat_id if row else None
