"""What every duty of the scheduler gets, within a transaction of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.outgoing import Buttons, announcement
from domain.model.delivery import HOLDS_UNTIL
from domain.notices.planning import NoticeWriter, sendable_from
from domain.work import Work
from storage.agenda import Matter
from storage.instants import to_ms


@dataclass(frozen=True, slots=True)
class Due:
    """One look at one unit (``""`` = the whole town)."""

    work: Work
    writer: NoticeWriter

    @property
    def quiet(self) -> bool:
        """Whether nobody is to be disturbed now."""
        return sendable_from(self.work.policy, self.work.now) != self.work.now

    async def may_remind(self) -> bool:
        """Whether somebody of the unit would read a reminder, and is awake; the town has the same in its digest."""
        return not self.quiet and await self.work.store.listeners.any_of(self.work.unit)

    async def tell_group(self, text: str, key: str, buttons: Buttons = ()) -> None:
        """Post to the unit's group, there or to come, once for each ``key``, at night for the morning."""
        await self._post(text, key, buttons, {})

    async def remind(self, text: str, key: str, every: timedelta, buttons: Buttons = ()) -> None:
        """The same of what comes again after so long, and is not worth hearing later than that."""
        await self._post(text, key, buttons, {HOLDS_UNTIL: to_ms(self.work.now + every)})

    async def _post(self, text: str, key: str, buttons: Buttons, more: Mapping[str, int]) -> None:
        chat = await self.work.store.listeners.address_of(self.work.unit)
        morning = sendable_from(self.work.policy, self.work.now)
        drafts = [
            replace(draft, due=morning, payload={**draft.payload, **more})
            for draft in announcement(chat, text, key, buttons)
        ]
        await self.work.store.post.post(drafts, self.work.now)


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
