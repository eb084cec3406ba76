"""The head 户主 and the phones 电话 of a household."""

from __future__ import annotations

from domain.households.registry import Outcome, Registry, check_head
from domain.households.wanted import Wanted
from domain.model.change import ChangeKind
from domain.model.errors import Refused
from domain.model.people import Household

MOST_PHONES = 6


async def check_rename(_: Registry, wanted: Wanted, household: Household) -> None:
    """Raises Refused (bad-head, head-is-so)."""
    check_head(wanted.head)
    if wanted.head == household.head:
        raise Refused("head-is-so", household=household)


async def rename(registry: Registry, wanted: Wanted, household: Household) -> Outcome:
    """Somebody else is the head."""
    await registry.store.households.set_head(household.id, wanted.head)
    await registry.note(household.id, wanted, ChangeKind.HEAD, household.head, wanted.head)
    return Outcome(wanted, await registry.store.roster.by_id(household.id), household)


async def check_phones(registry: Registry, wanted: Wanted, household: Household) -> None:
    """Raises Refused (phones-are-so, too-many-phones)."""
    if tuple(await registry.store.households.phones(household.id)) == wanted.phones:
        raise Refused("phones-are-so", household=household)
    if len(wanted.phones) > MOST_PHONES:
        raise Refused("too-many-phones", most=MOST_PHONES)


async def set_phones(registry: Registry, wanted: Wanted, household: Household) -> Outcome:
    """These are the numbers that its points are told to."""
    before = await registry.store.households.phones(household.id)
    await registry.store.households.set_phones(household.id, wanted.phones)
    await registry.note(household.id, wanted, ChangeKind.PHONES, " ".join(before), " ".join(wanted.phones))
    return await with_phones(registry, Outcome(wanted, household, household))


async def with_phones(registry: Registry, outcome: Outcome) -> Outcome:
    """The same with the household's phones, and who else has one of them."""
    phones = tuple(await registry.store.households.phones(outcome.household.id))
    others = {
        home.id: home
        for phone in phones
        for home in await registry.store.roster.by_phone(phone)
        if home.id != outcome.household.id
    }
    return Outcome(
        wanted=outcome.wanted,
        household=outcome.household,
        was=outcome.was,
        other=outcome.other,
        phones=phones,
        scored=outcome.scored,
        sharing=tuple(others.values()),
    )
