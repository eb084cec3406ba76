"""A village to which hypothesis may do whatever the interface allows; what is always so is checked after every step.

To let more happen: a ``@happening`` in one of the ``story_…`` files (ask the reference whether it must be refused, do
it, tell the reference), what follows from it in the reference, and an invariant if there is a new figure to compare.

hypothesis' own rules would do, but it switches most of them off in each story, and a year needs them all.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

import hypothesis.strategies as st
import pytest
from hypothesis.stateful import initialize, invariant, rule
from hypothesis.strategies import SearchStrategy

from domain.boundary import unwrap
from domain.cases.case import TakenBack
from domain.entries.second_look import look
from domain.ledger.rounds import ensure_current
from domain.mall.redemption import expire_due
from domain.mall.stock import Restock, stock_up
from domain.model.errors import Refused
from domain.model.goods import Goods
from domain.model.people import Household, Officer, Role
from domain.model.round import Round
from domain.ports.store import Store
from domain.settlement.round_seconds import agree, propose_early
from domain.settlement.settling import finalise_due, needs_second, settle, to_settle
from domain.work import Work
from domain.year.year_end import close_due
from tests.model import refusals
from tests.model.audited import Audited
from tests.model.mall import Good, Mall
from tests.model.reference import Dispute, Model, month_of
from tests.model.village import UNIT, ZONE, Village, town

FOUNDED = datetime(2026, 10, 5, 9, tzinfo=ZONE)
STARTS = st.sampled_from(
    [FOUNDED, FOUNDED.replace(month=12, day=2), FOUNDED.replace(month=12, day=28), FOUNDED.replace(2027, 3)]
)
"""When the story begins; what was over by then is settled."""
OFFICERS = {"陈国强": Role.SPECIALIST, "周美华": Role.SPECIALIST, "孙志明": Role.ASSESSOR}
PRICES = {"大米": 45, "菜油": 27, "毛巾": 7}
PIECES = 40
POLICIES = st.fixed_dictionaries(
    {
        "per": st.sampled_from(["round", "quarter", "year"]),
        "accumulate": st.sampled_from(["sum", "average"]),
        "second_look_above": st.sampled_from([5, 1]),
        "redeem_above": st.sampled_from([0, 0, 150]),
        "redeem_days": st.sampled_from([0, 60]),
        "redeem_most_a_quarter": st.sampled_from([0, 120]),
        "redeem_grace_days": st.sampled_from([0, 20]),
    }
)
T = TypeVar("T")
S = TypeVar("S", bound="Story")

officers = st.sampled_from(["周美华", "周美华", "周美华", "陈国强", "孙志明"])
"""Mostly whoever may do most things."""


class Draw(Protocol):
    """Lets hypothesis choose."""

    def __call__(self, strategy: SearchStrategy[T]) -> T: ...


@dataclass(frozen=True)
class Happening(Generic[S]):
    """What can happen while it makes sense, so often in comparison with the others."""

    tell: Callable[[S, Draw], None]
    makes_sense: Callable[[Any], object]
    often: int


def happening(
    makes_sense: Callable[[Any], object] = lambda _: True, often: int = 1
) -> Callable[[Callable[[S, Draw], None]], Happening[S]]:
    """Mark what can happen in a story."""
    return lambda tell: Happening(tell, makes_sense, often)


def latest(numbers: Iterable[int]) -> SearchStrategy[int]:
    """One of these numbers; the last ones as often as all others."""
    known = sorted(numbers)
    return st.sampled_from(known[-3:]) | st.sampled_from(known)


def has_entries(story: Story) -> bool:
    """Whether anything was recorded."""
    return bool(story.model.log)


class Story(Audited):
    """秦望村 from October on, over the end of the year. 陈国强 is the first household, and the second is his kin."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._heads = (f"户{number}" for number in itertools.count(1))
        named = (getattr(type(self), name) for name in dir(type(self)))
        self._happenings: list[Happening[Any]] = [one for one in named if isinstance(one, Happening)]

    @initialize(policy=POLICIES, start=STARTS)
    def found(self, policy: dict[str, str], start: datetime) -> None:
        self.village = Village(self._url, town(**policy), FOUNDED)
        self.model = Model(self.village.town.current(UNIT).book, [month_of(FOUNDED)])
        self.mall = Mall(self.model)
        self.homes: dict[str, Household] = {}
        first, second, *_ = [self._settle_in(FOUNDED) for _ in range(4)]
        self.village.kin(self.homes[first], self.homes[second])
        own = {"陈国强": self.homes[first].code}
        self.officers = {name: self.village.officer(name, role, own.get(name, "")) for name, role in OFFICERS.items()}
        self.model.specialists = {name for name, role in OFFICERS.items() if role is Role.SPECIALIST}
        self.model.near = {("陈国强", first), ("陈国强", second)}
        self.inventory = {name: self._stocked(name, price) for name, price in PRICES.items()}
        self.it_is(start)
        self.months_are_settled()
        self.it_is(start + timedelta(days=8))
        self.calendar()

    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        possible = {one.tell.__name__: one for one in self._happenings if one.makes_sense(self)}
        names = [name for name, one in possible.items() for _ in range(one.often)]
        possible[data.draw(st.sampled_from(names))].tell(self, data.draw)

    @happening()
    def a_household_joins(self, draw: Draw) -> None:
        self._settle_in(self.village.now + timedelta(days=draw(st.sampled_from([0, 0, 20, 40]))))

    @happening(often=2)
    def time_passes(self, draw: Draw) -> None:
        self.it_is(self.village.now + timedelta(hours=draw(st.sampled_from([1, 25, 24 * 8, 24 * 20, 24 * 31]))))
        if draw(st.booleans()):
            self.calendar()

    @happening()
    def a_month_goes_by(self, _: Draw) -> None:
        """As it should: what is over is settled, and nobody objects."""
        self.it_is(self.village.now + timedelta(days=28))
        self.months_are_settled()
        self.it_is(self.village.now + timedelta(days=8))
        self.calendar()

    def it_is(self, now: datetime) -> None:
        self.village.now = now
        self.model.pass_to(now)

    def calendar(self) -> None:
        """What the scheduler does of itself: publicity ends, holds expire, years close."""
        now = self.village.now
        self.village.does(lambda store: ensure_current(store, self.village.town, UNIT, now))
        self.village.does(lambda store: finalise_due(self.work(store)))
        for month in self.model.to_finalise(now):
            self.model.final.add(month)
            self.mall.since[int(month[:4])] = self.today
            self.mall.follow()
        self.village.does(lambda store: expire_due(store, UNIT, now))
        self.mall.expire(self.today)
        closings = self.village.does(lambda store: close_due(self.work(store)))
        assert [one.outlook.year for one in closings] == self.mall.due_to_close(self.today)
        for closing in closings:
            self.mall.close(closing.outlook.year, self.today)

    def months_are_settled(self) -> None:
        """By the command line: every month that is over."""
        while (month := self.model.to_settle()) is not None and month < self.model.month:
            self.large_awards_are_looked_at(month)
            self.settle(None)

    def large_awards_are_looked_at(self, month: str) -> None:
        """By whoever may."""
        for number in [number for number, one in self.model.log.items() if one.mark.month == month]:
            if self.model.is_large(number):
                officer = next(one for one in self.officers if not refusals.why_not_look(self.model, one, number))
                self.looked_at(officer, number)

    def looked_at(self, officer: str, number: int) -> None:
        """Another officer looks at a large award, or may not."""
        parts = [part for part in self.model.award(number) if part <= number]
        done = self.expect(
            refusals.why_not_look(self.model, officer, number),
            lambda store: look(self.work(store), self.officers[officer], number),
        )
        if done is not None:
            for part in parts:
                self.model.log[part].seen = True

    def settle(self, officer: str | None, second: str | None = None) -> None:
        """The next month; ``officer`` None = by the command line."""

        async def settle_next(store: Store) -> Round:
            await ensure_current(store, self.village.town, UNIT, self.village.now)
            work = self.work(store)
            next_one = unwrap(await to_settle(work))
            one, other = self.officer(officer), self.officer(second)
            if one is None or other is None or not await needs_second(store, next_one, work.now):
                return unwrap(await settle(work, one, next_one, second=other))
            number = unwrap(await propose_early(work, one, next_one))
            unwrap(await agree(work, other, number))
            return await store.rounds.by_id(next_one.id)

        if self.expect(refusals.why_not_settle(self.model, officer, second, self.today), settle_next) is not None:
            month = self.model.to_settle()
            large = [one for number, one in self.model.log.items() if self.model.is_large(number)]
            for one in large:
                one.seen |= officer is not None and one.mark.month == month
            self.model.settle(self.village.now)

    # What is so after every step.

    @invariant()
    def standings_are_the_references(self) -> None:
        year = f"{self.village.now.year}"
        real = {
            head: (one.current_score, one.account.earned, one.spendable, one.account.vetoes, one.rank)
            for head, one in self.village.standings().items()
        }
        ranks = self.model.ranks(year)
        assert real == {
            head: (
                self.model.points(head, self.model.month),
                self.model.earned(head, year),
                0 if vetoes else max(0, self.mall.balances.get((head, int(year)), 0)),
                vetoes,
                ranks[head],
            )
            for head in self.homes
            for vetoes in [self.model.vetoes(head, year)]
        }

    @invariant()
    def months_that_are_over_are_the_references_too(self) -> None:
        assert self.village.scores() == {
            (head, month): self.model.points(head, month)
            for head in self.homes
            for month in self.model.months
            if self.model.takes_part(head, month) or (head, month) in self.model.excused
        }

    @invariant()
    def balances_of_every_year_are_the_references(self) -> None:
        async def ask(store: Store) -> dict[tuple[str, int], int]:
            years = range(FOUNDED.year, self.village.now.year + 1)
            return {
                (head, year): await store.accounts.balance(home.id, year)
                for head, home in self.homes.items()
                for year in years
            }

        real = self.village.does(ask)
        assert real == {place: self.mall.balances.get(place, 0) for place in real}

    @invariant()
    def stock_is_the_references(self) -> None:
        async def ask(store: Store) -> dict[str, Good]:
            return {
                one.name: Good(
                    one.price, one.stock, one.held, one.collected, one.most, 12 if one.per == "year" else 3, one.offered
                )
                for one in await store.inventory.of_unit(UNIT)
            }

        expected = {
            name: dataclasses.replace(good, months=3 if good.most is None else good.months)
            for name, good in self.mall.goods.items()
        }
        assert self.village.sees(ask) == expected

    @invariant()
    def a_closed_year_keeps_its_ranking(self) -> None:
        async def ask(store: Store) -> dict[int, dict[str, tuple[int | None, int, bool]]]:
            found = {}
            for year in range(FOUNDED.year, self.village.now.year + 1):
                if await store.years.find(UNIT, year):
                    honours = await store.years.honours(UNIT, year)
                    took_part = [one for one in honours if one.rounds]
                    found[year] = {one.household.head: (one.rank, one.earned, one.vetoed) for one in took_part}
            return found

        assert self.village.sees(ask) == self.mall.closed

    # What every rule needs.

    @property
    def today(self) -> date:
        return self.village.now.date()

    @property
    def households(self) -> SearchStrategy[str]:
        return st.sampled_from(list(self.homes))

    @property
    def entries(self) -> SearchStrategy[int]:
        """Entries, vetoes and reversals."""
        return latest({*self.model.log, *self.model.undone})

    @property
    def vetoes(self) -> list[int]:
        """Vetoes, whatever became of them."""
        return [number for number, one in self.model.log.items() if one.veto]

    def expect(self, reasons: set[str], work: Callable[[Store], Awaitable[T]]) -> T | None:
        """Do it; or see it refused for one of the reasons, and return None."""
        if not reasons:
            done = self.village.does(work)
            assert done is not None
            return done
        with pytest.raises(Refused) as refusal:
            self.village.does(work)
        assert refusal.value.code in reasons
        return None

    def why_not_score(self, officer: str, household: str, day: date) -> set[str]:
        """Nor in a year that is closed."""
        reasons, month = refusals.why_not_score(self.model, officer, household, day), month_of(day)
        return reasons | ({"year-closed"} if month in self.model.settled and day.year in self.mall.closed else set())

    def officer(self, name: str | None) -> Officer | None:
        return None if name is None else self.officers[name]

    def work(self, store: Store) -> Work:
        return Work(store, self.village.town, UNIT, self.village.now, self.village.new_key())

    def taken_back(self, done: TakenBack, number: int, officer: str) -> None:
        """The reference hears that an entry is taken back, which closes an open case about what it cost."""
        self.model.take_back(number, done.reversed.entry_id, officer, self.village.now)
        self.mall.follow()
        hurt = self.model.log[number].mark.points <= 0
        closed = [one for one in self.model.disputes.values() if one.entry == number and one.open and hurt]
        assert (done.ruled is not None) == bool(closed)
        for one in closed:
            one.open, one.upheld = False, True
            self.decided(one)
            self.mall.follow()

    def decided(self, case: Dispute) -> None:
        """Points that a case held can be spent from this day on."""
        if case.holds:
            self.mall.since[int(self.model.story(case.entry).mark.month[:4])] = self.today

    def _settle_in(self, joined: datetime) -> str:
        head = next(self._heads)
        self.homes[head] = self.village.household(head, joined.date())
        self.model.join(head, month_of(joined))
        return head

    def _stocked(self, name: str, price: int) -> Goods:
        officer = self.officers["周美华"]
        self.mall.goods[name] = Good(price, PIECES)
        restock = Restock(name, price, PIECES)
        return unwrap(self.village.does(lambda store: stock_up(self.work(store), officer, restock)))
