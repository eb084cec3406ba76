"""Objections, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from domain.entry import Source
from domain.ports.rounds import Round


class ObjectionState(StrEnum):
    """Where a case stands: waiting, or decided for the household (成立) or against it (不成立)."""

    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class NewObjection:
    """A case to open. ``phone``: who texted it; ``officer_id``: who entered it on the household's behalf.

    ``holds``: the household's round is held back until the case is decided.
    """

    entry_id: int
    household_id: int
    round_id: int
    unit: str
    content: str
    source: Source
    phone: str | None
    officer_id: int | None
    opened: datetime
    due: date
    holds: bool


@dataclass(frozen=True, slots=True)
class Objection:
    """A case. ``due`` is the last day on which it is answered in time; the rest is set once it is decided."""

    id: int
    entry_id: int
    household_id: int
    round_id: int
    unit: str
    content: str
    source: Source
    phone: str | None
    officer_id: int | None
    opened: datetime
    due: date
    holds: bool
    state: ObjectionState
    decided: datetime | None = None
    decided_by: str | None = None
    second: str | None = None
    answer: str | None = None

    def overdue(self, today: date) -> bool:
        """Whether it should have been answered by now."""
        return self.state is ObjectionState.OPEN and today > self.due


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
        """Whether an objection to an entry of the round is open, or was opened since the round was settled."""
        ...

    async def open_of_unit(self, unit: str) -> Sequence[Objection]:
        """The unit's open cases, the first due first."""
        ...

    async def decide(
        self, number: int, state: ObjectionState, officer_id: int, second_id: int | None, answer: str, now: datetime
    ) -> bool:
        """open → upheld or dismissed; False when it was decided already."""
        ...
