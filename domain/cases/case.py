"""An objection as officers see it: the case, how it is decided, and what that changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from domain.entries.award import Recorded
from domain.entries.reversing import Reversed
from domain.model.entry import Entry
from domain.model.objection import Objection, ObjectionState
from domain.model.people import Household
from domain.model.round import Round
from domain.model.rulebook import Item, Rulebook, Veto


@dataclass(frozen=True, slots=True)
class Case:
    """An objection with what it is about; ``book`` is that of the entry's round."""

    objection: Objection
    entry: Entry
    household: Household
    round: Round
    book: Rulebook

    @property
    def subject(self) -> Item | Veto | None:
        """What the entry scored; None when the book does not know it."""
        return self.book.items.get(self.entry.item) or self.book.veto_by_code.get(self.entry.item)

    @property
    def is_veto(self) -> bool:
        """Whether the entry is a veto."""
        return self.entry.item in self.book.veto_by_code


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an officer decides. ``points``: the amount that is right, unsigned; None takes the entry back."""

    uphold: bool
    reason: str
    points: int | None = None


@dataclass(frozen=True, slots=True)
class WaitingProposal:
    """A proposal that waits for another officer: who made it, and what it says."""

    number: int
    officer_name: str
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decided case, and what it changed: the entry was taken back, recorded again, both, or neither.

    ``told``: the household gets the answer by text. ``debt``: what it still owes of that year.
    """

    case: Case
    reversal: Reversed | None = None
    again: Recorded | None = None
    told: bool = False
    debt: int = 0

    @property
    def upheld(self) -> bool:
        """Whether the household was right."""
        return self.case.objection.state is ObjectionState.UPHELD


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An entry was taken back; ``ruled`` is the open case about it that closed with it."""

    reversed: Reversed
    ruled: Ruled | None = None


SecondNeeded = Literal["own-entry", "own-objection", "large"]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What an officer wishes and another has to confirm: proposal ``number``.

    ``why``: the officer recorded the entry, or entered the objection, or would make a large award of a small one.
    """

    case: Case
    ruling: Ruling
    number: int
    why: SecondNeeded
