"""What is kept of troubles at the doors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.model.trouble import Door, Ill, Trouble


class Troubles(Protocol):
    """One for each door at most."""

    async def note(self, door: Door, ill: Ill, detail: str, now: datetime) -> None:
        """There is one now; the same as before goes on since then."""
        ...

    async def over(self, door: Door) -> None:
        """There is none any more."""
        ...

    async def standing(self, since: datetime) -> Sequence[Trouble]:
        """Those that were seen since then, by their door."""
        ...
