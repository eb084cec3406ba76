"""The second officer 第二人, without whom some things are not done (design part 3, point 9)."""

from __future__ import annotations

from collections.abc import Sequence

from domain.model.errors import Refused
from domain.model.people import SCORING_ROLES, Household, Officer
from domain.ports.store import Store


async def proposer_of(store: Store, officer_id: int, second: Officer) -> Officer:
    """Whoever proposed it, still in office and somebody else. Raises Refused (second-needed, stale-button)."""
    if officer_id in await store.officers.ids_of_person(second.id):
        raise Refused("second-needed")
    proposer = await store.officers.by_id(officer_id)
    if proposer is None:
        raise Refused("stale-button")
    return proposer


async def possible_seconds(store: Store, proposer: Officer, household: Household) -> Sequence[Officer]:
    """The unit's officers who may confirm what the proposer wants about that household."""
    homes = (household, *await store.roster.kin(household.id))
    own_ids = await store.officers.ids_of_person(proposer.id)
    return [
        officer
        for officer in await store.officers.of_unit(household.unit)
        if officer.role in SCORING_ROLES and officer.id not in own_ids and not any(map(officer.owns, homes))
    ]
