"""``domain.ports.officers.Officers``: invitations, roles and bound chats."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from domain.model.appointment import Acting
from domain.model.delivery import Draft, Queue
from domain.model.errors import Refused
from domain.model.message import Prompt
from domain.model.people import Invitation, Officer, Role
from domain.ports.store import Store
from tests.sms.village import JIANNONG, QINWANG, Village

USER, GROUP, OTHER_GROUP = "telegram:7", "telegram:-100", "telegram:-200"


@pytest.fixture
async def store(village: Village) -> AsyncIterator[Store]:
    async with village.transactions.writing() as opened:
        yield opened


async def invite(village: Village, store: Store, code: str, unit: str = QINWANG) -> int:
    invitation = Invitation(unit, Role.ASSESSOR, "孙志明", "10008", code, village.now)
    return await store.officers.invite(invitation)


async def join(village: Village, store: Store, code: str, unit: str = QINWANG, user: str = USER) -> Officer:
    number = await invite(village, store, code, unit)
    await store.officers.join(number, user, village.now)
    return Officer(number, unit, Role.ASSESSOR, "孙志明", "10008")


async def test_an_invitation_is_open_until_it_is_taken(village: Village, store: Store) -> None:
    number = await invite(village, store, "hash")
    invited = Officer(number, QINWANG, Role.ASSESSOR, "孙志明", "10008")
    assert await store.officers.invited("hash") == (invited, village.now)
    assert await store.officers.invited("other") is None
    assert invited not in await store.officers.of_unit(QINWANG)
    await store.officers.join(number, USER, village.now)
    assert await store.officers.invited("hash") is None
    assert invited in await store.officers.of_unit(QINWANG)


async def test_nobody_joins_a_unit_twice(village: Village, store: Store) -> None:
    await join(village, store, "one")
    with pytest.raises(Refused, match="already-officer"):
        await join(village, store, "two")


async def test_one_person_may_serve_two_units(village: Village, store: Store) -> None:
    both = {await join(village, store, "one"), await join(village, store, "two", JIANNONG)}
    assert set((await store.officers.acting(USER, GROUP)).officers) == both


async def test_who_comes_back_is_known_by_the_account_or_by_the_name_in_the_unit(
    village: Village, store: Store
) -> None:
    first = await join(village, store, "one")
    await store.officers.end(USER, QINWANG, village.now)
    again = await join(village, store, "two")
    other_account = await invite(village, store, "three")
    elsewhere = await join(village, store, "four", JIANNONG)
    namesake_elsewhere = await join(village, store, "five", JIANNONG, user="wecom:sun")
    own_ids = await store.officers.ids_of_person(again.id)
    assert own_ids == {first.id, again.id, other_account, elsewhere.id}
    assert namesake_elsewhere.id not in own_ids


async def test_of_many_who_take_one_invitation_one_joins(village: Village) -> None:
    async with village.transactions.writing() as store:
        number = await invite(village, store, "hash")

    async def take(user: str) -> str:
        try:
            async with village.transactions.writing() as store:
                await store.officers.join(number, user, village.now)
        except Refused as refused:
            return refused.code
        return "joined"

    assert sorted(await asyncio.gather(*(take(f"telegram:{user}") for user in range(1, 5)))) == [
        "bad-invitation"
    ] * 3 + ["joined"]


async def test_a_stranger_in_an_unknown_chat_is_nobody(store: Store) -> None:
    assert await store.officers.acting(USER, GROUP) == Acting(None, ())


async def test_who_leaves_ends_every_role_in_that_unit_only(village: Village, store: Store) -> None:
    here, there = await join(village, store, "one"), await join(village, store, "two", JIANNONG)
    assert await store.officers.end(USER, QINWANG, village.now) == [here]
    assert await store.officers.end(USER, QINWANG, village.now) == []
    assert (await store.officers.acting(USER, GROUP)).officers == (there,)
    assert here not in await store.officers.of_unit(QINWANG)
    again = await join(village, store, "three")
    assert set((await store.officers.acting(USER, GROUP)).officers) == {there, again}


async def test_a_unit_has_one_chat_and_a_chat_one_unit(village: Village, store: Store) -> None:
    officer = village.assessor.id
    assert await store.officers.bind(GROUP, QINWANG, officer, village.now) is None
    assert await store.officers.bind(GROUP, QINWANG, officer, village.now) is None
    assert (await store.officers.acting(USER, GROUP)).bound_unit == QINWANG
    assert await store.officers.bind(OTHER_GROUP, QINWANG, officer, village.now) == GROUP
    assert (await store.officers.acting(USER, GROUP)).bound_unit is None
    assert await store.officers.bind(OTHER_GROUP, JIANNONG, officer, village.now) is None
    assert await store.officers.chat_of(QINWANG) is None
    assert await store.officers.chat_of(JIANNONG) == OTHER_GROUP


async def test_a_group_that_moves_takes_its_unit_its_questions_and_its_messages_along(
    village: Village, store: Store
) -> None:
    await store.officers.bind(GROUP, QINWANG, village.assessor.id, village.now)
    await store.prompts.ask(Prompt("token", "kind", None, GROUP, {}, village.now))
    await store.post.post([Draft(Queue.CHAT, GROUP, {}, "k1"), Draft(Queue.CHAT, "5", {}, "k2")], village.now)
    await store.officers.chat_moved(GROUP, OTHER_GROUP)
    assert (await store.officers.acting(USER, OTHER_GROUP)).bound_unit == QINWANG
    assert (await store.officers.acting(USER, GROUP)).bound_unit is None
    prompt = await store.prompts.get("token")
    assert prompt is not None
    assert prompt.chat_id == OTHER_GROUP


async def test_a_move_of_an_unbound_group_or_of_one_that_is_known_by_its_new_name_binds_nothing_twice(
    village: Village, store: Store
) -> None:
    await store.officers.chat_moved(GROUP, OTHER_GROUP)
    assert await store.officers.chat_of(QINWANG) is None
    await store.officers.bind(OTHER_GROUP, QINWANG, village.assessor.id, village.now + timedelta(hours=1))
    await store.officers.chat_moved(GROUP, OTHER_GROUP)
    assert await store.officers.chat_of(QINWANG) == OTHER_GROUP
