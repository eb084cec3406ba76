"""The head 户主 and the phones 电话 of a household."""

from __future__ import annotations

from collections.abc import Sequence

from domain.households.registrar import ChangeOutcome, Registrar, check_head
from domain.households.wanted import Wanted
from domain.model.change import ChangeKind
from domain.model.errors import Refused
from domain.model.people import Household

MOST_PHONES = 6


async def check_rename(_: Registrar, wanted: Wanted, household: Household) -> None:
    """Raises Refused (bad-head, head-is-so)."""
    check_head(wanted.head)
    if wanted.head == household.head:
        raise Refused("head-is-so", household=household)


async def rename(by: Registrar, wanted: Wanted, household: Household) -> ChangeOutcome:
    """Somebody else is the head."""
    await by.work.store.households.set_head(household.id, wanted.head)
    await by.note(household.id, wanted, ChangeKind.HEAD, household.head, wanted.head)
    return ChangeOutcome(wanted, await by.work.store.roster.by_id(household.id), household)


async def check_phones(by: Registrar, wanted: Wanted, household: Household) -> None:
    """The same again is of use for numbers that are set aside. Raises Refused (phones-are-so, too-many-phones)."""
    same = tuple(await by.work.store.households.phones(household.id)) == wanted.phones
    if same and not await by.work.store.failing_numbers.set_aside_of(household.id):
        raise Refused("phones-are-so", household=household)
    if len(wanted.phones) > MOST_PHONES:
        raise Refused("too-many-phones", most=MOST_PHONES)


async def set_phones(by: Registrar, wanted: Wanted, household: Household) -> ChangeOutcome:
    """These are the numbers that its points are told to."""
    before = await by.work.store.households.phones(household.id)
    await by.work.store.households.set_phones(household.id, wanted.phones)
    for phone in wanted.phones:
        await by.work.store.failing_numbers.take_up(phone)
    if tuple(before) != wanted.phones:
        await by.note(household.id, wanted, ChangeKind.PHONES, " ".join(before), " ".join(wanted.phones))
    return await with_phones(by, ChangeOutcome(wanted, household, household))


async def with_phones(by: Registrar, outcome: ChangeOutcome) -> ChangeOutcome:
    """The same with the household's phones, and who else has one of them."""
    phones = tuple(await by.work.store.households.phones(outcome.household.id))
    return ChangeOutcome(
        wanted=outcome.wanted,
        household=outcome.household,
        was=outcome.was,
        other=outcome.other,
        phones=phones,
        scored=outcome.scored,
        sharing=await sharing(by, outcome.household, phones),
    )


async def sharing(by: Registrar, household: Household, phones: Sequence[str]) -> Sequence[Household]:
    """Who else has one of these numbers: whoever texts from it has to name one of them."""
    roster = by.work.store.roster
    others = {home.id: home for phone in phones for home in await roster.by_phone(phone) if home.id != household.id}
    return tuple(others.values())
