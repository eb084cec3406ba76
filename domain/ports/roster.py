"""Households, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from domain.model.people import Household, NewHousehold


class Roster(Protocol):
    """Households, their phones and kin: those that live there, where nothing else is said."""

    async def at(self, unit: str, group: int, number: int) -> Household | None:
        """The household that lives at 3组12号."""
        ...

    async def by_code(self, code: str) -> Household | None:
        """The household with that code, whichever unit it is in, also when it has left."""
        ...

    async def by_id(self, household_id: int) -> Household:
        """The household with that id."""
        ...

    async def joined(self, household_id: int) -> date:
        """The first day on which the household is scored."""
        ...

    async def by_head(self, unit: str, head: str) -> Sequence[Household]:
        """All households of the unit with exactly that head."""
        ...

    async def by_tail(self, unit: str, digits: str) -> Sequence[Household]:
        """All households of the unit with a phone ending in those digits."""
        ...

    async def by_phone(self, phone: str) -> Sequence[Household]:
        """All households with that phone (E.164)."""
        ...

    async def phones(self, household_id: int) -> Sequence[str]:
        """The household's numbers (E.164), none once it has left; the first that takes texts gets the notices."""
        ...

    async def heads_among(self, unit: str, words: Collection[str]) -> frozenset[str]:
        """Which of those folded words are the folded name of a head that lives in the unit; what every command asks."""
        ...

    async def heads(self, unit: str, among: Sequence[str] | None = None) -> Sequence[str]:
        """The heads' names of the unit, or those of ``among`` that are one."""
        ...

    async def kin(self, household_id: int) -> tuple[Household, ...]:
        """The households marked as kin of that one."""
        ...

    async def of_unit(self, unit: str) -> Sequence[Household]:
        """All households that live in the unit, by group and number."""
        ...

    async def ever_of_unit(self, unit: str) -> Sequence[Household]:
        """All that live or lived in the unit, by group and number: those of its rounds."""
        ...

    async def add(self, households: Sequence[NewHousehold]) -> None:
        """Store new households."""
        ...
