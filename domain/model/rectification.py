"""What a deduction was for has been put right 整改: a photo of it afterwards, and what is given back for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NewRectification:
    """``points``: the share of the deduction that is proposed to be given back, 0 where nothing is."""

    entry_id: int
    evidence_id: int
    officer_id: int
    note: str
    points: int


@dataclass(frozen=True, slots=True)
class Rectification:
    """A stored one. ``given``: the entry by which a second officer gave the points back."""

    id: int
    wanted: NewRectification
    officer_name: str
    made: datetime
    given: int | None = None

    @property
    def waits(self) -> bool:
        """Whether points wait to be given back."""
        return self.wanted.points > 0 and self.given is None
