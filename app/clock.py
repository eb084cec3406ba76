"""The one clock. Days, months and quarters are those of the configured time zone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class TellsNow(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """This instant, aware."""
        ...


class Clock(TellsNow, Protocol):
    """Tells the time, in the time zone of days and quarters."""

    @property
    def timezone(self) -> ZoneInfo:
        """That time zone."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock."""

    timezone: ZoneInfo

    def now(self) -> datetime:
        """This instant, in the time zone."""
        return datetime.now(self.timezone)  # noqa: TID251 - this is the one clock


def running_on() -> float:
    """Seconds of a clock that nobody sets; where the machine has one, of one that goes on while it sleeps."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What both clocks showed. ``drift``: by how much more than time passed the clock went on since the look before.

    None = there was none before. ``slow``: it lost time without having gone back, as one does that stands.
    """

    now: datetime
    seconds: float
    drift: timedelta | None
    slow: bool = False


@dataclass(slots=True)
class Steps:
    """Compares the clock, which may be set, with one that only runs on (``seconds``)."""

    clock: TellsNow
    seconds: Callable[[], float]
    _last: ClockReading | None = field(default=None, init=False)

    def look(self) -> ClockReading:
        """Look at both; the next look still compares with the one that was remembered last."""
        now, seconds, last = self.clock.now(), self.seconds(), self._last
        if last is None:
            return ClockReading(now, seconds, None)
        drift = (now - last.now) - timedelta(seconds=seconds - last.seconds)
        return ClockReading(now, seconds, drift, slow=drift < timedelta() and now >= last.now)

    def remember(self, look: ClockReading) -> None:
        """What followed from that look is done."""
        self._last = look
