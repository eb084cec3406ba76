"""An order by text that waits for its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
