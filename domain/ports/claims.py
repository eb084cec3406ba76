"""Claims and reviews of households, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from domain.entry import Source
from domain.people import Household, Officer

ClaimState = Literal["open", "approved", "rejected"]


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
    """Why it was rejected."""
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


class Claims(Protocol):
    """Claims: open until an officer approves or rejects them, once."""

    async def add(self, claim: NewClaim) -> Claim:
        """Store a claim; it gets its number."""
        ...

    async def get(self, number: int) -> Claim | None:
        """The claim with that number."""
        ...

    async def lock(self, number: int) -> Claim | None:
        """The claim with that number, locked against other writers until commit."""
        ...

    async def open_of_unit(self, unit: str) -> Sequence[Claim]:
        """The open claims of a unit, oldest first."""
        ...

    async def open_of_household(self, household_id: int) -> Sequence[Claim]:
        """The open claims of a household, oldest first."""
        ...

    async def approve(self, number: int, officer: Officer, item: str, entry_id: int, now: datetime) -> bool:
        """open → approved by that entry; False when it was not open."""
        ...

    async def reject(self, number: int, officer: Officer, answer: str, now: datetime) -> bool:
        """open → rejected with a reason; False when it was not open."""
        ...

    async def tally(self, unit: str, today: date) -> OpenClaims:
        """How many are open and overdue."""
        ...


class Reviews(Protocol):
    """Who looked at which household in a round, whether or not there was anything to log."""

    async def note(self, household_id: int, round_id: int, officer_id: int | None, name: str, now: datetime) -> bool:
        """Note that the officer with that name looked; False when that was noted before."""
        ...

    async def reviewed(self, round_id: int) -> frozenset[int]:
        """The households that somebody looked at in that round, by id."""
        ...
