"""Goods are priced, limited, counted and switched off, and redeemed, collected, given back and left to expire."""

from __future__ import annotations

from collections import Counter as Counts
from datetime import date

import hypothesis.strategies as st

from domain.boundary import unwrap
from domain.mall.redeeming import RedemptionRequest, cancel, collect, reserve, to_end
from domain.mall.redemption import Redeemed
from domain.mall.stock import confirm_correction, correct, limit, offer, reprice
from domain.model.errors import Refused
from domain.model.goods import Per
from domain.model.people import Role
from domain.ports.store import Store
from tests.model import refusals
from tests.model.story import OFFICERS, PRICES, Draw, Story, happening, latest, officers
from tests.model.story_points import ALL
from text.codes import make

names = st.sampled_from(sorted(PRICES))
KEEPER = "周美华"


class Shopping(Story):
    """The mall."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.counted: dict[int, tuple[str, int, str]] = {}
        """Corrections of the stock that wait for a second officer: goods, by how much, who counted."""
        self.alone: Counts[tuple[str, date]] = Counts()
        """How much was corrected without one, by goods and day."""

    @happening()
    def goods_are_changed(self, draw: Draw) -> None:
        name = draw(names)
        price = draw(st.sampled_from([5, 40, 100]))
        most = draw(st.none() | st.integers(1, 3))
        per: Per = draw(st.sampled_from(["quarter", "year"]))
        offered = draw(st.sampled_from([True, True, False]))
        officer, goods = self.officers[KEEPER], self.inventory[name]
        within: Per | None = per if most is not None else None
        self.village.does(lambda store: reprice(self.work(store), officer, goods, price))
        self.village.does(lambda store: limit(self.work(store), officer, goods, most, within))
        self.village.does(lambda store: offer(self.work(store), officer, goods, offered=offered))
        good = self.mall.goods[name]
        good.price, good.most, good.months, good.offered = price, most, 12 if per == "year" else 3, offered

    @happening()
    def the_stock_is_counted(self, draw: Draw) -> None:
        officer = draw(officers)
        name = draw(names)
        counted = draw(st.integers(0, 30))
        by = counted - self.mall.goods[name].stock
        reasons = refusals.specialist_only(self.model, officer) | ({"stock-is-so"} if not by else set())
        done = unwrap(
            self.expect(
                reasons,
                lambda store: correct(self.work(store), self.officers[officer], self.inventory[name], counted, "盘点"),
            )
        )
        if done is None:
            return
        if self.alone[name, self.today] + abs(by) <= self.model.book.policy.stock_second_look_above:
            self.mall.goods[name].stock = counted
            self.alone[name, self.today] += abs(by)
            return
        assert done.proposal
        # A later count takes the place of an earlier one.
        self.counted = {number: one for number, one in self.counted.items() if one[0] != name}
        self.counted[done.proposal] = (name, by, officer)

    @happening(lambda self: self.counted)
    def another_officer_counts(self, draw: Draw) -> None:
        number = draw(latest(self.counted))
        officer = draw(officers)
        name, by, proposer = self.counted.get(number, ("", 0, ""))
        reasons = set()
        if not name:
            reasons |= {"stale-button", "already-confirmed", "second-needed"}
        elif proposer == officer:
            reasons.add("second-needed")
        elif self.mall.goods[name].stock + by < 0:
            reasons.add("too-few")
        done = self.expect(reasons, lambda store: confirm_correction(self.work(store), self.officers[officer], number))
        if done is not None:
            self.mall.goods[name].stock += by
            del self.counted[number]

    @happening(often=3)
    def goods_are_reserved(self, draw: Draw) -> None:
        officer = draw(st.none() | officers)
        head = draw(self.households)
        name = draw(names)
        all_of_it = max(self.mall.balances.get((head, self.today.year), 0) // self.mall.goods[name].price, 1)
        quantity = draw(st.sampled_from([1, 2, all_of_it, all_of_it]))
        wish = RedemptionRequest(self.homes[head], self.inventory[name], quantity, self.officer(officer), known=ALL)
        reasons = self._why_not_serve(officer, head) | self.mall.why_not(head, name, quantity, self.today)
        done = unwrap(self.expect(reasons, lambda store: reserve(self.work(store), wish, self._new_pickup)))
        if done is None:
            return
        self.mall.reserve(done.redemption.id, head, name, quantity, self.today)

    @happening(lambda self: self.mall.taken)
    def goods_are_collected(self, draw: Draw) -> None:
        officer = draw(officers)
        number = draw(latest(self.mall.taken))

        async def hand_over(store: Store) -> Redeemed | Refused:
            work, found = self.work(store), await store.redemptions.get(number)
            ending = unwrap(await to_end(work, self.officers[officer], found, ""))
            return await collect(work, self.officers[officer], ending, "self")

        if self.expect(self._why_not_end(officer, number), hand_over) is not None:
            self.mall.collect(number)

    @happening(lambda self: self.mall.taken)
    def goods_are_cancelled(self, draw: Draw) -> None:
        officer = draw(officers)
        number = draw(latest(self.mall.taken))

        async def call_off(store: Store) -> Redeemed | Refused:
            work, found = self.work(store), await store.redemptions.get(number)
            ending = unwrap(await to_end(work, self.officers[officer], found, ""))
            return await cancel(work, self.officers[officer], ending)

        if self.expect(self._why_not_end(officer, number), call_off) is not None:
            self.mall.give_back(number, "cancelled")

    def _why_not_serve(self, officer: str | None, head: str) -> set[str]:
        """``officer`` None = by text."""
        if officer is None:
            return set()
        role = set() if OFFICERS[officer] is Role.SPECIALIST else {"specialist-only"}
        return role | refusals.partial(self.model, officer, head)

    def _why_not_end(self, officer: str, number: int) -> set[str]:
        one = self.mall.taken[number]
        reasons = self._why_not_serve(officer, one.head)
        if one.state != "reserved" or one.late(self.today):
            reasons.add("redemption-ended")
        return reasons

    def _new_pickup(self) -> str:
        return make(1_000_000 + int(self.village.new_key().removeprefix("model:")))
