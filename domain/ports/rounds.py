"""Rounds, scores and accounts, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from domain.calendar import Period
from domain.ports.town import CurrentBook
from domain.rulebook import Rulebook

RoundState = Literal["open", "published", "final"]


@dataclass(frozen=True, slots=True)
class Round:
    """A round of one unit; ``book_hash`` names the rulebook version that it began with."""

    id: int
    unit: str
    period: Period
    state: RoundState
    book_hash: str


@dataclass(frozen=True, slots=True)
class HouseholdScore:
    """A score row, locked for this transaction. ``score`` is None when the household is excused."""

    round: Round
    score: int | None


class Rounds(Protocol):
    """Rounds, scores and accounts."""

    async def open_round(self, unit: str) -> Round | None:
        """The unit's open round."""
        ...

    async def of_year(self, unit: str, year: int) -> Sequence[Round]:
        """The unit's rounds of a year, oldest first."""
        ...

    async def by_id(self, round_id: int) -> Round:
        """One round."""
        ...

    async def any_in(self, unit: str, period: Period) -> bool:
        """Whether the unit had a round in that period."""
        ...

    async def hold(self, unit: str) -> None:
        """Until commit nobody else opens or closes a round of the unit, or lets newcomers into one."""
        ...

    async def begin(self, unit: str, period: Period, current: CurrentBook, start: int, now: datetime) -> Round:
        """Open a round with its rulebook version; every household joined by then gets a score row at ``start``."""
        ...

    async def enter(self, round_: Round, start: int) -> None:
        """Give households of the unit that joined since a score row and an account."""
        ...

    async def close(self, round_: Round, state: RoundState, average: bool, now: datetime) -> None:
        """Take the round out of ``open`` and add it to every account."""
        ...

    async def lock_score(self, household_id: int, which: int | date) -> HouseholdScore | None:
        """The household's score in the round with that id, or in the open one if that day comes before its end.

        Until commit nobody else changes the score or closes the round.
        """
        ...

    async def set_score(self, household_id: int, round_id: int, score: int) -> None:
        """Store the score as re-derived from the entries."""
        ...

    async def recount(self, household_id: int, year: int, average: bool) -> None:
        """Re-derive the household's account from its closed rounds."""
        ...

    async def change_vetoes(self, household_id: int, year: int, by: int) -> None:
        """One veto more or less in force."""
        ...

    async def book(self, book_hash: str) -> Rulebook:
        """A stored rulebook version."""
        ...
