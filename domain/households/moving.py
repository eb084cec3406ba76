"""A household moves 搬 to another place; its code, its points and its file go with it."""

from __future__ import annotations

from domain.households.registrar import ChangeOutcome, Registrar, check_free
from domain.households.wanted import Wanted, place_of
from domain.model.change import ChangeKind
from domain.model.errors import Refused, certain
from domain.model.people import Household


async def check_move(by: Registrar, wanted: Wanted, household: Household) -> None:
    """Raises Refused (place-is-so, place-taken)."""
    certain(wanted.new_place.unit == household.unit, "a move within the unit")
    if wanted.new_place == place_of(household):
        raise Refused("place-is-so", household=household)
    await check_free(by, wanted.new_place)


async def move(by: Registrar, wanted: Wanted, household: Household) -> ChangeOutcome:
    """It lives there now. Former entries stay as they are; the history keeps the former place."""
    place = wanted.new_place
    await by.work.store.households.set_place(household.id, place.group, place.number)
    await by.note(household.id, wanted, ChangeKind.MOVED, str(place_of(household)), str(place))
    return ChangeOutcome(wanted, await by.work.store.roster.by_id(household.id), household)
