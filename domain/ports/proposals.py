"""What one officer wants and another has to confirm, as the domain asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.model.proposal import NewProposal, Proposal


class Proposals(Protocol):
    """Proposals that wait for a second officer; nothing of them is carried out before."""

    async def make(self, new: NewProposal, now: datetime) -> int:
        """Keep a proposal; its number."""
        ...

    async def get(self, number: int) -> Proposal | None:
        """The proposal with that number."""
        ...

    async def latest(self, entry_id: int) -> int | None:
        """The number of the last proposal about an entry: it replaces those before it."""
        ...

    async def reversals(self, unit: str, year: int) -> Sequence[int]:
        """The year's entries, by number, whose reversal is proposed and waits for another officer."""
        ...

    async def finish(self, number: int, now: datetime) -> bool:
        """Mark it done; False when it was already."""
        ...
