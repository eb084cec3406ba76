"""What an officer wants done with a round and another has to confirm, as the domain asks for it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from domain.model.round_proposal import RoundProposal, RoundWish


class RoundProposals(Protocol):
    """Proposals about rounds; nothing of them is carried out before a second officer confirms."""

    async def make(self, round_id: int, wish: RoundWish, officer_id: int, reason: str, now: datetime) -> int:
        """Keep a proposal; its number."""
        ...

    async def get(self, number: int) -> RoundProposal | None:
        """The proposal with that number."""
        ...

    async def latest(self, round_id: int) -> int | None:
        """The number of the last proposal about a round: it replaces those before it."""
        ...

    async def finish(self, number: int, second_id: int, now: datetime) -> bool:
        """Mark it done by that second officer; False when it was already."""
        ...
