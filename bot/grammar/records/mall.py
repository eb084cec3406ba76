"""Commands of the points mall 兑换."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.grammar.records.naming import HouseholdRef
from domain.model.redemption import Collector


@dataclass(frozen=True, slots=True)
class GoodsList:
    """``/wu``: the goods, and what the village owes."""


@dataclass(frozen=True, slots=True)
class AddGoods:
    """``/wu 加 大米 60 20``: new goods, their price in points and how many there are."""

    name: str
    price: int
    stock: int


class GoodsChange(StrEnum):
    """What is to change about goods. ``LIMIT`` takes the limit away."""

    PRICE = "price"
    STOCK = "stock"
    LIMIT = "limit"
    QUARTERLY = "quarter"
    YEARLY = "year"
    OFF = "off"
    ON = "on"


@dataclass(frozen=True, slots=True)
class ChangeGoods:
    """``/wu 改 大米 分 50``: ``goods`` is a number or a name; ``reason`` is for the stock only."""

    goods: str
    change: GoodsChange
    value: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RedemptionList:
    """``/dui``: what waits to be collected."""


@dataclass(frozen=True, slots=True)
class Redeem:
    """``/dui 3-12 大米 2``: ``goods`` is a number or a name.

    ``glued``: the goods and how many, where what was taken for a name ends with a number (``大米2``).
    """

    household: HouseholdRef
    goods: str
    quantity: int
    glued: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class CancelRedemption:
    """``/dui 取消 5``: a redemption's number or its pickup code."""

    which: str


@dataclass(frozen=True, slots=True)
class Collect:
    """``/ling 12345678 [代领]``: hand over what that pickup code is for, to the household or to a neighbour."""

    code: str
    collector: Collector = "self"
