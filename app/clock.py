"""The one clock. Days, months and quarters are those of the configured time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the time."""

    @property
    def timezone(self) -> ZoneInfo:
        """The time zone of days and quarters."""
        ...

    def now(self) -> datetime:
        """This instant, in that time zone."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock."""

    timezone: ZoneInfo

    def now(self) -> datetime:
        """This instant, in the time zone."""
        return datetime.now(self.timezone)  # noqa: TID251 - this is the one clock
