"""Entries and confirmations, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from domain.model.entry import Entry, NewEntry
from domain.model.people import Household
from domain.model.round import Round


class Ledger(Protocol):
    """Entries and confirmations. Nothing here changes or deletes."""

    async def append(self, entry: NewEntry) -> int:
        """Store an entry; its number. Raises Refused("already-reversed") for a second reversal."""
        ...

    async def get(self, number: int) -> tuple[Entry, Household] | None:
        """The entry with that number and its household."""
        ...

    async def of_round(self, household_id: int, round_id: int) -> Sequence[Entry]:
        """All entries of one household in one round, oldest first."""
        ...

    async def of_whole_round(self, round_id: int) -> Sequence[Entry]:
        """All entries of all households in one round, oldest first."""
        ...

    async def recent(self, household_id: int, limit: int) -> Sequence[tuple[Round, Sequence[Entry]]]:
        """The rounds of the household's last entries, each with all its entries there, oldest first."""
        ...

    async def of_message(self, key: str) -> Sequence[tuple[Entry, Household]]:
        """What a chat message recorded, by the message's key, each with its household."""
        ...

    async def latest(self, household_id: int, limit: int) -> Sequence[Entry]:
        """The household's last entries, newest first."""
        ...

    async def live_points(
        self, unit: str, year: int, household_id: int | None = None
    ) -> Mapping[tuple[int, int], Mapping[str, int]]:
        """Σ points of a year's live entries by (household id, round id) and item, of the unit or of one household."""
        ...

    async def deductions(self, unit: str, year: int) -> Mapping[int, int]:
        """How many live entries took points off in the year's settled rounds, by household id."""
        ...

    async def vetoes(self, unit: str, year: int) -> Sequence[Entry]:
        """The year's vetoes that were not taken back, confirmed or not, oldest first."""
        ...

    async def of_deed(self, household_id: int, item: str, day: date) -> Sequence[Entry]:
        """Live awards of that item for that day, or for a claim of that day in whatever round; oldest first."""
        ...

    async def unseen_awards(self, unit: str, round_id: int, household_id: int | None = None) -> Sequence[Entry]:
        """Live awards of a round, or of one household in it, that only the recorder confirmed; oldest first."""
        ...

    async def confirm(self, entry_id: int, officer_id: int, now: datetime) -> None:
        """Note that an officer confirms an entry; twice is once."""
        ...

    async def confirmers(self, entry_id: int) -> frozenset[int]:
        """The officers who confirmed."""
        ...
