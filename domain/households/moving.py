"""A household moves 搬 to another place; its code, its points and its file go with it."""

from __future__ import annotations

from domain.households.registrar import ChangeOutcome, Registrar, check_free
from domain.households.wanted import Wanted, place_of
from domain.model.change import ChangeKind
from domain.model.errors import Refused
from domain.model.people import Household


async def check_move(by: Registrar, wanted: Wanted, household: Household) -> None:
    """Raises Refused (place-is-so, place-taken)."""
    if wanted.place is None or wanted.place.unit != household.unit:
        raise LookupError("a move to nowhere, or to another unit")
    if wanted.place == place_of(household):
        raise Refused("place-is-so", household=household)
    await check_free(by, wanted.place)


async def move(by: Registrar, wanted: Wanted, household: Household) -> ChangeOutcome:
    """It lives there now. Former entries stay as they are; the history keeps the former place."""
    if wanted.place is None:
        raise LookupError("a move to nowhere")
    place = wanted.place
    await by.work.store.households.set_place(household.id, place.group, place.number)
    await by.note(household.id, wanted, ChangeKind.MOVED, str(place_of(household)), str(place))
    return ChangeOutcome(wanted, await by.work.store.roster.by_id(household.id), household)
