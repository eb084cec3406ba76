"""What every duty of the scheduler gets, within a transaction of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from app.town import LoadedTown
from bot.outgoing import announcement
from bot.reply import Button
from domain.model.rulebook import Rulebook
from domain.notices.planning import NoticeWriter, sendable_from
from domain.ports.store import Store
from domain.work import Work


@dataclass(frozen=True, slots=True)
class Due:
    """One look at one unit (``""`` = the whole town)."""

    store: Store
    town: LoadedTown
    writer: NoticeWriter
    unit: str
    now: datetime

    @property
    def work(self) -> Work:
        """What the domain's use cases are given."""
        return Work(self.store, self.town, self.unit, self.now, f"duty:{self.unit}:{self.now.isoformat()}")

    @property
    def book(self) -> Rulebook:
        """The rulebook in force for the unit."""
        return self.town.current(self.unit).book

    @property
    def quiet(self) -> bool:
        """Whether nobody is to be disturbed now."""
        return sendable_from(self.book.policy, self.now) != self.now

    async def tell_group(self, text: str, key: str, buttons: tuple[tuple[Button, ...], ...] = ()) -> bool:
        """Post to the unit's group, once for each ``key``, at night for the morning; False when no group is bound."""
        chat = await self.store.officers.chat_of(self.unit)
        if chat is None:
            return False
        morning = sendable_from(self.book.policy, self.now)
        await self.store.post.post(
            [replace(draft, due=morning) for draft in announcement(chat, text, key, buttons)], self.now
        )
        return True


class Duty(Protocol):
    """Looks whether something is due, and does it."""

    __name__: str

    async def __call__(self, due: Due) -> None:
        """Do what is due; nothing when nothing is."""
        ...
