"""What the mall and the year's end must come to, in plain dictionaries: no locks, and every posting a sum."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.model.reference import Model

Ranking = dict[str, tuple[int | None, int, bool]]


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
    last: date
    """The last day on which it can be collected."""
    state: str = "reserved"

    def late(self, today: date) -> bool:
        """Whether it is too late to collect it."""
        return today > self.last

    @property
    def counts(self) -> bool:
        """Whether it was not given back."""
        return self.state in {"reserved", "collected"}


@dataclass
class Mall:
    """Everybody's points by head and year, the goods by name, and what was redeemed by its number."""

    model: Model
    balances: dict[tuple[str, int], int] = field(default_factory=dict)
    released: dict[tuple[str, int], int] = field(default_factory=dict)
    """What came in from months, of the balances."""
    closed: dict[int, Ranking] = field(default_factory=dict)
    """The years that are closed, each with its final ranking."""
    told: dict[int, date] = field(default_factory=dict)
    """When the points of each closed year lapse, as it was told then."""
    since: dict[int, date] = field(default_factory=dict)
    """The last day on which points of each year became spendable."""
    lapsed: set[int] = field(default_factory=set)
    goods: dict[str, Good] = field(default_factory=dict)
    taken: dict[int, Taken] = field(default_factory=dict)

    def follow(self) -> None:
        """Balances follow what final months are worth now."""
        for head in self.model.joined:
            for year in sorted({int(month[:4]) for month in self.model.months}):
                worth = self.model.released(head, str(year))
                more = worth - self.released.get((head, year), 0)
                if more:
                    self.credit(head, year, more)
                self.released[head, year] = worth

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

    def lapse_day(self, year: int, today: date) -> date:
        """The first day on which points of that year are gone: after the grace, and two weeks for what came late."""
        first, grace = date(year + 1, 1, 1), self.model.book.policy.redeem_grace_days
        days = [first + timedelta(days=grace)]
        if year in self.told:
            days.append(self.told[year])
        if grace:
            waiting = [max(today, self.model.settled.get(month, today)) for month in self._not_final(year)]
            late = [*waiting, *([self.since[year]] if year in self.since else [])]
            days += [day + timedelta(days=min(grace, 14)) for day in late]
        return max(days)

    def _not_final(self, year: int) -> list[str]:
        """The months of a year that are over and not final."""
        over = (month for month in self.model.months if month < self.model.month or month in self.model.settled)
        return [month for month in over if month.startswith(str(year)) and month not in self.model.final]

    def lapses(self, year: int, today: date) -> bool:
        """Whether nothing of the year is waited for, and its day has come."""
        months = {month for month in self.model.months if month.startswith(str(year))}
        return months <= self.model.final and not self._disputed(year) and today >= self.lapse_day(year, today)

    def _disputed(self, year: int) -> bool:
        disputes = (one for one in self.model.disputes.values() if one.open)
        return any(self.model.story(one.entry).mark.month.startswith(str(year)) for one in disputes)

    def close(self, year: int, today: date) -> None:
        """Freeze the ranking, once; what is unspent lapses when its day has come."""
        if year not in self.closed:
            self.told[year] = self.lapse_day(year, today)
            self.closed[year] = self.model.ranking(str(year))
        if self.lapses(year, today) and year not in self.lapsed:
            self.lapse(year)

    def why_not_close(self, year: int, today: date) -> set[str]:
        """Only a year that is over, with every month of it settled."""
        months = [month for month in self.model.months if month.startswith(str(year))]
        if not months:
            return {"no-such-year"}
        if year in self.closed:
            return set()
        if year >= today.year:
            return {"year-not-over"}
        return {"year-unsettled"} if set(months) - self.model.settled.keys() else set()

    def due_to_close(self, today: date) -> list[int]:
        """The years that the calendar closes, or whose points it lets lapse, by now."""
        years = sorted({int(month[:4]) for month in self.model.months})
        waiting = self.model.undecided() | {month[:4] for month in self.model.months if month not in self.model.final}
        over = [year for year in years if year < today.year and str(year) not in waiting]
        return [
            year
            for year in years
            if (year in over and year not in self.closed)
            or (year in self.closed and year not in self.lapsed and self.lapses(year, today))
        ]

    def years(self, today: date) -> list[int]:
        """Whose points can be spent, the old year's first."""
        last = today.year - 1
        grace = self.model.book.policy.redeem_grace_days
        pays = grace and last not in self.lapsed and today < self.lapse_day(last, today)
        return [last, today.year] if pays else [today.year]

    def pays(self, head: str, cost: int, today: date) -> int | None:
        """The year that pays, if one can."""
        return next((year for year in self._enough(head, today) if self.balances.get((head, year), 0) >= cost), None)

    def _enough(self, head: str, today: date) -> list[int]:
        least = self.model.book.policy.redeem_above
        return [year for year in self.years(today) if self.model.earned(head, str(year)) >= least]

    def why_not(self, head: str, name: str, quantity: int, today: date) -> set[str]:
        """Every reason to refuse a reservation; none = it must succeed."""
        good, policy, since = self.goods[name], self.model.book.policy, _since(today, 3)
        most, cost = policy.redeem_most_a_quarter, good.price * quantity
        spent = sum(one.cost for one in self.taken.values() if one.head == head and one.made >= since and one.counts)
        reasons = {
            "not-offered": not good.offered,
            "redeem-closed": bool(policy.redeem_days) and (today - since).days >= policy.redeem_days,
            "vetoed": any(self.model.vetoes(head, str(year)) for year in self.years(today)),
            "not-enough-earned": not self._enough(head, today),
            "not-enough-points": self.pays(head, cost, today) is None,
            "not-enough-stock": good.stock < quantity,
            "over-limit": good.most is not None and self._had(head, name, good.months, today) + quantity > good.most,
            "over-spending": bool(most) and spent + cost > most,
        }
        return {code for code, holds in reasons.items() if holds}

    def _had(self, head: str, name: str, months: int, today: date) -> int:
        return sum(
            one.quantity
            for one in self.taken.values()
            if (one.head, one.good) == (head, name) and one.made >= _since(today, months) and one.counts
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
        last = today + timedelta(days=self.model.book.policy.hold_days)
        self.taken[number] = Taken(head, name, quantity, cost, year, today, last)

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


def _since(today: date, months: int) -> date:
    """The first day of the quarter or year: a span of so many months."""
    return date(today.year, (today.month - 1) // months * months + 1, 1)
