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
    last_entry: int = 0
    """The highest number of an entry by then; with the next two it tells what came later, whatever clocks said."""
    last_confirmation: int = 0
    last_posting: int = 0
    by_places: bool = True
    """The lists are the first places; False for a year closed when welfare priority went by a share of all points."""


@dataclass(frozen=True, slots=True)
class Honour:
    """A household's line in the final ranking, as it was when the year was closed.

    ``rank`` is None when vetoed or not scored; ``unspent`` is what could be spent before it lapsed. ``honoured``: on
    the honours list 评先评优; ``welfare``: on the list for welfare priority 福利优先; ``…_tied``: equal over its edge
    并列待评. ``merits`` are points earned beyond the obligations, ``deductions`` how many entries took points off.
    """

    household: Household
    rank: int | None
    earned: int
    rounds: int
    unspent: int
    vetoed: bool
    honoured: bool
    welfare: bool
    honoured_tied: bool = False
    welfare_tied: bool = False
    merits: int = 0
    deductions: int = 0


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
