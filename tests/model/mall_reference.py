"""What the mall must come to, in plain dictionaries: no locks, no postings, every figure recomputed by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

HOLD_DAYS = 14
GRACE_DAYS = 20
LOOK_ABOVE = 10
"""The policy of the village in the test."""


@dataclass
class Good:
    """Goods; ``most`` pieces for one household in each ``months``, 3 or 12."""

    price: int
    stock: int
    held: int = 0
    collected: int = 0
    most: int | None = None
    months: int = 3
    offered: bool = True


@dataclass
class Taken:
    """A redemption."""

    head: str
    good: str
    quantity: int
    cost: int
    year: int
    made: date
    state: str = "reserved"

    def late(self, today: date) -> bool:
        """Whether it is too late to collect it."""
        return today > self.made + timedelta(days=HOLD_DAYS)


@dataclass
class Mall:
    """Everybody's points by head and year, the goods by name, and what was redeemed by its number."""

    balances: dict[tuple[str, int], int] = field(default_factory=dict)
    vetoes: set[tuple[str, int]] = field(default_factory=set)
    lapsed: set[int] = field(default_factory=set)
    goods: dict[str, Good] = field(default_factory=dict)
    taken: dict[int, Taken] = field(default_factory=dict)

    def credit(self, head: str, year: int, points: int) -> None:
        """Points come in or are taken back; in a year that has lapsed none stay."""
        left = self.balances.get((head, year), 0) + points
        self.balances[head, year] = min(left, 0) if year in self.lapsed else left

    def lapse(self, year: int) -> None:
        """The year is over for good."""
        self.lapsed.add(year)
        for (head, of), points in self.balances.items():
            if of == year:
                self.balances[head, of] = min(points, 0)

    def years(self, today: date) -> list[int]:
        """Whose points can be spent, the old year's first."""
        first = date(today.year, 1, 1)
        return [today.year - 1, today.year] if (today - first).days < GRACE_DAYS else [today.year]

    def pays(self, head: str, cost: int, today: date) -> int | None:
        """The year that pays, if one can."""
        return next((year for year in self.years(today) if self.balances.get((head, year), 0) >= cost), None)

    def why_not(self, head: str, name: str, quantity: int, today: date) -> set[str]:
        """Every reason to refuse a reservation; none = it must succeed."""
        good = self.goods[name]
        reasons = set()
        if not good.offered:
            reasons.add("not-offered")
        if any((head, year) in self.vetoes for year in self.years(today)):
            reasons.add("vetoed")
        if self.pays(head, good.price * quantity, today) is None:
            reasons.add("not-enough-points")
        if good.stock < quantity:
            reasons.add("not-enough-stock")
        if good.most is not None and self._had(head, name, good.months, today) + quantity > good.most:
            reasons.add("over-limit")
        return reasons

    def _had(self, head: str, name: str, months: int, today: date) -> int:
        since = date(today.year, (today.month - 1) // months * months + 1, 1)
        return sum(
            one.quantity
            for one in self.taken.values()
            if (one.head, one.good) == (head, name) and one.made >= since and one.state in {"reserved", "collected"}
        )

    def reserve(self, number: int, head: str, name: str, quantity: int, today: date) -> None:
        """Set aside."""
        good = self.goods[name]
        cost = good.price * quantity
        year = self.pays(head, cost, today)
        assert year is not None
        self.balances[head, year] -= cost
        good.stock -= quantity
        good.held += quantity
        self.taken[number] = Taken(head, name, quantity, cost, year, today)

    def collect(self, number: int) -> None:
        """Hand over."""
        one = self.taken[number]
        one.state = "collected"
        self.goods[one.good].held -= one.quantity
        self.goods[one.good].collected += one.quantity

    def give_back(self, number: int, state: str) -> None:
        """Cancelled or expired."""
        one = self.taken[number]
        one.state = state
        self.goods[one.good].held -= one.quantity
        self.goods[one.good].stock += one.quantity
        self.credit(one.head, one.year, one.cost)

    def waiting(self, head: str) -> list[int]:
        """What waits for a household."""
        return [number for number, one in self.taken.items() if one.head == head and one.state == "reserved"]

    def expire(self, today: date) -> None:
        """Whatever nobody came for."""
        for number, one in self.taken.items():
            if one.state == "reserved" and one.late(today):
                self.give_back(number, "expired")
