"""户档案: everything about one household over the years, in one reading; what shows it is words only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.cases.case import Case
from domain.cases.objecting import find_case
from domain.households.file import HouseholdFile, household_file
from domain.model.account import Posting
from domain.model.claim import Claim
from domain.model.goods import Goods
from domain.model.people import Household
from domain.model.redemption import Redemption
from domain.model.standing import Standing
from domain.pages.record import OwnRound, scored_years, year_rounds
from domain.ports.store import Store
from domain.work import Work

_ALL = 10_000
"""More claims or objections than a household ever has."""


@dataclass(frozen=True, slots=True)
class FileYear:
    """A year in which the household was scored; its rounds with their entries and photos, and its account."""

    year: int
    standing: Standing
    rounds: Sequence[OwnRound]
    postings: Sequence[Posting]


@dataclass(frozen=True, slots=True)
class WholeFile:
    """``file`` is who it is today and everything that changed; all lists are oldest first. ``goods`` by id."""

    file: HouseholdFile
    years: Sequence[FileYear]
    claims: Sequence[Claim]
    cases: Sequence[Case]
    redemptions: Sequence[Redemption]
    goods: Mapping[int, Goods]

    @property
    def household(self) -> Household:
        """Whose it is."""
        return self.file.household


async def whole_file(work: Work, household: Household) -> WholeFile:
    """The household's file as of now, also of one that has left."""
    store = work.store
    cases = await store.objections.of_household(household.id, _ALL)
    return WholeFile(
        file=await household_file(work, household),
        years=[await _year(work, household, year) for year in reversed(await scored_years(work, household))],
        claims=list(reversed(await store.claims.of_household(household.id, _ALL))),
        cases=[await find_case(store, household.unit, one.id) for one in reversed(cases)],
        redemptions=await store.redemptions.of_household(household.id),
        goods=await _goods(store, household),
    )


async def _year(work: Work, household: Household, year: int) -> FileYear:
    store = work.store
    return FileYear(
        year=year,
        standing=await store.standings.of_household(household, year),
        rounds=await year_rounds(work, household, year),
        postings=await store.accounts.postings(household.id, year),
    )


async def _goods(store: Store, household: Household) -> Mapping[int, Goods]:
    return {one.id: one for one in await store.inventory.of_unit(household.unit)}
