"""What is remembered of the clock."""

from __future__ import annotations

from typing import Protocol

from domain.model.trust import Trust


class ClockRecord(Protocol):
    """What is kept of the clock over restarts."""

    async def read(self, *, hold: bool = False) -> Trust | None:
        """What was thought of it last; None before anybody looked. ``hold``: nobody else changes it until commit."""
        ...

    async def write(self, trust: Trust) -> None:
        """Keep what is thought of it now."""
        ...
