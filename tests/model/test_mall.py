"""A village spends its points in any order that hypothesis thinks of; after every step the reference agrees.

Goods are reserved, handed over, given back and left to expire; they are priced, limited, counted and switched off;
points come in, are corrected and lapse; vetoes shut households out and are lifted; the year ends with days of grace.
"""

from __future__ import annotations

import dataclasses
import itertools
import shutil
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, TypeVar

import hypothesis.strategies as st
import pytest
from hypothesis.stateful import Bundle, MultipleResults, RuleBasedStateMachine, initialize, invariant, multiple, rule

from app.town import LoadedTown
from domain.entry import Source
from domain.errors import Refused
from domain.people import Household, Officer, Role
from domain.ports import CurrentBook, Goods, Per, Store
from domain.recording import Award, record
from domain.redeeming import Wish, cancel, collect, reserve, to_end
from domain.redemption import Redeemed, expire_due
from domain.reversing import reverse
from domain.rounds import ensure_current
from domain.settling import finalise_due, settle
from domain.stock import Counter, confirm_correction, correct, limit, offer, reprice, stock_up
from domain.vetoing import confirm, propose
from domain.year_end import close
from rules.loader import Source as BookSource
from rules.loader import parse, read
from tests.closing import PUBLICITY
from tests.model.mall_reference import GRACE_DAYS, HOLD_DAYS, LOOK_ABOVE, Good, Mall
from tests.model.stories import live
from tests.model.village import ANNEX, UNIT, ZONE, Village
from text.codes import make

FOUNDED = datetime(2026, 10, 5, 9, tzinfo=ZONE)
PRICES = {"大米": 45, "菜油": 27, "毛巾": 7}
HEADS = ("户一", "户二", "户三", "户四")
OFFICERS = {"陈国强": Role.SPECIALIST, "周美华": Role.SPECIALIST, "孙志明": Role.ASSESSOR}
CLOSE = {("陈国强", "户一"), ("陈国强", "户二")}
"""The first household is 陈国强's own, and the second is his kin."""
MOST_LOST = 5
"""What 环4 can lose in a month."""
T = TypeVar("T")

officers = st.sampled_from(sorted(OFFICERS))
specialists = st.sampled_from(["陈国强", "周美华"])
heads = st.sampled_from(HEADS)
names = st.sampled_from(sorted(PRICES))
Number = MultipleResults[int] | int


def town() -> LoadedTown:
    """The annex with days of grace."""
    text = read(ANNEX, None).town_text
    for key, value in {"redeem_grace_days": GRACE_DAYS, "hold_days": HOLD_DAYS}.items():
        (line,) = [line for line in text.splitlines() if line.startswith(f"{key} ")]
        text = text.replace(line, f"{key} = {value}")
    source = BookSource(text, "", ANNEX.name, "")
    return LoadedTown({UNIT: "秦望村"}, {UNIT: CurrentBook(source.hash, parse(source), text, "")})


