"""Time that only the test moves."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)  # ten in the morning


class Time:
    """A clock that can be set, the seconds that pass, and a sleep.

    ``run(seconds)`` lets everything happen that happens in that time, in an instant.
    """

    def __init__(self, start: datetime = START) -> None:
        self._began = start
        self._passed = 0.0
        self._stood_from: float | None = None
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = itertools.count()

    def now(self) -> datetime:
        return self._began + timedelta(seconds=self._passed if self._stood_from is None else self._stood_from)

    def seconds(self) -> float:
        return self._passed

    def is_set(self, by: timedelta) -> None:
        """Somebody sets the clock; no time passes."""
        self._began += by

    def stands(self) -> None:
        """The clock stops; time passes."""
        self._stood_from = self._passed

    async def sleep(self, seconds: float) -> None:
        awoken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._passed + seconds, next(self._order), awoken))
        await awoken

    async def run(self, seconds: float) -> None:
        end = self._passed + seconds
        await self._settle_down()
        while self._sleepers and self._sleepers[0][0] <= end:
            self._passed, _, awoken = heapq.heappop(self._sleepers)
            if not awoken.done():
                awoken.set_result(None)
                await self._settle_down()
        self._passed = end

    async def _settle_down(self) -> None:
        for _ in range(15):
            await asyncio.sleep(0)
