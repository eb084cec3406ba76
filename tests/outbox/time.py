"""Time that only the test moves."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)  # ten in the morning


class Time:
    """A clock and a sleep. ``run(seconds)`` lets everything happen that happens in that time, in an instant."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._order = itertools.count()

    def now(self) -> datetime:
        return self._now

    async def sleep(self, seconds: float) -> None:
        awoken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + timedelta(seconds=seconds), next(self._order), awoken))
        await awoken

    async def run(self, seconds: float) -> None:
        end = self._now + timedelta(seconds=seconds)
        await self._settle_down()
        while self._sleepers and self._sleepers[0][0] <= end:
            self._now, _, awoken = heapq.heappop(self._sleepers)
            if not awoken.done():
                awoken.set_result(None)
                await self._settle_down()
        self._now = end

    async def _settle_down(self) -> None:
        for _ in range(15):
            await asyncio.sleep(0)
