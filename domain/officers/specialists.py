"""Who stands in for a specialist 管理专员 where none may act on a household, and whether a unit has none left."""

from __future__ import annotations

from collections.abc import Iterable

from domain.model.people import Household, Officer, Role
from domain.ports.store import Store


async def decides(store: Store, officer: Officer, household: Household, kin: tuple[Household, ...]) -> bool:
    """Whether that officer decides about the household as a specialist does."""
    return officer.role is Role.SPECIALIST or not await has_specialist(store, household, kin)


async def has_specialist(store: Store, household: Household, kin: tuple[Household, ...]) -> bool:
    """Whether the unit has a specialist who may act on that household; if not, an assessor may stand in."""
    officers = await store.officers.of_unit(household.unit)
    specialists = [officer for officer in officers if officer.role is Role.SPECIALIST]
    return any(not any(officer.owns(home) for home in (household, *kin)) for officer in specialists)


async def leaves_none(store: Store, ended: Iterable[Officer]) -> bool:
    """Whether the roles that ended leave their unit without any specialist."""
    units = {officer.unit for officer in ended if officer.role is Role.SPECIALIST}
    officers = [officer for unit in units for officer in await store.officers.of_unit(unit)]
    return bool(units) and not any(officer.role is Role.SPECIALIST for officer in officers)
