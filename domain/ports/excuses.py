"""Who is excused from rounds, as the domain asks for it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from domain.model.round import Round


class Excuses(Protocol):
    """Excuses from one round; an excuse until further notice is applied to each round that begins."""

    async def begin(self, round_: Round, now: datetime) -> None:
        """Excuse from an open round whoever is excused from every round that begins."""
        ...

    async def note(self, household_id: int, round_id: int, reason: str, officer_id: int | None, now: datetime) -> None:
        """Note why a household has no score in a round."""
        ...

    async def end(self, household_id: int, round_id: int, now: datetime) -> None:
        """The household is back in."""
        ...

    async def is_excused(self, household_id: int, round_id: int) -> bool:
        """Whether somebody took the household out of that round."""
        ...
