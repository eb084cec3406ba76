"""Orders by text that wait for their code, as the domain asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NewOrder:
    """Goods asked for by text; ``code`` is what has to be sent back before ``expires``, ``price`` that of one piece."""

    phone: str
    household_id: int
    goods_id: int
    quantity: int
    price: int
    code: str
    made: datetime
    expires: datetime


@dataclass(frozen=True, slots=True)
class Order:
    """A stored one; ``tries`` counts wrong codes."""

    id: int
    household_id: int
    goods_id: int
    quantity: int
    price: int
    code: str
    expires: datetime
    tries: int
    open: bool


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

    async def misses(self, phone: str, since: datetime) -> int:
        """How many wrong codes that phone sent for what it ordered since then."""
        ...

    async def miss(self, order_id: int) -> None:
        """Count a wrong code."""
        ...

    async def close(self, order_id: int, now: datetime) -> bool:
        """Close an order; False when it was already."""
        ...
