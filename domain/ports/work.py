"""Evidence to fetch, and periodic work."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Evidence(Protocol):
    """Photos kept as evidence."""

    async def keep(self, file_unique_id: str, file_id: str, now: datetime) -> tuple[int, bool]:
        """Note a photo that is to be fetched; its id, and whether it was new."""
        ...

    async def settle(self, evidence_id: int, state: str, sha256: str | None, size: int | None) -> None:
        """Note what became of fetching it."""
        ...


class Jobs(Protocol):
    """Periodic work, once for each period by constraint."""

    async def claim(self, name: str, period: str, now: datetime) -> bool:
        """True for exactly one caller for each (name, period)."""
        ...

    async def done(self, name: str, period: str) -> bool:
        """Whether somebody has claimed it."""
        ...
