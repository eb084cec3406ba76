"""Closed years and their honours, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from domain.model.closed_year import ClosedYear, Honour


class Years(Protocol):
    """Years of units that are closed."""

    async def find(self, unit: str, year: int) -> ClosedYear | None:
        """The unit's year, if it is closed."""
        ...

    async def hold(self, unit: str, year: int) -> int:
        """No score and no account of that year changes until commit; how many accounts there are."""
        ...

    async def unclosed(self, unit: str, before: int) -> Sequence[int]:
        """Years before that one in which households of the unit have accounts, and which are not closed."""
        ...

    async def unlapsed(self, unit: str) -> Sequence[ClosedYear]:
        """Closed years of the unit whose unspent points have not lapsed yet, oldest first."""
        ...

    async def spendable_since(self, unit: str, year: int) -> date | None:
        """The last day on which points of the year became spendable: a round final, or a held one decided."""
        ...

    async def close(self, unit: str, year: int, lapse_on: date, honours: Sequence[Honour], now: datetime) -> bool:
        """Freeze the year's final ranking; False, and nothing stored, when it is closed already."""
        ...

    async def lapse(self, unit: str, year: int, now: datetime) -> bool:
        """Note that what was unspent has lapsed; False when that was noted before."""
        ...

    async def honours(self, unit: str, year: int) -> Sequence[Honour]:
        """The final ranking of a closed year, best first, those without a rank last."""
        ...
