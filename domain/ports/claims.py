"""Claims and reviews of households, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from domain.model.claim import Claim, NewClaim, OpenClaims
from domain.model.people import Officer


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

    async def show(self, number: int, evidence_id: int) -> None:
        """Give a claim the photo that it has none of."""
        ...

    async def open_of_unit(self, unit: str) -> Sequence[Claim]:
        """The open claims of a unit, oldest first."""
        ...

    async def open_of_household(self, household_id: int) -> Sequence[Claim]:
        """The open claims of a household, oldest first."""
        ...

    async def of_household(self, household_id: int, most: int) -> Sequence[Claim]:
        """The household's last claims, whatever became of them, newest first."""
        ...

    async def approve(self, number: int, officer: Officer, item: str, entry_id: int, now: datetime) -> bool:
        """open → approved by that entry; False when it was not open."""
        ...

    async def reject(self, number: int, officer: Officer, answer: str, now: datetime) -> bool:
        """open → rejected with a reason; False when it was not open."""
        ...

    async def withdraw(self, number: int, reason: str, now: datetime) -> bool:
        """open → withdrawn by its household; False when it was not open."""
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
