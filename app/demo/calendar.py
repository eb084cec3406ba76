"""Moving the demo's days on: each morning comes, and what is due on it happens, as it would if one had waited."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.clock_watch import ClockWatch
from app.demo.clock import DemoClock
from app.runtime import Runtime
from app.scheduler import Scheduler
from domain.model.calendar import month_of
from domain.model.trust import Trust
from sandbox.days import Until
from sms.wording.notice import QuarterNotice

_MORNING = time(9)
_DAY = timedelta(days=1)
_LOOKS, _PAUSE_SECONDS = 600, 0.05


@dataclass(slots=True)
class Calendar:
    """``sandbox.days.Days``: ``told`` is called after each day that has come."""

    runtime: Runtime
    clock: DemoClock
    told: Callable[[], None]
    stop: asyncio.Event
    """Ends the product."""
    is_over: bool = False
    """Another town is wanted."""

    def now(self) -> datetime:
        """This instant in the demo."""
        return self.clock.now()

    async def move_on(self, until: Until) -> None:
        """One morning after the other, to the next day, to the first of the next month or to New Year's Day."""
        patience = _LOOKS
        for day in _days(self.now().date(), until):
            await self._dawn(datetime.combine(day, _MORNING, self.clock.timezone))
            self.told()
            patience = await self._delivered(patience)

    async def _delivered(self, patience: int) -> int:
        """Wait until what is to go out that day has gone, for so many looks: a phone may sleep. How many are left."""
        while patience:
            async with self.runtime.transactions.reading() as store:
                if not await store.post.stuck(self.now()):
                    break
            patience -= 1
            await asyncio.sleep(_PAUSE_SECONDS)
        return patience

    def begin_anew(self) -> None:
        """End the product; the demo then builds another town."""
        self.is_over = True
        self.stop.set()

    async def _dawn(self, morning: datetime) -> None:
        """The morning is trusted before it comes: a clock that leaps is what the product rightly stops at."""
        async with self.runtime.transactions.writing() as store:
            await store.clock.write(Trust(morning))
        self.clock.move_to(morning)
        watch = ClockWatch(self.runtime.transactions, self.clock)
        await Scheduler(self.runtime, QuarterNotice(), watch).look()


def _days(today: date, until: Until) -> list[date]:
    """The mornings to come, the last one included."""
    last = {"day": today + _DAY, "month": month_of(today).after, "year": date(today.year + 1, 1, 1)}[until]
    return [today + _DAY * number for number in range(1, (last - today).days + 1)]
