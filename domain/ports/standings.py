"""Where households stand, as the domain asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.people import Household
from domain.ports.rounds import Round


@dataclass(frozen=True, slots=True)
class Account:
    """What one household has in one year. ``rounds`` counts the settled ones; ``vetoes`` those in force.

    ``balance`` is what its postings add up to; a correction may have taken it below 0.
    """

    year: int
    earned: int
    rounds: int
    vetoes: int
    balance: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """One household's line in a unit's standings: account, current round, rank (None = vetoed, gone, not scored)."""

    household: Household
    account: Account
    current_round: Round | None
    current_score: int | None
    rank: int | None

    @property
    def spendable(self) -> int:
        """Points that can be spent now: the balance; nothing while a veto is in force, and by nobody who has left."""
        return 0 if self.account.vetoes or self.household.left else max(0, self.account.balance)

    @property
    def debt(self) -> int:
        """Points owed 欠, which a correction left: what is earned next pays them first; 0 for nearly everybody."""
        return max(0, -self.account.balance)


class Standings(Protocol):
    """Reading where households stand."""

    async def of_household(self, household: Household, year: int) -> Standing:
        """One household's standing, without reading the others'."""
        ...

    async def by_phone(self, phone: str, year: int) -> Sequence[Standing]:
        """The standings of every household with that phone that has not left."""
        ...

    async def of_unit(self, unit: str, year: int, group: int | None = None) -> Sequence[Standing]:
        """The whole unit's by rank, or one group's; ranks are those in the unit."""
        ...

    async def next_above(self, standing: Standing) -> int | None:
        """How many points are missing to the next better rank; None for the first."""
        ...
