"""Months are settled and become final, households are excused from them, and the year is closed."""

from __future__ import annotations

import hypothesis.strategies as st

from domain.boundary import unwrap
from domain.households.excusing import excuse, include
from domain.ledger.rounds import ensure_current
from domain.model.errors import Refused
from domain.model.round import Round
from domain.ports.store import Store
from domain.year.year_end import close
from tests.model import refusals
from tests.model.story import Draw, Story, happening, officers
from tests.model.village import UNIT

anybody = st.none() | officers
"""None is the command line."""


class Rounds(Story):
    """Rounds."""

    @happening()
    def a_month_is_settled(self, draw: Draw) -> None:
        officer = draw(anybody)
        second = draw(anybody)
        self.settle(officer, None if officer is None or second == officer else second)

    @happening()
    def a_household_is_excused(self, draw: Draw) -> None:
        officer = draw(anybody)
        household = draw(self.households)
        back = draw(st.integers(0, 2))
        month = self.model.months[-1 - min(back, len(self.model.months) - 1)]

        async def take_out(store: Store) -> Round | Refused:
            round_ = await self._round(store, month)
            return await excuse(self.work(store), self.officer(officer), round_, self.homes[household], "空关")

        reasons = refusals.why_not_excuse(self.model, officer, household, month, out=True)
        if self.expect(reasons, take_out):
            self.model.excused.add((household, month))

    @happening(lambda self: self.model.excused)
    def a_household_is_back(self, draw: Draw) -> None:
        officer = draw(anybody)
        household = draw(self.households)
        back = draw(st.integers(0, 2))
        month = self.model.months[-1 - min(back, len(self.model.months) - 1)]

        async def take_in(store: Store) -> int | Refused:
            round_ = await self._round(store, month)
            return await include(self.work(store), self.officer(officer), round_, self.homes[household])

        reasons = refusals.why_not_excuse(self.model, officer, household, month, out=False)
        score = self.expect(reasons, take_in)
        if score is not None:
            self.model.excused.remove((household, month))
            assert score == self.model.points(household, month)

    async def _round(self, store: Store, month: str) -> Round:
        await ensure_current(store, self.village.town, UNIT, self.village.now)
        round_ = await store.rounds.find(UNIT, month)
        assert round_ is not None
        return round_

    @happening(lambda self: self.today.month in {12, 1, 2})
    def a_year_is_closed(self, draw: Draw) -> None:
        back = draw(st.integers(0, 1))
        year = self.today.year - back
        reasons = self.mall.why_not_close(year, self.today)
        done = unwrap(self.expect(reasons, lambda store: close(self.work(store), year)))
        if done is not None:
            assert done.froze == (year not in self.mall.closed)
            self.mall.close(year, self.today)
