"""A village lives through whatever hypothesis thinks of; after every step the reference and the audit agree.

To let more happen: a rule here (a few lines: ask the reference whether it must be refused, do it, tell the reference),
what follows from it in ``reference.py``, and an invariant if there is a new figure to compare.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import hypothesis.strategies as st
import pytest
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)

from domain.card import card
from domain.entry import Source
from domain.errors import Refused
from domain.people import Household, Role
from domain.ports import Round, Store
from domain.recording import Award, record
from domain.reversing import reverse
from domain.rounds import ensure_current
from domain.settling import finalise_due, settle, to_settle
from domain.vetoing import confirm, propose
from tests.model.reference import Logged, Mark, Model, item_points, month_of
from tests.model.stories import live
from tests.model.village import UNIT, ZONE, Village
from tests.postgres import emptied

FOUNDED = datetime(2026, 10, 5, 9, tzinfo=ZONE)
OFFICERS = {"陈国强": Role.SPECIALIST, "周美华": Role.SPECIALIST, "孙志明": Role.ASSESSOR}
ITEMS = ("环1", "环4", "文2", "志2")
"""Two obligations and two merits: few, so that their caps are met."""
T = TypeVar("T")

officers = st.sampled_from(sorted(OFFICERS))
Number = MultipleResults[int] | int


class VillageYear(RuleBasedStateMachine):
    """秦望村 from October on, over the end of the year. 陈国强 is the first household, and the second is his kin."""

    entries: Bundle[int] = Bundle("entries")
    vetoes: Bundle[int] = Bundle("vetoes")
    households: Bundle[str] = Bundle("households")

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._heads = (f"户{number}" for number in itertools.count(1))

    @initialize(target=households, average=st.booleans())
    def found(self, average: bool) -> MultipleResults[str]:
        self.village = Village(self._url, "average" if average else "sum", FOUNDED)
        self.homes: dict[str, Household] = {}
        self.model = Model(self.village.town.current(UNIT).book, [month_of(FOUNDED)], average=average)
        first, second, third = (self._settle(FOUNDED) for _ in range(3))
        self.village.kin(self.homes[first], self.homes[second])
        own = {"陈国强": self.homes[first].code}
        self.officers = {name: self.village.officer(name, role, own.get(name, "")) for name, role in OFFICERS.items()}
        self.model.specialists = {name for name, role in OFFICERS.items() if role is Role.SPECIALIST}
        self.model.near = {("陈国强", first), ("陈国强", second)}
        return multiple(first, second, third)

    def teardown(self) -> None:
        self.village.close()

    # What happens.

    @rule(target=households, days=st.sampled_from([0, 0, 20, 40]))
    def a_household_joins(self, days: int) -> str:
        return self._settle(self.village.now + timedelta(days=days))

    @rule(hours=st.sampled_from([1, 25, 24 * 20, 24 * 70]))
    def time_passes(self, hours: int) -> None:
        self.village.now += timedelta(hours=hours)
        self.model.pass_to(self.village.now)

    @rule(
        target=entries,
        officer=officers,
        household=households,
        item=st.sampled_from(ITEMS),
        points=st.integers(-4, 4).filter(bool),
    )
    def points_are_logged(self, officer: str, household: str, item: str, points: int) -> Number:
        award = Award(self.homes[household], item, points, "", self.village.new_key(), repeat=True)
        done = self._expect(
            self.model.why_not_score(officer, household),
            lambda store: record(
                store, self.village.town, UNIT, self.officers[officer], [award], Source.CHAT, self.village.now
            ),
        )
        if done is None:
            return multiple()
        mark = Mark(household, self.model.month, item, points)
        self.model.log[done[0].entry_id] = Logged(mark, officer, self.village.now)
        assert done[0].round_score == self.model.points(household, self.model.month)
        return done[0].entry_id

    @rule(target=vetoes, officer=officers, household=households)
    def a_veto_is_proposed(self, officer: str, household: str) -> Number:
        home, key, now = self.homes[household], self.village.new_key(), self.village.now
        done = self._expect(
            self.model.why_not_log(officer, household),
            lambda store: propose(
                store, self.village.town, UNIT, self.officers[officer], home, "否2", "酒驾", key, Source.CHAT, now
            ),
        )
        if done is None:
            return multiple()
        mark = Mark(household, self.model.month, "否2", 0)
        self.model.log[done.entry.id] = Logged(mark, officer, now, veto=True)
        return done.entry.id

    @rule(officer=officers, number=vetoes)
    def a_veto_is_confirmed(self, officer: str, number: int) -> None:
        done = self._expect(
            self.model.why_not_confirm(number, officer),
            lambda store: confirm(store, UNIT, self.officers[officer], number, self.village.now),
        )
        if done is not None:
            self.model.log[number].confirmed = True

    @rule(target=entries, officer=officers, number=st.one_of(entries, vetoes))
    def an_entry_is_taken_back(self, officer: str, number: int) -> Number:
        key, now = self.village.new_key(), self.village.now
        done = self._expect(
            self.model.why_not_take_back(number, officer, now),
            lambda store: reverse(store, UNIT, self.officers[officer], number, "记错", key, Source.CHAT, now),
        )
        if done is None:
            return multiple()
        self.model.take_back(number, by=done.entry_id)
        return done.entry_id

    @rule(officer=officers)
    def a_month_is_settled(self, officer: str) -> None:
        async def settle_next(store: Store) -> Round:
            await ensure_current(store, self.village.town, UNIT, self.village.now)
            return await settle(store, await to_settle(store, UNIT), self.village.now, self.officers[officer])

        if self._expect(self.model.why_not_settle(officer), settle_next) is not None:
            self.model.settle(self.village.now)

    @rule()
    def the_calendar_is_looked_at(self) -> None:
        self.village.does(lambda store: finalise_due(store, UNIT, self.village.now))
        self.model.look_at_the_calendar(self.village.now)

    # What anybody sees at any time.

    @rule(household=households)
    def a_card_shows_every_item(self, household: str) -> None:
        shown = self.village.does(lambda store: card(store, self.village.town, self.homes[household], self.village.now))
        marks = self.model.marks(household, self.model.month)
        expected = {code: item_points(self.model.book, code, marks) for code in self.model.book.items}
        takes_part = self.model.takes_part(household, self.model.month)
        assert (shown.score.items if shown.score else None) == (expected if takes_part else None)

    @invariant()
    def standings_are_the_references(self) -> None:
        year = f"{self.village.now.year}"
        real = {
            head: (one.current_score, one.account.earned, one.spendable, one.account.vetoes, one.rank)
            for head, one in self.village.standings().items()
        }
        assert real == {
            head: (
                self.model.points(head, self.model.month),
                self.model.earned(head, year),
                self.model.spendable(head, year),
                self.model.vetoes(head, year),
                self.model.rank(head, year),
            )
            for head in self.homes
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
    def the_audit_finds_nothing(self) -> None:
        assert self.village.deviations() == []

    def _settle(self, joined: datetime) -> str:
        head = next(self._heads)
        self.homes[head] = self.village.household(head, joined.date())
        self.model.join(head, month_of(joined))
        return head

    def _expect(self, reasons: set[str], work: Callable[[Store], Awaitable[T]]) -> T | None:
        """Do it; or see it refused for one of the reasons, and return None."""
        if not reasons:
            return self.village.does(work)
        with pytest.raises(Refused) as refusal:
            self.village.does(work)
        assert refusal.value.code in reasons
        return None


def test_the_village_and_the_reference_agree_whatever_happens(sqlite_template: Path, tmp_path: Path) -> None:
    numbers = itertools.count()

    class OnSqlite(VillageYear):
        def __init__(self) -> None:
            file = tmp_path / f"{next(numbers)}.db"
            shutil.copyfile(sqlite_template, file)
            super().__init__(f"sqlite://{file}")

    live(OnSqlite, examples=20, steps=25)


def test_they_agree_on_postgres_too(postgres_url: str) -> None:
    class OnPostgres(VillageYear):
        def __init__(self) -> None:
            asyncio.run(emptied(postgres_url))
            super().__init__(postgres_url)

    live(OnPostgres, examples=8, steps=25)
