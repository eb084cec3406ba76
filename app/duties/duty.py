"""What every duty of the scheduler gets, within a transaction of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.outgoing import announcement
from bot.reply import Button
from domain.notices.planning import NoticeWriter, sendable_from
from domain.work import Work
from storage.agenda import Matter


@dataclass(frozen=True, slots=True)
class Due:
    """One look at one unit (``""`` = the whole town)."""

    work: Work
    writer: NoticeWriter

    @property
    def quiet(self) -> bool:
        """Whether nobody is to be disturbed now."""
        return sendable_from(self.work.policy, self.work.now) != self.work.now

    async def tell_group(self, text: str, key: str, buttons: tuple[tuple[Button, ...], ...] = ()) -> bool:
        """Post to the unit's group, once for each ``key``, at night for the morning; False when no group is bound."""
        chat = await self.work.store.officers.chat_of(self.work.unit)
        if chat is None:
            return False
        morning = sendable_from(self.work.policy, self.work.now)
        await self.work.store.post.post(
            [replace(draft, due=morning) for draft in announcement(chat, text, key, buttons)], self.work.now
        )
        return True


@dataclass(frozen=True, slots=True)
class Duty:
    """Activity whether something is due, and does it; nothing when nothing is.

    ``place``: when in its minute it is looked after. ``of_town``: once for all units instead of in each.
    ``among``: only in units that have this on the agenda. ``season``: only when it holds of the time, in every unit.
    ``every``: looked after no more often, where a look takes long and nobody minds.
    ``irreversible``: it waits for a person while the clock cannot be trusted.
    """

    look: Callable[[Due], Awaitable[None]]
    place: int
    of_town: bool = False
    irreversible: bool = False
    among: Matter | None = None
    season: Callable[[datetime], bool] = lambda _: True
    every: timedelta = timedelta()

    @property
    def name(self) -> str:
        """What the log calls it."""
        return f"{self.look.__module__}.{self.look.__name__}"

    async def __call__(self, due: Due) -> None:
        """Do what is due."""
        await self.look(due)


def duty(
    place: int,
    *,
    of_town: bool = False,
    irreversible: bool = False,
    among: Matter | None = None,
    season: Callable[[datetime], bool] = lambda _: True,
    every: timedelta = timedelta(),
) -> Callable[[Callable[[Due], Awaitable[None]]], Duty]:
    """Declare a duty; ``app.duties.DUTIES`` finds it."""
    return lambda look: Duty(look, place, of_town, irreversible, among, season, every)
