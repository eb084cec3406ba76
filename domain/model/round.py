"""A round 考核轮次 and what a household scored in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.model.calendar import Period

RoundState = Literal["open", "published", "final"]


@dataclass(frozen=True, slots=True)
class Round:
    """A round of one unit; ``book_hash`` names the rulebook version that it began with."""

    id: int
    unit: str
    period: Period
    state: RoundState
    book_hash: str
    final_on: date | None = None
    """Of a published round: the first day on which it may become final."""


@dataclass(frozen=True, slots=True)
class HouseholdScore:
    """A score row, locked for this transaction. ``score`` is None when the household is excused.

    ``disputes`` counts the open objections that hold it back.
    """

    round: Round
    score: int | None
    disputes: int = 0
