"""Households' scores in their rounds, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from domain.model.round import HouseholdScore


class Scores(Protocol):
    """Scores: one for each household that is in a round, None for one that is excused from it."""

    async def lock(self, household_id: int, which: int | date) -> HouseholdScore | None:
        """The household's score in the round with that id, or in the one of that day.

        Until commit nobody else changes the score or settles the round.
        """
        ...

    async def put(self, household_id: int, round_id: int, score: int | None) -> None:
        """Store the score as re-derived from the entries; None excuses the household from the round."""
        ...

    async def of_household(self, household_id: int, year: int) -> Sequence[HouseholdScore]:
        """The household's scores in the rounds of a year, oldest first; none of them locked."""
        ...

    async def of_round(self, round_id: int) -> Mapping[int, int | None]:
        """Every household's score in a round, by household id; None = excused."""
        ...

    async def disputed(self, round_id: int) -> frozenset[int]:
        """The households, by id, whose scores of a round are held back by open objections."""
        ...

    async def dispute(self, household_id: int, round_id: int, by: int) -> None:
        """One open objection more or less that holds the household's round back."""
        ...
