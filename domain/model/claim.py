"""A villager's own request for points 申报."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from domain.model.entry import Source
from domain.model.people import Household

ClaimState = Literal["open", "approved", "rejected", "withdrawn"]


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim to store. ``key`` is unique: storing it twice is impossible.

    ``item`` is None when the villager's words leave it open, ``points`` when the full ones are meant, ``phone``
    when nobody can be told the answer by text.
    """

    household: Household
    content: str
    day: date
    item: str | None
    points: int | None
    source: Source
    phone: str | None
    filed_by: int | None
    made: datetime
    due: date
    key: str
    evidence_id: int | None = None
    """The photo of the paper form."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A stored claim 申报. ``due`` is the last day on which its answer is in time."""

    number: int
    household: Household
    content: str
    day: date
    item: str | None
    points: int | None
    source: Source
    phone: str | None
    made: datetime
    due: date
    state: ClaimState
    answer: str = ""
    """Why it was rejected, or what the household said when it withdrew it."""
    entry_id: int | None = None
    evidence_id: int | None = None
    """The photo of the paper form."""

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been answered before today."""
        return self.state == "open" and today > self.due


@dataclass(frozen=True, slots=True)
class OpenClaims:
    """How many claims of a unit nobody has answered, and how many of these are late."""

    open: int
    overdue: int
