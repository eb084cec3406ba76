"""Goods reserved for points, and what became of them 兑换."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

Collector = Literal["self", "other"]


class RedemptionState(StrEnum):
    """Reserved 已预留 → collected 已领取, cancelled 已取消 or expired 已过期."""

    RESERVED = "reserved"
    COLLECTED = "collected"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class NewRedemption:
    """Goods to reserve. ``year``: whose points pay; ``price`` is that of one piece.

    ``officer_id``: who reserved it for the household; ``phone``: who texted for it.
    """

    household_id: int
    goods_id: int
    quantity: int
    price: int
    year: int
    made: datetime
    expires: datetime
    key: str
    officer_id: int | None = None
    phone: str | None = None

    @property
    def cost(self) -> int:
        """Points in all."""
        return self.price * self.quantity


@dataclass(frozen=True, slots=True)
class Redemption:
    """A stored one; ``code`` is the pickup code 领取码, ``expires`` the first instant at which it is too late."""

    id: int
    household_id: int
    goods_id: int
    quantity: int
    price: int
    year: int
    state: RedemptionState
    code: str
    made: datetime
    expires: datetime
    ended: datetime | None = None
    collector: Collector | None = None

    @property
    def cost(self) -> int:
        """Points in all."""
        return self.price * self.quantity


@dataclass(frozen=True, slots=True)
class Used:
    """What a household took so far: points of all goods in this quarter, and pieces of one kind in its period."""

    points: int
    pieces: int
