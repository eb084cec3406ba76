"""An entry that an officer decides on: found by its number, and held for the decision."""

from __future__ import annotations

from domain.model.entry import Entry
from domain.model.errors import Refused, certain
from domain.model.people import Household, Officer, check_impartial, check_may_score
from domain.model.round import HouseholdScore
from domain.ports.store import Store
from domain.work import Work


async def to_decide_on(work: Work, officer: Officer, number: int) -> tuple[Entry, Household]:
    """The unit's entry and its household.

    Raises Refused (not-your-role, no-entry, own-household, kin-household).
    """
    check_may_score(officer, work.unit)
    found = await work.store.ledger.get(number)
    if found is None or found[1].unit != work.unit:
        raise Refused("no-entry", entry=number)
    entry, household = found
    check_impartial(officer, household, await work.store.roster.kin(household.id))
    return entry, household


async def hold(store: Store, entry: Entry) -> HouseholdScore:
    """Where its household stands in its round; held, so that of two officers deciding at once one comes after."""
    return certain(await store.scores.lock(entry.household_id, entry.round_id), f"the score of entry {entry.id}")
