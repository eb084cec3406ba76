"""The demo's clock: the machine's, and as far ahead of it as a visitor has moved it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from app.clock import SystemClock


@dataclass(slots=True)
class DemoClock:
    """Goes on as time does; how far it is ahead is kept in a file, so that a restart does not set it back."""

    timezone: ZoneInfo
    file: Path
    _ahead: timedelta = field(init=False)

    def __post_init__(self) -> None:
        """It is as far ahead as it was left."""
        self._ahead = timedelta(seconds=int(self.file.read_text("ascii"))) if self.file.exists() else timedelta()

    def now(self) -> datetime:
        """This instant in the demo, in the time zone."""
        return (SystemClock(self.timezone).now() + self._ahead).astimezone(self.timezone)

    def move_to(self, instant: datetime) -> None:
        """It is that instant, which must not have passed."""
        moved = instant - self.now()
        if moved < timedelta():
            raise ValueError("the clock is only moved on")
        self._ahead += timedelta(seconds=round(moved.total_seconds()))
        self.file.write_text(f"{self._ahead.total_seconds():.0f}", "ascii")
