"""Redemptions 兑换, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.model.redemption import Collector, NewRedemption, Redemption, RedemptionState, Used


class Redemptions(Protocol):
    """Redemptions 兑换; each ends once."""

    async def open(self, new: NewRedemption, code: str) -> int | None:
        """Store one; its number, None when that code was ever given out."""
        ...

    async def get(self, number: int) -> Redemption | None:
        """The redemption with that number."""
        ...

    async def by_code(self, code: str) -> Redemption | None:
        """The redemption with that pickup code."""
        ...

    async def reserved(self, household_id: int) -> Sequence[Redemption]:
        """What waits for a household, by goods."""
        ...

    async def lately(
        self, household_id: int, goods_id: int, quantity: int, officer_id: int, first: datetime, last: datetime
    ) -> int | None:
        """The last one like it that the officer made from ``first`` to ``last``, and that was not given back."""
        ...

    async def waiting(self, unit: str) -> Sequence[Redemption]:
        """What waits in a unit, the first to expire first."""
        ...

    async def made(self, unit: str, first: datetime, after: datetime) -> Sequence[Redemption]:
        """What was reserved in a unit in ``[first, after)``, whatever became of it, oldest first."""
        ...

    async def of_household(self, household_id: int) -> Sequence[Redemption]:
        """Everything that a household ever reserved, oldest first."""
        ...

    async def expired(self, unit: str, now: datetime) -> Sequence[Redemption]:
        """What waits in a unit for longer than it may, by household, year and goods."""
        ...

    async def end(
        self, number: int, state: RedemptionState, officer_id: int | None, collector: Collector | None, now: datetime
    ) -> bool:
        """reserved → ``state``; False when it had ended before."""
        ...

    async def used(self, household_id: int, quarter: datetime, goods_id: int, since: datetime) -> Used:
        """What was reserved or collected: points since ``quarter``, pieces of those goods since ``since``."""
        ...

    async def spent(self, unit: str, first: datetime, after: datetime) -> Mapping[int, int]:
        """Points of what was reserved in ``[first, after)`` and is waiting or collected, by household id."""
        ...

    async def owed(self, unit: str, year: int) -> int:
        """Points of that year that the unit's households can spend, all together."""
        ...
