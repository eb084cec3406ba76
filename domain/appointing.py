"""Officers, as the town's supervisors appoint and dismiss them."""

from __future__ import annotations

from datetime import datetime

from domain.errors import Refused
from domain.joining import invite
from domain.people import Officer, Role
from domain.ports import Store, Town
from domain.supervising import check_supervisor


async def appoint(
    store: Store, town: Town, supervisor: Officer, unit: str, role: Role, name: str, code: str, now: datetime
) -> None:
    """Invite somebody with the invitation ``code``; a supervisor appoints no supervisors.

    Raises Refused (supervisor-only, not-your-unit, and what ``domain.joining.invite`` raises).
    """
    _check(supervisor, unit)
    if role is Role.SUPERVISOR:
        raise Refused("not-your-role", role=role)
    await invite(store, town, unit, role, name, None, code, now)


async def dismiss(store: Store, supervisor: Officer, unit: str, name: str, now: datetime) -> Officer:
    """End the role of the unit's officer of that name, or withdraw the invitation.

    Raises Refused (supervisor-only, not-your-unit, no-officer, several-officers).
    """
    _check(supervisor, unit)
    found = await store.officers.named(unit, name)
    if not found:
        raise Refused("no-officer", name=name)
    if len(found) > 1:
        raise Refused("several-officers", name=name)
    await store.officers.end_role(found[0].id, now)
    return found[0]


def _check(supervisor: Officer, unit: str) -> None:
    check_supervisor(supervisor)
    if not supervisor.serves(unit):
        raise Refused("not-your-unit")