class MallYear(RuleBasedStateMachine):
    """秦望村 from October on, over the end of the year."""

    redemptions: Bundle[int] = Bundle("redemptions")
    vetoes: Bundle[int] = Bundle("vetoes")
    proposals: Bundle[int] = Bundle("proposals")

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    @initialize()
    def found(self) -> None:
        self.village = Village(self._url, "sum", FOUNDED)
        self.village.town = town()
        self.book = self.village.town.current(UNIT).book
        self.homes: dict[str, Household] = {head: self.village.household(head, FOUNDED.date()) for head in HEADS}
        self.village.kin(self.homes["户一"], self.homes["户二"])
        own = {"陈国强": self.homes["户一"].code}
        self.officers: dict[str, Officer] = {
            name: self.village.officer(name, role, own.get(name, "")) for name, role in OFFICERS.items()
        }
        for user, one in enumerate(self.officers.values(), start=1):
            self._joins(one, user)
        self.mall = Mall()
        self.months: dict[str, str] = {}
        self.lost: dict[tuple[str, str], int] = {}
        self.entries: dict[int, tuple[str, int, bool]] = {}
        self.counted: dict[int, tuple[str, int, str]] = {}
        self.shelf: dict[str, Goods] = {}
        officer = self.officers["周美华"]
        for name, price in PRICES.items():
            self.shelf[name] = self._stocked(officer, name, price)
            self.mall.goods[name] = Good(price, 4)
        self.village.now = FOUNDED.replace(month=12, day=2)
        self.months_are_settled()

    def _joins(self, officer: Officer, user: int) -> None:
        self.village.does(lambda store: store.officers.join(officer.id, user, FOUNDED))

    def _stocked(self, officer: Officer, name: str, price: int) -> Goods:
        return self.village.does(lambda store: stock_up(self.counter(store), officer, name, price, 4))

    def teardown(self) -> None:
        if hasattr(self, "village"):
            self.village.close()

    def counter(self, store: Store) -> Counter:
        return Counter(store, UNIT, self.book.policy, self.village.new_key(), self.village.now)

    # Points.

    @rule(hours=st.sampled_from([1, 24, 24 * 8, 24 * 15, 24 * 31]))
    def time_passes(self, hours: int) -> None:
        self.village.now += timedelta(hours=hours)

    @rule()
    def months_are_settled(self) -> None:
        async def settle_them(store: Store) -> list[str]:
            now = self.village.now
            current = await ensure_current(store, self.village.town, UNIT, now)
            over = list(await store.rounds.open_before(current))
            for round_ in over:
                await settle(store, round_, now)
            await finalise_due(store, UNIT, now + PUBLICITY)
            return [round_.period.key for round_ in over]

        for month in self.village.does(settle_them):
            self.months[month] = "final"
            for head in HEADS:
                self.mall.credit(head, int(month[:4]), self._score(head, month))

    @rule(head=heads, points=st.integers(1, 4), back=st.integers(0, 70))
    def points_are_corrected(self, head: str, points: int, back: int) -> None:
        """Rubbish that was seen some days ago, whether or not the month has been settled since."""
        day = max(self.village.now.date() - timedelta(days=back), FOUNDED.date())
        month, award = (
            f"{day:%Y-%m}",
            Award(
                self.homes[head],
                "环4",
                -points,
                "没分类",
                self.village.new_key(),
                repeat=True,
                day=day,
                correction=True,
            ),
        )
        before = self._score(head, month)
        self.village.does(
            lambda store: record(
                store, self.village.town, UNIT, self.officers["周美华"], [award], Source.CHAT, self.village.now
            )
        )
        self.lost[head, month] = self.lost.get((head, month), 0) + points
        if self.months.get(month) == "final":
            self.mall.credit(head, day.year, self._score(head, month) - before)

    def _score(self, head: str, month: str) -> int:
        full = self.book.total - sum(item.points for item in self.book.items.values() if item.start == "zero")
        return full - min(MOST_LOST, self.lost.get((head, month), 0))

    @rule()
    def the_old_year_is_closed(self) -> None:
        today = self.village.now.date()
        year = today.year - 1
        reasons = set()
        if year < FOUNDED.year:
            reasons.add("no-such-year")
        elif self._open_months(year):
            reasons.add("year-unsettled")
        done = self._expect(reasons, lambda store: close(store, self.village.town, UNIT, year, self.village.now))
        if done is not None and year not in self.mall.years(today):
            self.mall.lapse(year)

    def _open_months(self, year: int) -> set[str]:
        first = FOUNDED.month if year == FOUNDED.year else 1
        return {f"{year}-{month:02}" for month in range(first, 13)} - self.months.keys()

    @rule(target=vetoes, head=heads)
    def a_veto_comes_into_force(self, head: str) -> int:
        first, second = self.officers["孙志明"], self.officers["周美华"]
        home, now = self.homes[head], self.village.now

        async def both(store: Store) -> int:
            key = self.village.new_key()
            done = await propose(store, self.village.town, UNIT, first, home, "否2", "冒烟", key, Source.CHAT, now)
            await confirm(store, UNIT, second, done.entry.id, now)
            return done.entry.id

        number = self.village.does(both)
        self.entries[number] = (head, now.year, True)
        for one in self.mall.waiting(head):
            self.mall.give_back(one, "cancelled")
        self._count_vetoes()
        return number

    @rule(number=vetoes)
    def a_veto_is_lifted(self, number: int) -> None:
        head, year, live = self.entries[number]
        if not live:
            return
        officer, key, now = self.officers["周美华"], self.village.new_key(), self.village.now
        self.village.does(
            lambda store: reverse(store, UNIT, officer, number, "查明", key, Source.CHAT, now, agreed=True)
        )
        self.entries[number] = (head, year, False)
        self._count_vetoes()

    def _count_vetoes(self) -> None:
        self.mall.vetoes = {(head, year) for head, year, live in self.entries.values() if live}

    # Goods.

    @rule(name=names, price=st.integers(1, 120))
    def goods_get_another_price(self, name: str, price: int) -> None:
        officer = self.officers["周美华"]
        self.village.does(lambda store: reprice(self.counter(store), officer, self.shelf[name], price))
        self.mall.goods[name].price = price

    @rule(name=names, most=st.none() | st.integers(1, 3), per=st.sampled_from(["quarter", "year"]))
    def goods_are_limited(self, name: str, most: int | None, per: Literal["quarter", "year"]) -> None:
        officer, period = self.officers["周美华"], per if most is not None else None
        self.village.does(lambda store: limit(self.counter(store), officer, self.shelf[name], most, _per(period)))
        self.mall.goods[name].most, self.mall.goods[name].months = most, 12 if per == "year" else 3

    @rule(name=names, offered=st.booleans())
    def goods_are_switched(self, name: str, offered: bool) -> None:
        officer = self.officers["周美华"]
        self.village.does(lambda store: offer(self.counter(store), officer, self.shelf[name], offered=offered))
        self.mall.goods[name].offered = offered

    @rule(target=proposals, officer=officers, name=names, counted=st.integers(0, 30))
    def the_stock_is_counted(self, officer: str, name: str, counted: int) -> Number:
        by, reasons = counted - self.mall.goods[name].stock, set()
        if OFFICERS[officer] is not Role.SPECIALIST:
            reasons.add("specialist-only")
        if not by:
            reasons.add("stock-is-so")
        done = self._expect(
            reasons,
            lambda store: correct(self.counter(store), self.officers[officer], self.shelf[name], counted, "盘点"),
        )
        if done is None:
            return multiple()
        if abs(by) > LOOK_ABOVE:
            assert done.proposal
            self.counted = {
                number: one for number, one in self.counted.items() if one[0] != name
            }  # a later count takes the place of an earlier one
            self.counted[done.proposal] = (name, by, officer)
            return done.proposal
        self.mall.goods[name].stock = counted
        return multiple()

    @rule(number=proposals, officer=officers)
    def another_officer_agrees(self, number: int, officer: str) -> None:
        name, by, proposer = self.counted.get(number, ("", 0, ""))
        reasons = set()
        if not name:
            reasons |= {"stale-button", "already-confirmed", "second-needed"}
        elif proposer == officer:
            reasons.add("second-needed")
        elif self.mall.goods[name].stock + by < 0:
            reasons.add("too-few")
        done = self._expect(
            reasons, lambda store: confirm_correction(self.counter(store), self.officers[officer], number)
        )
        if done is not None:
            self.mall.goods[name].stock += by
            del self.counted[number]

    # Redemptions.

    @rule(target=redemptions, officer=officers, head=heads, name=names, quantity=st.integers(1, 4))
    def goods_are_reserved(self, officer: str, head: str, name: str, quantity: int) -> Number:
        today = self.village.now.date()
        reasons = self._why_not_serve(officer, head) | self.mall.why_not(head, name, quantity, today)
        wish = Wish(self.homes[head], self.shelf[name], quantity, self.officers[officer])
        done = self._expect(reasons, lambda store: reserve(self.counter(store), wish, self._new_pickup))
        if done is None:
            return multiple()
        self.mall.reserve(done.redemption.id, head, name, quantity, today)
        return done.redemption.id

    @rule(officer=officers, number=redemptions)
    def goods_are_collected(self, officer: str, number: int) -> None:
        async def hand_over(store: Store) -> Redeemed:
            counter, found = self.counter(store), await store.redemptions.get(number)
            return await collect(
                counter, self.officers[officer], await to_end(counter, self.officers[officer], found, ""), "self"
            )

        if self._expect(self._why_not_end(officer, number), hand_over) is not None:
            self.mall.collect(number)

    @rule(officer=officers, number=redemptions)
    def goods_are_cancelled(self, officer: str, number: int) -> None:
        async def call_off(store: Store) -> Redeemed:
            counter, found = self.counter(store), await store.redemptions.get(number)
            return await cancel(
                counter, self.officers[officer], await to_end(counter, self.officers[officer], found, "")
            )

        if self._expect(self._why_not_end(officer, number), call_off) is not None:
            self.mall.give_back(number, "cancelled")

    @rule()
    def nobody_came(self) -> None:
        self.village.does(lambda store: expire_due(store, UNIT, self.village.now))
        self.mall.expire(self.village.now.date())

    def _why_not_serve(self, officer: str, head: str) -> set[str]:
        reasons = set()
        if OFFICERS[officer] is not Role.SPECIALIST:
            reasons.add("specialist-only")
        if (officer, head) in CLOSE:
            reasons |= {"own-household", "kin-household"}
        return reasons

    def _why_not_end(self, officer: str, number: int) -> set[str]:
        one = self.mall.taken[number]
        reasons = self._why_not_serve(officer, one.head)
        if one.state != "reserved" or one.late(self.village.now.date()):
            reasons.add("redemption-ended")
        return reasons

    def _new_pickup(self) -> str:
        return make(1_000_000 + int(self.village.new_key().removeprefix("model:")))

    # What is so after every step.

    @invariant()
    def stock_is_the_references(self) -> None:
        async def ask(store: Store) -> dict[str, Good]:
            return {
                one.name: Good(
                    one.price,
                    one.stock,
                    one.held,
                    one.collected,
                    one.most,
                    12 if one.per == "year" else self.mall.goods[one.name].months if one.per is None else 3,
                    one.offered,
                )
                for one in await store.shelf.of_unit(UNIT)
            }

        assert self.village.does(ask) == {name: dataclasses.replace(one) for name, one in self.mall.goods.items()}

    @invariant()
    def balances_are_the_references(self) -> None:
        async def ask(store: Store) -> dict[tuple[str, int], int]:
            await ensure_current(store, self.village.town, UNIT, self.village.now)
            years = range(FOUNDED.year, self.village.now.year + 1)
            return {
                (head, year): await store.accounts.balance(home.id, year)
                for head, home in self.homes.items()
                for year in years
            }

        real = self.village.does(ask)
        assert real == {place: self.mall.balances.get(place, 0) for place in real}

    @invariant()
    def the_audit_finds_nothing(self) -> None:
        assert self.village.deviations() == []

    def _expect(self, reasons: set[str], work: Callable[[Store], Awaitable[T]]) -> T | None:
        """Do it; or see it refused for one of the reasons, and return None."""
        if not reasons:
            return self.village.does(work)
        with pytest.raises(Refused) as refusal:
            self.village.does(work)
        assert refusal.value.code in reasons
        return None


def _per(said: str | None) -> Per | None:
    return None if said is None else "year" if said == "year" else "quarter"


def test_the_mall_and_the_reference_agree_whatever_happens(sqlite_template: Path, tmp_path: Path) -> None:
    numbers = itertools.count()

    class OnSqlite(MallYear):
        def __init__(self) -> None:
            file = tmp_path / f"{next(numbers)}.db"
            shutil.copyfile(sqlite_template, file)
            super().__init__(f"sqlite://{file}")

    live(OnSqlite, examples=25, steps=30)
