"""Guessing tokens is slowed down, and told; who has a good link notices nothing."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

_WITHIN_SECONDS = 60.0
_FREE = 5
"""Misses a minute, of everybody together, that are answered at once: old links, and mistyped ones."""
_STEP_SECONDS, _MOST_SECONDS = 0.2, 5.0
_TOLD_FROM = 30
"""Misses a minute from which on it is told, once a minute."""


async def _nobody(_many: int) -> None:
    """Where nobody is there to be told."""


async def _alone() -> int:
    """Where no other process serves the same pages."""
    return 0


@dataclass(slots=True)
class Misses:
    """Tokens that open nothing. ``monotonic`` is a clock that never jumps, in seconds.

    ``tell`` tells people how many were tried within a minute. ``together`` notes one for all processes that serve these
    pages, and says how many they have had within a minute.
    """

    monotonic: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    tell: Callable[[int], Awaitable[None]] = _nobody
    together: Callable[[], Awaitable[int]] = _alone
    _times: deque[float] = field(default_factory=deque)
    _told: float | None = None

    async def miss(self) -> None:
        """One more: the answer waits, the longer the more of them there were."""
        now = self.monotonic()
        while self._times and self._times[0] <= now - _WITHIN_SECONDS:
            self._times.popleft()
        self._times.append(now)
        many = len(self._times)
        if many <= _TOLD_FROM:  # from then on this process alone slows as much as it can, and writes no more
            many = max(many, await self.together())
        await self._tell(many, now)
        over = many - _FREE
        if over > 0:
            await self.sleep(min(_MOST_SECONDS, over * _STEP_SECONDS))

    async def _tell(self, many: int, now: float) -> None:
        if many >= _TOLD_FROM and (self._told is None or now - self._told >= _WITHIN_SECONDS):
            self._told = now
            log.warning("%d links that open nothing were tried within a minute: somebody guesses", many)
            await self.tell(many)
