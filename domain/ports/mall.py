"""The points mall, as the domain asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol

Per = Literal["quarter", "year"]
Collector = Literal["self", "other"]


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


class Shelf(Protocol):
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

    async def waiting(self, unit: str) -> Sequence[Redemption]:
        """What waits in a unit, the first to expire first."""
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
