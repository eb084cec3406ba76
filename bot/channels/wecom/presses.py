"""Presses that wait for their answer: a card can be changed once, for five seconds, whatever the database does."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

HOLD_AFTER = 3.5
"""Seconds after which whoever pressed is told that it takes longer."""


@dataclass(slots=True)
class Presses:
    """``hold`` tells a person, by the id of their press, that it takes longer; it uses the card's one change up."""

    hold: Callable[[str], Awaitable[None]]
    after_seconds: float = HOLD_AFTER
    _waiting: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def came(self, press: str) -> None:
        """A press that has to be answered."""
        if press not in self._waiting:
            task = self._waiting[press] = asyncio.create_task(self._wait(press))
            task.add_done_callback(lambda _: self._waiting.pop(press, None))

    def answered(self, press: str) -> None:
        """Something was said or changed for it."""
        if task := self._waiting.get(press):
            task.cancel()

    def close(self) -> None:
        """Wait for nothing more."""
        for task in list(self._waiting.values()):
            task.cancel()

    async def _wait(self, press: str) -> None:
        await asyncio.sleep(self.after_seconds)
        try:
            await self.hold(press)
        except Exception:  # the answer itself comes later all the same
            log.exception("a press was not answered in time")
