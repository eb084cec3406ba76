"""Orders by text that wait for their code, as the domain asks for them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from domain.model.order import NewOrder, Order


class Orders(Protocol):
    """Goods asked for by text: one open order a phone, by constraint."""

    async def hold(self, phone: str) -> None:
        """Until commit nobody else orders or confirms anything from that phone."""
        ...

    async def place(self, new: NewOrder) -> None:
        """Keep an order; it replaces the phone's open one."""
        ...

    async def latest(self, phone: str, since: datetime) -> Order | None:
        """The phone's last order since then."""
        ...

    async def had(self, phone: str, code: str, since: datetime) -> bool:
        """Whether an order of that phone since then, closed by now, had that code."""
        ...

    async def misses(self, phone: str, since: datetime) -> int:
        """How many wrong codes that phone sent for what it ordered since then."""
        ...

    async def miss(self, order_id: int) -> None:
        """Count a wrong code."""
        ...

    async def close(self, order_id: int, now: datetime) -> bool:
        """Close an order; False when it was already."""
        ...
