"""Officers, as the town's supervisors appoint and dismiss them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.boundary import boundary
from domain.model.errors import Refused
from domain.model.people import Household, Officer, Role
from domain.officers.joining import invite
from domain.ports.store import Store
from domain.town.supervising import check_supervisor
from domain.work import Work


@boundary
async def appoint(work: Work, supervisor: Officer, role: Role, name: str, code: str) -> Officer | Refused:
    """Invite somebody with the invitation ``code``; a supervisor appoints no supervisors.

    Refused: supervisor-only, not-your-unit, and as ``domain.officers.joining.invite``.
    """
    _check(supervisor, work.unit)
    if role is Role.SUPERVISOR:
        raise Refused("not-your-role", role=role)
    return await invite(work, role, name, None, code)


@boundary
async def dismiss(work: Work, supervisor: Officer, name: str) -> Sequence[Officer] | Refused:
    """End every role of the unit's officer of that name, open invitations too; the roles ended.

    Refused: supervisor-only, not-your-unit, no-officer.
    """
    _check(supervisor, work.unit)
    return await end_roles(work, name)


@boundary
async def end_roles(work: Work, name: str) -> Sequence[Officer] | Refused:
    """The same by whoever runs the server. Refused: no-officer."""
    found = await _named(work, name)
    for officer in found:
        await work.store.officers.end_role(officer.id, work.now)
    return found


@boundary
async def settle_home(work: Work, supervisor: Officer, name: str, home: Household | None) -> Officer | Refused:
    """Say which household is that officer's own. Refused: supervisor-only, not-your-unit, no-officer."""
    _check(supervisor, work.unit)
    return await set_home(work, name, home)


@boundary
async def set_home(work: Work, name: str, home: Household | None) -> Officer | Refused:
    """That officer acts on neither this household nor its kin from now on; None = lives in none of the unit's.

    Refused: no-officer.
    """
    found = await _named(work, name)
    code = home.code if home else ""
    for officer in found:
        await work.store.officers.set_household(officer.id, code)
    return replace(found[-1], household=code)


async def homes(store: Store, officer: Officer) -> Sequence[Household]:
    """The households that count as the officer's own."""
    if officer.household is None:
        return await store.roster.by_head(officer.unit, officer.name)
    found = await store.roster.by_code(officer.household) if officer.household else None
    return [found] if found else []


async def _named(work: Work, name: str) -> Sequence[Officer]:
    """The roles of that person: within a unit, one name is one person (docs/decisions/0015)."""
    found = await work.store.officers.named(work.unit, name)
    if not found:
        raise Refused("no-officer", name=name)
    return found


def _check(supervisor: Officer, unit: str) -> None:
    check_supervisor(supervisor)
    if not supervisor.serves(unit):
        raise Refused("not-your-unit")
