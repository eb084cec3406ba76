"""Officers, as the town's supervisors appoint and dismiss them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.model.errors import Refused
from domain.model.people import Household, Officer, Role
from domain.officers.joining import invite
from domain.ports.store import Store
from domain.ports.town import Town
from domain.town.supervising import check_supervisor


async def appoint(
    store: Store, town: Town, supervisor: Officer, unit: str, role: Role, name: str, code: str, now: datetime
) -> Officer:
    """Invite somebody with the invitation ``code``; a supervisor appoints no supervisors.

    Raises Refused (supervisor-only, not-your-unit, and what ``domain.officers.joining.invite`` raises).
    """
    _check(supervisor, unit)
    if role is Role.SUPERVISOR:
        raise Refused("not-your-role", role=role)
    return await invite(store, town, unit, role, name, None, code, now)


async def dismiss(store: Store, supervisor: Officer, unit: str, name: str, now: datetime) -> Sequence[Officer]:
    """End every role of the unit's officer of that name, open invitations too; the roles ended.

    Raises Refused (supervisor-only, not-your-unit, no-officer).
    """
    _check(supervisor, unit)
    return await end_roles(store, unit, name, now)


async def end_roles(store: Store, unit: str, name: str, now: datetime) -> Sequence[Officer]:
    """The same by whoever runs the server. Raises Refused("no-officer")."""
    found = await _named(store, unit, name)
    for officer in found:
        await store.officers.end_role(officer.id, now)
    return found


async def settle_home(store: Store, supervisor: Officer, unit: str, name: str, home: Household | None) -> Officer:
    """Say which household is that officer's own. Raises Refused (supervisor-only, not-your-unit, no-officer)."""
    _check(supervisor, unit)
    return await set_home(store, unit, name, home)


async def set_home(store: Store, unit: str, name: str, home: Household | None) -> Officer:
    """That officer acts on neither this household nor its kin from now on; None = lives in none of the unit's.

    Raises Refused("no-officer").
    """
    found = await _named(store, unit, name)
    code = home.code if home else ""
    for officer in found:
        await store.officers.set_household(officer.id, code)
    return replace(found[-1], household=code)


async def homes(store: Store, officer: Officer) -> Sequence[Household]:
    """The households that count as the officer's own."""
    if officer.household is None:
        return await store.roster.by_head(officer.unit, officer.name)
    found = await store.roster.by_code(officer.household) if officer.household else None
    return [found] if found else []


async def _named(store: Store, unit: str, name: str) -> Sequence[Officer]:
    """The roles of that person: within a unit, one name is one person (docs/decisions/0015)."""
    found = await store.officers.named(unit, name)
    if not found:
        raise Refused("no-officer", name=name)
    return found


def _check(supervisor: Officer, unit: str) -> None:
    check_supervisor(supervisor)
    if not supervisor.serves(unit):
        raise Refused("not-your-unit")
