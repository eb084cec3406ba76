"""Goods of the points mall and their stock, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.model.goods import Goods, Move, StockProposal


class Inventory(Protocol):
    """Goods and their stock."""

    async def add(self, unit: str, name: str, price: int) -> Goods | None:
        """New goods with the unit's next number and nothing in stock; None when the unit has goods of that name."""
        ...

    async def of_unit(self, unit: str) -> Sequence[Goods]:
        """The unit's goods by number."""
        ...

    async def get(self, goods_id: int) -> Goods:
        """The goods with that id."""
        ...

    async def lock(self, goods_id: int) -> Goods:
        """The same, and nobody else moves them until commit."""
        ...

    async def change(self, goods: Goods) -> None:
        """Store price, limit and whether they are offered; never the stock."""
        ...

    async def move(self, move: Move, now: datetime) -> bool:
        """Move units and note it; False, and nothing moved, when there are too few or goods are not offered."""
        ...

    async def added(self, goods_id: int, quantity: int, officer_id: int, first: datetime, last: datetime) -> int | None:
        """The number of the last addition of so many by that officer from ``first`` to ``last``, if there was one."""
        ...

    async def corrected_alone(self, goods_id: int, since: datetime) -> int:
        """By how many pieces the stock was corrected since then, up and down, without a second officer."""
        ...

    async def propose(self, goods_id: int, quantity: int, reason: str, officer_id: int, now: datetime) -> int:
        """Keep a correction that needs a second officer; its number."""
        ...

    async def proposal(self, number: int) -> StockProposal | None:
        """The proposal with that number, if it is the last one about its goods."""
        ...

    async def finish(self, number: int, now: datetime) -> bool:
        """Mark a proposal done; False when it was already."""
        ...
