"""Closed years and their honours, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.people import Household


@dataclass(frozen=True, slots=True)
class ClosedYear:
    """A unit's year that is closed; ``lapsed`` is when its unspent points lapsed, None while they can be spent."""

    id: int
    unit: str
    year: int
    closed: datetime
    lapse_on: date
    lapsed: datetime | None


@dataclass(frozen=True, slots=True)
class Honour:
    """A household's line in the final ranking, as it was when the year was closed.

    ``rank`` is None when vetoed or not scored; ``unspent`` is what could be spent before it lapsed. ``honoured``: on
    the honours list 评先评优; ``welfare``: on the list for welfare priority 福利优先.
    """

    household: Household
    rank: int | None
    earned: int
    rounds: int
    unspent: int
    vetoed: bool
    honoured: bool
    welfare: bool


class Years(Protocol):
    """Years of units that are closed."""

    async def find(self, unit: str, year: int) -> ClosedYear | None:
        """The unit's year, if it is closed."""
        ...

    async def hold(self, unit: str, year: int) -> int:
        """No account of that year changes until this transaction has ended; how many accounts there are."""
        ...

    async def unclosed(self, unit: str, before: int) -> Sequence[int]:
        """Years before that one in which households of the unit have accounts, and which are not closed."""
        ...

    async def unlapsed(self, unit: str) -> Sequence[ClosedYear]:
        """Closed years of the unit whose unspent points have not lapsed yet, oldest first."""
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
