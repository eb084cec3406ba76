"""A household's rank and account."""

from __future__ import annotations

from dataclasses import dataclass

from domain.model.people import Household
from domain.model.round import Round


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

    @property
    def spendable(self) -> int:
        """Points that could be spent: the balance; nothing while a veto is in force."""
        return 0 if self.vetoes else max(0, self.balance)

    @property
    def debt(self) -> int:
        """Points owed 欠, which a correction left: what is earned next pays them first; 0 for nearly everybody."""
        return max(0, -self.balance)


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
        """Points that can be spent now: those of the account, and none by a household that has left."""
        return 0 if self.household.left else self.account.spendable

    @property
    def debt(self) -> int:
        """Points owed 欠."""
        return self.account.debt
