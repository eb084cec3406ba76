"""Officers and bound chats, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.people import Invitation, Officer


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts in a chat: the unit the chat is bound to, and the roles of that person."""

    bound_unit: str | None
    officers: tuple[Officer, ...]


class Officers(Protocol):
    """Officers, invitations and bound chats."""

    async def acting(self, chat_user: int, chat_id: int) -> Acting:
        """Who that chat user is, and what the chat is bound to."""
        ...

    async def by_id(self, officer_id: int) -> Officer | None:
        """That officer, if still active."""
        ...

    async def of_unit(self, unit: str) -> Sequence[Officer]:
        """The active officers of a unit."""
        ...

    async def invite(self, invitation: Invitation) -> int:
        """Store an invitation; the officer's id."""
        ...

    async def invited(self, code_hash: str) -> tuple[Officer, datetime] | None:
        """The officer with that open invitation, and since when it is open."""
        ...

    async def join(self, officer_id: int, chat_user: int, now: datetime) -> None:
        """Make an invited officer active. Raises Refused("already-officer")."""
        ...

    async def end(self, chat_user: int, unit: str, now: datetime) -> Sequence[Officer]:
        """End every role of that person in that unit; the roles ended."""
        ...

    async def bind(self, chat_id: int, unit: str, officer_id: int, now: datetime) -> int | None:
        """Bind a chat to a unit; the chat that was bound to the unit before, if it was another."""
        ...

    async def chat_of(self, unit: str) -> int | None:
        """The chat bound to a unit."""
        ...

    async def chat_moved(self, old: int, new: int) -> None:
        """A group became a supergroup: follow it, queued messages included."""
        ...
