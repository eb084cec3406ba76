"""Where households stand, as the domain asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.model.people import Household
from domain.model.standing import Account, Standing


class Standings(Protocol):
    """Reading where households stand."""

    async def of_household(self, household: Household, year: int) -> Standing:
        """One household's standing, without reading the others'."""
        ...

    async def account(self, household: Household, year: int) -> Account:
        """One household's account of a year, an empty one where it has none; it costs a tenth of a standing."""
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
