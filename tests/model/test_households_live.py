"""Households come, split, move, leave, come back and join as hypothesis likes; rounds, points and the audit agree."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis.stateful import initialize, invariant, precondition, rule

from domain.boundary import unwrap
from domain.households.changing import change, confirm
from domain.households.registrar import ChangeOutcome
from domain.households.wanted import Place, Wanted, WantedKind
from domain.ledger.rounds import ensure_current
from domain.model.errors import Refused
from domain.model.people import Role
from domain.model.round import Round
from domain.model.standing import Standing
from domain.ports.store import Store
from domain.settlement.settling import finalise_due, settle, to_settle
from domain.work import Work
from storage.scores import scores_of_unit
from tests.model.audited import Audited
from tests.model.stories import live
from tests.model.village import UNIT, Village, town
from tests.postgres import emptied
from tests.village import at

pytestmark = pytest.mark.long

START = 110
"""What a round begins with by the town's book."""
BEGIN = at("2026-09-01 09:00")
LAST_DAY = date(2026, 12, 28)
places = st.integers(1, 6)
days_back = st.sampled_from([0, 0, 0, 1, 6, 25])


@dataclass
class Home:
    """What the reference knows of a household; ``into``: the one that it left into, with the points that went along."""

    place: int
    joined: date
    left: date | None = None
    into: int | None = None
    carried: int = 0
    balance: int = 0
    scores: dict[str, int | None] = field(default_factory=dict)


def month_of(day: date) -> str:
    return f"{day.year}-{day.month:02}"


