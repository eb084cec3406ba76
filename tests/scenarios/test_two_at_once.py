"""Two do something about the same thing at once: it is done once, and whoever comes second hears what stands."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from domain.boundary import unwrap
from domain.cases.case import Ruling
from domain.cases.deciding import Approval, approve, to_decide
from domain.cases.ruling import rule
from domain.cases.withdrawing import Withdrawal, withdraw
from domain.model.errors import Refused
from domain.model.people import Officer
from domain.model.round import Round
from domain.settlement.round_seconds import agree
from domain.settlement.settling import finalise, settle
from domain.work import Work
from sms.wording.villager_texts import SmsVillagerTexts
from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import LI_PHONE, disputed, settled
from tests.village import CHEN, QINWANG, Village, at

Act = Callable[[Work], Awaitable[object]]
TEXTS = SmsVillagerTexts()


async def within(village: Village, act: Act, key: str) -> str:
    """In a transaction of its own; what it is refused for, "" when it is done."""
    try:
        async with village.transactions.writing() as store:
            unwrap(await act(village.work(store, key)))
    except Refused as refused:
        return refused.code
    return ""


async def second_of(village: Village, first: Act, second: Act) -> str:
    """The second begins when all of the first is done, but not yet committed; what it is refused for."""
    async with village.transactions.writing() as store:
        unwrap(await first(village.work(store, "first")))
        waiting = asyncio.create_task(within(village, second, "second"))
        await asyncio.wait([waiting], timeout=0.1)
    return await waiting


async def officer(village: Village, name: str) -> Officer:
    async with village.transactions.reading() as store:
        return next(one for one in await store.officers.of_unit(QINWANG) if one.name == name)


async def round_of(work: Work, key: str) -> Round:
    found = await work.store.rounds.find(QINWANG, key)
    assert found is not None
    return found


async def settling(work: Work) -> object:
    return await settle(work, None, await round_of(work, "2026-09"))


def finalising(key: str) -> Act:
    async def act(work: Work) -> object:
        return await finalise(work, await round_of(work, key))

    return act


async def test_a_round_is_settled_once(village: Village) -> None:
    village.now = at("2026-10-01 09:00")
    assert await second_of(village, settling, settling) == "round-not-open"
    assert await village.count("seals") == 1
    assert await audited(village) == []


async def test_a_round_becomes_final_once(village: Village, homes: Homes) -> None:
    village.now = at("2026-10-01 09:00")
    await settled(village)
    village.now = at("2026-10-08 00:00")
    assert await second_of(village, finalising("2026-09"), finalising("2026-09")) == ""
    assert (await village.standing(homes.li)).spendable == 110
    assert await audited(village) == []


async def test_two_agree_to_settle_early(village: Village) -> None:
    village.now = at("2026-09-29 09:00")
    preview = await village.says(CHEN, "/jie")
    wish = await village.presses(CHEN, preview.button("提前结算"))
    number = int(wish.button("确认").data.rpartition(":")[2])
    zhou, sun = await officer(village, "周美华"), await officer(village, "孙志明")
    told = await second_of(village, lambda work: agree(work, zhou, number), lambda work: agree(work, sun, number))
    assert told == "round-agreed"
    assert await village.count("seals") == 1
    assert await audited(village) == []


async def test_a_settling_is_taken_back_while_the_round_becomes_final(
    village: Village, homes: Homes, tmp_path: Path
) -> None:
    village.revise(tmp_path, "withdraw_hours = 24 ", "withdraw_hours = 720 ")
    village.now = at("2026-11-02 09:00")
    await village.points(homes.li)
    for key in ("2026-09", "2026-10"):
        await settled(village, key)
    village.now = at("2026-11-09 09:00")
    wish = await village.says(CHEN, "/jie 撤 10月 漏了两户")
    number = int(wish.button("确认").data.rpartition(":")[2])
    sun = await officer(village, "孙志明")
    told = await second_of(village, finalising("2026-10"), lambda work: agree(work, sun, number))
    assert told == "withdraw-final"
    assert await audited(village) == []


async def test_a_claim_is_withdrawn_while_it_is_approved(village: Village, homes: Homes) -> None:
    await village.texts(LI_PHONE, "申报 献血")
    chen = await officer(village, "陈国强")

    async def approving(work: Work) -> object:
        claim = unwrap(await to_decide(work, chen, 1))
        return await approve(work, chen, Approval(claim, "志2", 2), TEXTS)

    async def withdrawing(work: Work) -> object:
        return await withdraw(work, [homes.li], Withdrawal(1))

    assert await second_of(village, approving, withdrawing) == "not-waiting"
    assert await village.points(homes.li) == 112
    assert await audited(village) == []


def ruling(chen: Officer) -> Act:
    return lambda work: rule(work, chen, 1, Ruling(uphold=False, reason="有照片"), TEXTS)


async def test_an_objection_is_withdrawn_while_it_is_decided(village: Village, homes: Homes) -> None:
    await disputed(village)
    chen = await officer(village, "陈国强")

    async def withdrawing(work: Work) -> object:
        return await withdraw(work, [homes.li], Withdrawal(1))

    assert await second_of(village, ruling(chen), withdrawing) == "not-waiting"
    assert await village.count("objections", "state = 'dismissed'") == 1
    assert await audited(village) == []


async def test_an_objection_is_decided_while_it_is_withdrawn(village: Village, homes: Homes) -> None:
    await disputed(village)
    chen = await officer(village, "陈国强")

    async def withdrawing(work: Work) -> object:
        return await withdraw(work, [homes.li], Withdrawal(1))

    assert await second_of(village, withdrawing, ruling(chen)) == "objection-decided"
    assert await village.count("objections", "state = 'withdrawn'") == 1
    assert await audited(village) == []
