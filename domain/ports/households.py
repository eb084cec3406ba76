"""What happens to households, as the domain asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from domain.model.change import Change, FileCounts, HouseholdProposal, NewChange
from domain.model.people import Household


class Households(Protocol):
    """Changing households. Every change is a row that is never changed."""

    async def lock(self, household_id: int) -> Household:
        """The household as it is, and nobody else changes it until commit."""
        ...

    async def joined(self, household_id: int) -> date:
        """The day on which it joined."""
        ...

    async def free_code(self) -> str:
        """A household code that was never given out."""
        ...

    async def set_place(self, household_id: int, group: int, number: int) -> None:
        """It lives there from now on, in the same unit."""
        ...

    async def set_head(self, household_id: int, head: str) -> None:
        """Somebody else is its head from now on."""
        ...

    async def set_phones(self, household_id: int, phones: Sequence[str]) -> None:
        """These are its numbers (E.164) from now on, the first first."""
        ...

    async def set_left(self, household_id: int, left: date | None) -> None:
        """It has left on that day; None = it is back."""
        ...

    async def phones(self, household_id: int) -> Sequence[str]:
        """The numbers in its file, kept for its return when it has left."""
        ...

    async def add_kin(self, household_id: int, others: Sequence[int], joined: int | None = None) -> None:
        """It is kin of these as well, and they of it; ``joined``: only as long as that one has joined it."""
        ...

    async def part_kin(self, joined: int) -> None:
        """That household joins no other any more: who is kin only for it is kin no more."""
        ...

    async def note(self, change: NewChange, now: datetime) -> None:
        """Append a row to the history."""
        ...

    async def history(self, household_id: int) -> Sequence[Change]:
        """The household's rows, oldest first."""
        ...

    async def propose(self, household_id: int, wanted: str, officer_id: int, now: datetime) -> int:
        """Keep a change that needs a second officer; its number. What was wished for before it is forgotten."""
        ...

    async def proposal(self, number: int) -> HouseholdProposal | None:
        """The proposal with that number, unless it is forgotten."""
        ...

    async def finish(self, number: int, now: datetime) -> bool:
        """Mark a proposal done; False when it was already, or is forgotten."""
        ...

    async def forget_proposals(self, unit: str, before: datetime) -> None:
        """Forget what was wished for about households of the unit before then, and nobody agreed to."""
        ...

    async def left_at(self, unit: str, group: int, number: int) -> Sequence[Household]:
        """Those who have left that place, the last to leave first."""
        ...

    async def left_named(self, unit: str, head: str) -> Sequence[Household]:
        """Those who have left the unit with exactly that head, the last to leave first."""
        ...

    async def tally(self, household_id: int) -> FileCounts:
        """How much the file holds."""
        ...

    async def balances(self, household_id: int) -> Mapping[int, int]:
        """What its postings add up to, by year, of the years that have not lapsed; locked until commit."""
        ...

    async def carried(self, household_id: int) -> Mapping[int, int]:
        """What went along when it joined another household and has not come back, by year."""
        ...

    async def open_objections(self, household_id: int) -> Sequence[int]:
        """The numbers of its cases that nobody has decided."""
        ...

    async def excuse_for_long(self, household_id: int, reason: str, officer_id: int | None, now: datetime) -> bool:
        """Excuse it from every round that begins; False when it is already."""
        ...

    async def end_long_excuse(self, household_id: int, now: datetime) -> bool:
        """It takes part again; False when it was not excused so."""
        ...

    async def long_excuse(self, household_id: int) -> str | None:
        """Why it is excused from every round that begins, if it is."""
        ...
