"""What households can spend, as the domain asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.model.account import AccountsOf, Posting, PostingKind


class Accounts(Protocol):
    """Accounts 积分账户: one for each household and year; a balance is the sum of its postings."""

    async def recount(self, of: AccountsOf, *, average: bool) -> None:
        """Re-derive what was earned from the settled (published and final) rounds."""
        ...

    async def credit(self, of: AccountsOf, kind: PostingKind, cause: str, now: datetime, *, average: bool) -> None:
        """Post what the final, undisputed rounds are worth beyond what was posted for them so far.

        ``cause`` is unique for what happened (``round:17``, ``entry:123``): posting it twice is impossible. An account
        that has lapsed stays at nothing: what comes in later lapses at once.
        """
        ...

    async def post(self, household_id: int, year: int, kind: PostingKind, points: int, key: str, now: datetime) -> bool:
        """Move an account by that many points; False, and nothing moved, if that takes it below 0 by spending."""
        ...

    async def balance(self, household_id: int, year: int) -> int:
        """What the postings add up to, locked against other writers until commit; 0 without an account."""
        ...

    async def postings(self, household_id: int, year: int) -> Sequence[Posting]:
        """The lines of a household's account of that year in their order; they add up to its balance."""
        ...

    async def lapse(self, unit: str, year: int, now: datetime) -> int:
        """Let every balance of the year that is above 0 lapse, with a posting each; how many households lost points."""
        ...

    async def vetoed(self, unit: str, year: int) -> frozenset[int]:
        """The households with a veto in force in that year, by id."""
        ...

    async def change_vetoes(self, household_id: int, year: int, by: int) -> None:
        """One veto more or less in force."""
        ...
