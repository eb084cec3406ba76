"""Who hears what happens in a unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.model.people import Role


class Listeners(Protocol):
    """Where news goes, and who would read it."""

    async def address_of(self, unit: str) -> str:
        """Where a unit's news goes: the chat bound to it, or the group to come (``group_to_come``)."""
        ...

    async def hand_on(self, unit: str) -> bool:
        """What waited for the unit's group goes to it, as when it is bound; False while there is none."""
        ...

    async def any_of(self, unit: str) -> bool:
        """Whether anybody of the unit would read a reminder: a group, or an officer."""
        ...

    async def accounts(self, unit: str, role: Role) -> Sequence[str]:
        """Who serves the unit in that role: their chat accounts, which are their private chats too."""
        ...
