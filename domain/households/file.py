"""A household's file 户档案 as it stands: who it is, its year, what its file holds, and everything that changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from domain.ledger.rounds import ensure_current
from domain.model.change import Change, FileCounts
from domain.model.people import Household
from domain.model.redemption import Redemption
from domain.model.round import HouseholdScore
from domain.model.standing import Standing
from domain.ports.store import Store
from domain.work import Work

_LOOKED_AT = 200
"""Entries, the last ones."""


@dataclass(frozen=True, slots=True)
class HouseholdFile:
    """``rounds`` are those of the year, oldest first; ``excused`` says why it takes no part until further notice.

    ``set_aside`` are those of its phones to which no texts go, as two running failed there. ``photographed``: its last
    entries that photos show, or how it looks since they were put right, the newest first.
    """

    household: Household
    joined: date
    phones: Sequence[str]
    set_aside: Collection[str]
    kin: Sequence[Household]
    standing: Standing
    rounds: Sequence[HouseholdScore]
    excused: str | None
    waiting: Sequence[Redemption]
    tally: FileCounts
    history: Sequence[Change]
    photographed: Sequence[int]


async def household_file(work: Work, household: Household) -> HouseholdFile:
    """Read a household's file as of now; that of one that has left shows the year in which it left."""
    store = work.store
    await ensure_current(store, work.town, household.unit, work.now)
    year = household.left.year if household.left else work.now.year
    return HouseholdFile(
        household=household,
        joined=await store.households.joined(household.id),
        phones=await store.households.phones(household.id),
        set_aside=await store.failing_numbers.set_aside_of(household.id),
        kin=await store.roster.kin(household.id),
        standing=await store.standings.of_household(household, year),
        rounds=await store.scores.of_household(household.id, year),
        excused=await store.households.long_excuse(household.id),
        waiting=await store.redemptions.reserved(household.id),
        tally=await store.households.tally(household.id),
        history=await store.households.history(household.id),
        photographed=await _photographed(store, household),
    )


async def _photographed(store: Store, household: Household) -> list[int]:
    entries = await store.ledger.latest(household.id, _LOOKED_AT)
    put_right = await store.rectifications.of_entries([entry.id for entry in entries])
    return [entry.id for entry in entries if entry.evidence_id is not None or entry.id in put_right]
