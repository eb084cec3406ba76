"""Becoming an officer by invitation, and binding a chat group to a unit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.boundary import boundary
from domain.model.appointment import Acting
from domain.model.errors import Refused
from domain.model.people import Invitation, Officer, Role
from domain.ports.store import Store
from domain.work import Work

INVITATION_DAYS = 14
MOST_SPECIALISTS = 2
"""In one unit: section five of the document says one or two."""
MAX_NAME = 30


def hash_code(code: str) -> str:
    """What is kept of an invitation code; spaces, dashes and case do not matter."""
    tidy = "".join(char for char in code.upper() if char.isalnum())
    return hashlib.sha256(tidy.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Joined:
    """What /bang came to.

    ``moved_from`` is the chat that the unit was bound to before; ``groupless``: it has none yet, and this officer may
    bind one. ``ended`` are the roles that this one replaced.
    """

    officer: Officer
    bound: bool
    moved_from: str | None = None
    groupless: bool = False
    ended: tuple[Officer, ...] = ()


@boundary
async def invite(work: Work, role: Role, name: str, household: str | None, code: str) -> Officer | Refused:
    """Store an invitation for ``code``; where nothing is said of the household, what was said of that person before.

    Refused: no-unit, no-household, bad-name, enough-specialists.
    """
    store, unit, units = work.store, work.unit, work.town.units
    if unit not in units and not (role is Role.SUPERVISOR and any(one.startswith(unit) for one in units)):
        raise Refused("no-unit", unit=unit)
    name = name.strip()
    if not (name and name.isprintable() and len(name) <= MAX_NAME):
        raise Refused("bad-name")
    if role is Role.SPECIALIST:
        await _check_room(work, name)
    if household:
        found = await store.roster.by_code(household)
        if found is None:
            raise Refused("no-household", household=household)
    if household is None:
        household = await store.officers.home_of(unit, name)
    number = await store.officers.invite(Invitation(unit, role, name, household, hash_code(code), work.now))
    return Officer(number, unit, role, name, household)


async def _check_room(work: Work, name: str) -> None:
    """Whoever is one already may be invited once more, to be on another chat platform as well."""
    await work.store.rounds.hold(work.unit)
    since = work.now - timedelta(days=INVITATION_DAYS)
    others = set(await work.store.officers.specialists(work.unit, since)) - {name}
    if len(others) >= MOST_SPECIALISTS:
        raise Refused("enough-specialists", most=MOST_SPECIALISTS)


@boundary
async def join(work: Work, code: str, chat_user: str, chat_id: str, private: bool) -> Joined | Refused:
    """Redeem an invitation; in a group that is bound to nothing yet, a specialist or supervisor binds it too.

    Whoever is invited by name to another role of the own unit changes the old one for it.
    Refused: bad-invitation, already-officer, bound-elsewhere.
    """
    store, now = work.store, work.now
    found = await store.officers.invited(hash_code(code))
    if found is None or now - found[1] > timedelta(days=INVITATION_DAYS):
        raise Refused("bad-invitation")
    officer = found[0]
    acting = await store.officers.acting(chat_user, chat_id)
    bound_unit = acting.bound_unit
    if bound_unit is not None and not officer.serves(bound_unit):
        raise Refused("bound-elsewhere", unit=bound_unit)
    ended = tuple(
        earlier
        for earlier in acting.officers
        if (earlier.unit, earlier.name) == (officer.unit, officer.name) and earlier.role is not officer.role
    )
    for earlier in ended:
        await store.officers.end_role(earlier.id, now)
    await _keep_home(store, officer, chat_user)
    await store.officers.join(officer.id, chat_user, now)
    if officer.role is Role.ASSESSOR or bound_unit is not None:
        return Joined(officer, bound=False, ended=ended)
    if private:
        return Joined(officer, bound=False, groupless=await _has_no_group(store, officer), ended=ended)
    return Joined(officer, True, await _bind(store, officer, chat_id, now), ended=ended)


async def _keep_home(store: Store, officer: Officer, chat_user: str) -> None:
    """Whoever comes back under another name, of whose household nothing is known, lives where he lived."""
    if officer.household is not None or await store.roster.by_head(officer.unit, officer.name):
        return
    for earlier in await store.officers.of_account(chat_user, officer.unit):
        namesakes = await store.roster.by_head(officer.unit, earlier.name) if earlier.household is None else []
        code = namesakes[0].code if len(namesakes) == 1 else earlier.household
        if code:
            await store.officers.set_household(officer.id, code)
            return


@boundary
async def bind(work: Work, acting: Acting, chat_id: str, private: bool) -> Joined | Refused:
    """Bind this group to the specialist's unit, or as the supervisors' own.

    Refused: bind-in-group, specialist-only, bound-elsewhere, several-units.
    """
    if private:
        raise Refused("bind-in-group")
    binders = [officer for officer in acting.officers if officer.role is not Role.ASSESSOR]
    if not binders:
        raise Refused("specialist-only")
    if acting.bound_unit is not None:
        own = [officer for officer in binders if officer.serves(acting.bound_unit)]
        if not own:
            raise Refused("bound-elsewhere", unit=acting.bound_unit)
        return Joined(own[0], bound=True)
    if len(binders) > 1:
        raise Refused("several-units")
    return Joined(binders[0], True, await _bind(work.store, binders[0], chat_id, work.now))


async def _has_no_group(store: Store, officer: Officer) -> bool:
    if officer.role is Role.SUPERVISOR:
        return all(prefix != officer.unit for prefix, _ in await store.officers.town_chats())
    return await store.officers.chat_of(officer.unit) is None


async def _bind(store: Store, officer: Officer, chat_id: str, now: datetime) -> str | None:
    """To the specialist's unit, or as the supervisors' own chat; the chat that it was before."""
    if officer.role is Role.SUPERVISOR:
        return await store.officers.bind_town(chat_id, officer.unit, officer.id, now)
    return await store.officers.bind(chat_id, officer.unit, officer.id, now)
