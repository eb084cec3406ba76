"""A villager's dispute of an entry 异议."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.model.entry import Source


class ObjectionState(StrEnum):
    """Where a case stands: waiting, decided for the household (成立) or against it (不成立), or withdrawn by it."""

    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


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
    """A case. ``due`` is the last day on which it is answered in time; the rest is set once it is decided.

    ``decided``: or withdrawn. ``answer``: of who decided it, or what the household said when it withdrew it.
    """

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
