"""Links to a household's own page and to the town's: who holds one may look, until it ends.

A household's link ends with the rulebook's days, when the same number asks for another, when the number is taken out of
the file or the household leaves. A supervisor's ends with its days, by another, or with the role. Of the token only the
hash is kept.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.boundary import boundary
from domain.model.errors import Refused
from domain.model.page_link import NewLink, PageLink
from domain.model.people import Household, Officer, Role
from domain.ports.store import Store
from domain.town.supervising import check_supervisor
from domain.work import Work

TOWN_DAYS = 30
"""How many days a supervisor's link is good for; the button under /jian gives another."""


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def household_link(work: Work, household: Household, phone: str | None, token: str) -> NewLink:
    """The link that ``token`` will be; it is good once it is stored."""
    until = work.now + timedelta(days=work.about(household.unit).policy.page_days)
    return NewLink(hash_of(token), work.now, until, household_id=household.id, phone=phone)


async def give_household(work: Work, household: Household, phone: str | None, token: str) -> NewLink:
    """Make ``token`` the link to the household's page, for the number that asked (None: handed over on paper)."""
    link = household_link(work, household, phone, token)
    await work.store.page_links.replace(link)
    return link


@boundary
async def give_supervisor(work: Work, officer: Officer, token: str) -> NewLink | Refused:
    """Make ``token`` the supervisor's link to the town's page. Refused: supervisor-only."""
    check_supervisor(officer)
    until = work.now + timedelta(days=TOWN_DAYS)
    link = NewLink(hash_of(token), work.now, until, officer_id=officer.id)
    await work.store.page_links.replace(link)
    return link


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A link that is good, and whose page it opens."""

    link: PageLink
    household: Household


async def open_household(store: Store, token: str, now: datetime) -> OpenedLink | None:
    """The household whose page that token opens; None for one that was never given out, or has ended."""
    link = await store.page_links.find(hash_of(token), now)
    if link is None or link.household_id is None:
        return None
    household = await store.roster.by_id(link.household_id)
    if household.left is not None or (link.phone and link.phone not in await store.roster.phones(household.id)):
        return None
    return OpenedLink(link, household)


async def open_town(store: Store, token: str, now: datetime) -> Officer | None:
    """The supervisor whose page that token opens; None for one that was never given out, or has ended."""
    link = await store.page_links.find(hash_of(token), now)
    officer = await store.officers.by_id(link.officer_id) if link and link.officer_id else None
    return officer if officer and officer.role is Role.SUPERVISOR else None
