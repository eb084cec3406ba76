"""Objections, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.model.objection import NewObjection, Objection, ObjectionState
from domain.model.round import Round


class Objections(Protocol):
    """Objections 异议: one open case an entry, by constraint; a case is decided once."""

    async def hold_round(self, round_id: int) -> Round:
        """A round whose state stays as it is until commit, so that opening and deciding never miss its finalising."""
        ...

    async def open(self, new: NewObjection) -> int | None:
        """Open a case; its number, None when the entry has an open one."""
        ...

    async def get(self, number: int) -> Objection | None:
        """The case with that number."""
        ...

    async def of_entry(self, entry_id: int) -> Sequence[Objection]:
        """All cases about one entry, oldest first."""
        ...

    async def since_settled(self, round_id: int) -> bool:
        """Whether an objection to the round is open, or was opened since it was settled and not withdrawn."""
        ...

    async def open_of_unit(self, unit: str) -> Sequence[Objection]:
        """The unit's open cases, the first due first."""
        ...

    async def open_of_household(self, household_id: int) -> Sequence[Objection]:
        """The household's open cases, oldest first."""
        ...

    async def of_household(self, household_id: int, most: int) -> Sequence[Objection]:
        """The household's last cases, whatever became of them, newest first."""
        ...

    async def decide(
        self, number: int, state: ObjectionState, officer_id: int, second_id: int | None, answer: str, now: datetime
    ) -> bool:
        """open → upheld or dismissed; False when it was decided already."""
        ...

    async def withdraw(self, number: int, reason: str, now: datetime) -> bool:
        """open → withdrawn by its household; False when it was not open."""
        ...
