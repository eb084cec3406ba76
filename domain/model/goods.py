"""Goods 兑换物品, their stock, and how it moves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Per = Literal["quarter", "year"]


class MoveKind(StrEnum):
    """What moved goods."""

    ADD = "add"
    CORRECT = "correct"
    HOLD = "hold"
    RELEASE = "release"
    COLLECT = "collect"


@dataclass(frozen=True, slots=True)
class Goods:
    """What a unit gives for points; ``number`` names it in texts, ``price`` is in points.

    ``most``: how many one household may have ``per`` quarter or year; None = no limit.
    """

    id: int
    unit: str
    number: int
    name: str
    price: int
    stock: int
    held: int
    collected: int
    most: int | None
    per: Per | None
    offered: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A move of so many units; negative only for a correction. ``key`` is unique."""

    goods_id: int
    kind: MoveKind
    quantity: int
    reason: str
    key: str
    officer_id: int | None = None
    confirmed_by: int | None = None
    redemption_id: int | None = None


@dataclass(frozen=True, slots=True)
class StockProposal:
    """A correction that waits for another officer; ``done`` once one confirmed it."""

    id: int
    goods_id: int
    quantity: int
    reason: str
    officer_id: int
    done: bool