class Living(Audited):
    """Two specialists: one changes, the other confirms whatever needs a second officer."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.village = Village(url, town(), BEGIN)
        self.homes: dict[int, Home] = {}
        self.months = ["2026-09"]
        self.settled: set[str] = set()
        self.final: set[str] = set()

    @initialize()
    def somebody_lives_there(self) -> None:
        self.one, self.other = (self.village.officer(name, Role.SPECIALIST) for name in ("林", "顾"))
        for place in (1, 2, 3):
            home = self.village.household(f"户{chr(0x4E00 + place)}", BEGIN.date())
            self.homes[home.id] = Home(place, BEGIN.date(), scores={"2026-09": START})
            self._move_to(home.id, place)

    def _move_to(self, id_: int, place: int) -> None:
        self.village.does(lambda store: store.households.set_place(id_, 1, place))

    @property
    def today(self) -> date:
        return self.village.now.date()

    # What the reference expects.

    def open_from(self, day: date) -> list[str]:
        return [month for month in self.months if month not in self.settled and month >= month_of(day)]

    def settled_day(self, day: date) -> bool:
        """Whether scores of that day stand already."""
        month = month_of(day)
        return month in self.settled and not (month == self.months[-1] and day == self.today)

    def taken(self, place: int) -> bool:
        return any(home.place == place and home.left is None for home in self.homes.values())

    def enters(self, home: Home, day: date) -> None:
        if self.months[-1] in self.settled:
            home.scores.setdefault(self.months[-1], None)
        for month in self.open_from(day):
            home.scores[month] = START

    # What happens.

    def _does(self, wanted: Wanted, refused: dict[str, bool]) -> ChangeOutcome | None:
        """Ask for it, confirm it if need be; refused exactly when the reference says so."""
        reasons = {code for code, holds in refused.items() if holds}

        async def ask(store: Store) -> ChangeOutcome | str:
            result = await change(self._work(store), self.one, wanted)
            return result.code if isinstance(result, Refused) else result  # nothing was written by then

        asked = self.village.does(ask)
        if isinstance(asked, str):
            assert asked in reasons, (asked, reasons)
            return None
        assert not reasons, reasons
        if not asked.proposal:
            return asked
        return unwrap(self.village.does(lambda store: confirm(self._work(store), self.other, asked.proposal)))

    def _work(self, store: Store) -> Work:
        return Work(store, self.village.town, UNIT, self.village.now, self.village.new_key())

    def _day_is_wrong(self, day: date, joined: date | None = None) -> dict[str, bool]:
        return {
            "day-settled": self.settled_day(day),
            "no-round": day < BEGIN.date(),
            "before-joined": joined is not None and day < joined,
        }

    @rule(place=places, back=days_back)
    def one_comes(self, place: int, back: int) -> None:
        day = self.today - timedelta(days=back)
        wanted = Wanted(WantedKind.ADD, day, place=Place(UNIT, 1, place), head="新户")
        done = self._does(wanted, {"place-taken": self.taken(place), **self._day_is_wrong(day)})
        if done is not None:
            home = self.homes[done.household.id] = Home(place, day)
            self.enters(home, day)

    @rule(data=st.data(), place=places)
    def one_splits(self, data: st.DataObject, place: int) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.homes)))
        wanted = Wanted(WantedKind.SPLIT, self.today, household=id_, place=Place(UNIT, 1, place), head="分户")
        done = self._does(
            wanted, {"household-left": self.homes[id_].left is not None, "place-taken": self.taken(place)}
        )
        if done is not None:
            home = self.homes[done.household.id] = Home(place, self.today)
            self.enters(home, self.today)

    @rule(data=st.data(), place=places)
    def one_moves(self, data: st.DataObject, place: int) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.homes)))
        home = self.homes[id_]
        wanted = Wanted(WantedKind.MOVE, self.today, household=id_, place=Place(UNIT, 1, place))
        refused = {
            "household-left": home.left is not None,
            "place-is-so": home.place == place,
            "place-taken": self.taken(place),
        }
        if self._does(wanted, refused) is not None:
            home.place = place

    @rule(data=st.data(), back=days_back)
    def one_leaves(self, data: st.DataObject, back: int) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.homes)))
        home, day = self.homes[id_], self.today - timedelta(days=back)
        wanted = Wanted(WantedKind.LEAVE, day, household=id_, reason="搬走")
        refused = {"household-left": home.left is not None, **self._day_is_wrong(day, home.joined)}
        if self._does(wanted, refused) is not None:
            self._gone(home, day, None)

    def _gone(self, home: Home, day: date, into: int | None) -> None:
        home.left, home.into = day, into
        for month in self.open_from(day):
            if month in home.scores:
                home.scores[month] = None

    @rule(data=st.data(), place=st.none() | places)
    def one_comes_back(self, data: st.DataObject, place: int | None) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.homes)))
        home = self.homes[id_]
        where = place or home.place
        to = Place(UNIT, 1, place) if place else None
        wanted = Wanted(WantedKind.RETURN, self.today, household=id_, place=to)
        done = self._does(wanted, {"not-left": home.left is None, "place-taken": self.taken(where)})
        if done is None:
            return
        home.place, home.left = where, None
        self.enters(home, self.today)
        if home.into is not None:
            back = min(home.carried, max(0, self.homes[home.into].balance))
            self.homes[home.into].balance -= back
            home.balance, home.carried, home.into = home.balance + back, home.carried - back, None

    @rule(data=st.data())
    def two_become_one(self, data: st.DataObject) -> None:
        stays, joins = (data.draw(st.sampled_from(sorted(self.homes))) for _ in range(2))
        home, other = self.homes[stays], self.homes[joins]
        wanted = Wanted(WantedKind.MERGE, self.today, household=stays, other=joins, reason="结婚")
        refused = {
            "same-household": stays == joins,
            "household-left": home.left is not None or other.left is not None,
        }
        if self._does(wanted, refused) is None:
            return
        self._gone(other, self.today, stays)
        many = max(0, other.balance) if home.scores else 0
        other.balance, other.carried, home.balance = other.balance - many, other.carried + many, home.balance + many

    @precondition(lambda self: self.today < LAST_DAY)
    @rule(days=st.sampled_from([1, 3, 9, 20]))
    def time_passes(self, days: int) -> None:
        self.village.now = min(self.village.now + timedelta(days=days), at("2026-12-28 09:00"))
        while self.months[-1] < month_of(self.today):
            self.months.append(f"2026-{int(self.months[-1][5:]) + 1:02}")
            for home in self.homes.values():
                if home.left is None:
                    home.scores[self.months[-1]] = START
        self.village.does(lambda store: ensure_current(store, self.village.town, UNIT, self.village.now))

    @rule()
    def a_month_is_settled(self) -> None:
        async def settles(store: Store) -> Round:
            return unwrap(await settle(self._work(store), None, unwrap(await to_settle(self._work(store)))))

        if self.open_from(BEGIN.date()) and self.open_from(BEGIN.date())[0] < self.months[-1]:
            self.settled.add(self.village.does(settles).period.key)

    @rule()
    def what_is_due_becomes_final(self) -> None:
        for round_ in self.village.does(lambda store: finalise_due(self._work(store))):
            self.final.add(round_.period.key)
            for home in self.homes.values():
                home.balance += home.scores.get(round_.period.key) or 0

    # What is always so.

    @invariant()
    def scores_and_accounts_are_those_of_the_reference(self) -> None:
        async def ask(store: Store) -> dict[int, tuple[int, int, int]]:
            found = {}
            for id_ in self.homes:
                home = await store.roster.by_id(id_)
                account = (await store.standings.of_household(home, 2026)).account
                found[id_] = account.earned, account.balance, home.number
            return found

        accounts = self.village.sees(ask)
        stored = self.village._within(lambda connection: scores_of_unit(connection, UNIT))
        keys = {
            round_.id: round_.period.key for round_ in self.village.sees(lambda store: store.rounds.of_year(UNIT, 2026))
        }
        for id_, home in self.homes.items():
            mine = {keys[round_id]: scores[id_] for round_id, scores in stored.items() if id_ in scores}
            assert mine == home.scores, id_
            earned = sum(home.scores.get(month) or 0 for month in self.settled)
            assert accounts[id_] == (earned, home.balance, home.place), id_

    @invariant()
    def only_those_who_live_there_are_ranked(self) -> None:
        async def ask(store: Store) -> list[tuple[Standing, Standing]]:
            together = await store.standings.of_unit(UNIT, 2026)
            return [(one, await store.standings.of_household(one.household, 2026)) for one in together]

        standings = self.village.sees(ask)
        assert {one.household.id for one, _ in standings} == {id_ for id_, home in self.homes.items() if not home.left}
        for together, alone in standings:
            assert alone == together


def test_households_live_as_the_reference_says(sqlite_template: Path, tmp_path: Path) -> None:
    numbers = itertools.count()

    class OnSqlite(Living):
        def __init__(self) -> None:
            file = tmp_path / f"{next(numbers)}.db"
            shutil.copyfile(sqlite_template, file)
            super().__init__(f"sqlite://{file}")

    live(OnSqlite, examples=25, steps=40)


def test_they_do_on_postgres_too(postgres_url: str) -> None:
    class OnPostgres(Living):
        def __init__(self) -> None:
            asyncio.run(emptied(postgres_url))
            super().__init__(postgres_url)

    live(OnPostgres, examples=4, steps=30)
