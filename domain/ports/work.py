"""Periodic work."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol


class Jobs(Protocol):
    """Periodic work, once for each period by constraint."""

    async def claim(self, name: str, period: str, now: datetime) -> bool:
        """True for exactly one caller for each (name, period)."""
        ...

    async def alone(self, name: str) -> bool:
        """Whether nobody else does what has that name; nobody will until the end of the transaction."""
        ...

    async def done(self, name: str, period: str) -> bool:
        """Whether somebody has claimed it."""
        ...

    async def claimed(self, name: str, periods: Collection[str]) -> frozenset[str]:
        """For which of those periods somebody has."""
        ...
