"""A closed year and its lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.model.people import Household


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
