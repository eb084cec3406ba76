"""Officers and bound chats, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from domain.model.appointment import Acting, Appointed
from domain.model.people import Invitation, Officer


class Officers(Protocol):
    """Officers, invitations and bound chats."""

    async def acting(self, chat_user: str, chat_id: str) -> Acting:
        """Who that chat user is, and what the chat is bound to."""
        ...

    async def by_id(self, officer_id: int) -> Officer | None:
        """That officer, if still active."""
        ...

    async def ids_of_person(self, officer_id: int) -> frozenset[int]:
        """Every officer, active or not, who is that person: by the chat account, or by the name in the same unit."""
        ...

    async def of_unit(self, unit: str) -> Sequence[Officer]:
        """The active officers of a unit."""
        ...

    async def appointed(self, unit: str) -> Sequence[Appointed]:
        """The officers of a unit and those who are invited, by role."""
        ...

    async def set_household(self, officer_id: int, code: str) -> None:
        """Which household is the officer's own, by its code; "" = none here."""
        ...

    async def of_account(self, chat_user: str, unit: str) -> Sequence[Officer]:
        """What that chat account ever was in the unit, the latest first."""
        ...

    async def home_of(self, unit: str, name: str) -> str | None:
        """What was last said of the household of the unit's officer of that name, in whatever office."""
        ...

    async def invite(self, invitation: Invitation) -> int:
        """Store an invitation; the officer's id."""
        ...

    async def invited(self, code_hash: str) -> tuple[Officer, datetime] | None:
        """The officer with that open invitation, and since when it is open."""
        ...

    async def join(self, officer_id: int, chat_user: str, now: datetime) -> None:
        """Make an invited officer active. Raises Refused("already-officer")."""
        ...

    async def end(self, chat_user: str, unit: str, now: datetime) -> Sequence[Officer]:
        """End every role of that person in that unit; the roles ended."""
        ...

    async def bind(self, chat_id: str, unit: str, officer_id: int, now: datetime) -> str | None:
        """Bind a chat to a unit; the chat that was bound to the unit before, if it was another."""
        ...

    async def chat_of(self, unit: str) -> str | None:
        """The chat bound to a unit."""
        ...

    async def set_topic(self, chat_id: str, topic: str | None) -> None:
        """In which topic of a bound group it is spoken when nobody is answered."""
        ...

    async def topic_of(self, chat_id: str) -> str | None:
        """The topic of a bound group, None where there are none."""
        ...

    async def bind_town(self, chat_id: str, prefix: str, officer_id: int, now: datetime) -> str | None:
        """Make a chat the supervisors' own; the chat that was it before, if it was another."""
        ...

    async def town_chats(self) -> Sequence[tuple[str, str]]:
        """Every supervisors' chat, with the prefix of the units that it is about."""
        ...

    async def specialists(self, unit: str, since: datetime) -> Collection[str]:
        """The names of a unit's specialists, those included who were invited since then and have not joined yet."""
        ...

    async def end_role(self, officer_id: int, now: datetime) -> bool:
        """End one role, or withdraw an invitation; False when it had ended."""
        ...

    async def named(self, unit: str, name: str) -> Sequence[Officer]:
        """The unit's officers of that name, invited or active."""
        ...

    async def chat_moved(self, old: str, new: str) -> None:
        """A group became a supergroup: follow it, queued messages included."""
        ...
