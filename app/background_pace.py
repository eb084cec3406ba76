"""How long background work rests between two pieces, so that those who wait for an answer go first.

A thousand units have something due at the same minute: a quarter's notices, the end of a year. Each unit's is a
transaction of some hundredths of a second, and a message that comes meanwhile waits for it. One after the other they
would keep every message waiting for an hour's work; with rests in between nearly none waits, and it is done within the
hour all the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from app.clock import running_on

LATELY_SECONDS: Final = 10.0
"""So long after a message others are expected."""
RESTS: Final = 9
"""How many times as long as its work it rests: a tenth of the time is its own."""
LONGEST_REST_SECONDS: Final = 5.0
"""Where a piece waited long for the database, what comes after it need not."""


def never() -> float:
    """When the last message came, where there was none."""
    return float("-inf")


@dataclass(frozen=True, slots=True)
class BackgroundPace:
    """``last_message``: when this process last took a message, by ``seconds``."""

    last_message: Callable[[], float] = never
    seconds: Callable[[], float] = running_on
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def rest(self, began: float) -> None:
        """Rest after a piece of work that began then, if messages come in; when none does, go on at once."""
        now = self.seconds()
        if now - self.last_message() < LATELY_SECONDS:
            await self.sleep(min((now - began) * RESTS, LONGEST_REST_SECONDS))
