"""Large awards that wait for a second officer, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.model.award_proposal import AwardProposal, NewAwardProposal


class AwardProposals(Protocol):
    """Large awards for settled rounds; none is an entry before a second officer confirms."""

    async def make(self, new: NewAwardProposal, now: datetime) -> int:
        """Keep a proposal; its number."""
        ...

    async def lock(self, number: int) -> AwardProposal | None:
        """The proposal with that number, locked against other writers until commit."""
        ...

    async def same(self, new: NewAwardProposal) -> Sequence[AwardProposal]:
        """What was proposed for the same household, item and day, oldest first: the last replaces those before it."""
        ...

    async def waiting(self, unit: str, year: int) -> Sequence[AwardProposal]:
        """What waits for a second officer in the unit's rounds of a year, oldest first."""
        ...

    async def finish(self, number: int, second_id: int, entry_id: int | None, now: datetime) -> bool:
        """Note the entry that it came to, None when it was dropped, and by whom; False when that was done already."""
        ...
