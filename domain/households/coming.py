"""Households that are new: somebody comes 加, or a household splits 分户."""

from __future__ import annotations

from domain.households.naming import MOST_PHONES, with_phones
from domain.households.registrar import ChangeOutcome, Registrar, check_free, check_head, check_scored_day
from domain.households.scoring import enter_rounds
from domain.households.wanted import Wanted
from domain.model.change import ChangeKind
from domain.model.errors import Refused, certain
from domain.model.people import Household, NewHousehold, check_impartial

_NO_CODE = "-"
"""Nobody's: an officer who lives nowhere here has the code ""."""


async def check_new(by: Registrar, wanted: Wanted, _: Household | None) -> None:
    """Raises Refused (bad-head, place-taken, too-many-phones, day-settled, own-household)."""
    place = wanted.new_place
    check_head(wanted.head)
    await check_free(by, place)
    if len(wanted.phones) > MOST_PHONES:
        raise Refused("too-many-phones", most=MOST_PHONES)
    await check_scored_day(by, wanted.day)
    new = Household(0, _NO_CODE, place.unit, place.group, place.number, wanted.head)
    for officer in filter(None, (by.officer, by.second)):
        check_impartial(officer, new, ())


async def add(by: Registrar, wanted: Wanted, _: Household | None, *, parent: Household | None = None) -> ChangeOutcome:
    """A household comes, out of ``parent`` or from elsewhere; it starts with the round of that day."""
    return await _add(by, wanted, parent)


async def split(by: Registrar, wanted: Wanted, household: Household) -> ChangeOutcome:
    """Part of a household becomes one of its own, with no points; the old one keeps all. The two are kin."""
    outcome = await _add(by, wanted, household)
    kin = await by.work.store.roster.kin(household.id)
    await by.work.store.households.add_kin(outcome.household.id, [household.id, *(home.id for home in kin)])
    return outcome


async def _add(by: Registrar, wanted: Wanted, parent: Household | None) -> ChangeOutcome:
    store, place = by.work.store, wanted.new_place
    code = await store.households.free_code()
    await store.roster.add([NewHousehold(code, place.unit, place.group, place.number, wanted.head, wanted.day)])
    new = certain(await store.roster.by_code(code), "the new household")
    parent_id = parent.id if parent else None
    await by.note(new.id, wanted, ChangeKind.CAME, "", str(place), parent_id)
    await by.note(new.id, wanted, ChangeKind.HEAD, "", wanted.head)
    if wanted.phones:
        await store.households.set_phones(new.id, wanted.phones)
        await by.note(new.id, wanted, ChangeKind.PHONES, "", " ".join(wanted.phones))
    scored = await enter_rounds(by, new, wanted.day)
    return await with_phones(by, ChangeOutcome(wanted, new, None, parent, scored=tuple(scored)))
