"""A household leaves while others act on it: whatever comes first, nothing hangs on one that is gone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from app.ids import pickup_code
from domain.boundary import unwrap
from domain.cases.claims import ClaimForm, file
from domain.entries.award import Award
from domain.entries.recording import record
from domain.households.changing import change, confirm
from domain.households.wanted import Place, Wanted, WantedKind
from domain.mall.redeeming import RedemptionRequest, reserve
from domain.mall.stock import find
from domain.model.entry import Source
from domain.model.errors import Refused
from domain.model.people import Officer
from domain.ports.store import Store
from storage.store import SqlTransactions
from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.village import CHEN, QINWANG, SUN, ZONE, Village

Act = Callable[[Store], Awaitable[object]]


async def at_once(village: Village, *acts: Act) -> list[str]:
    """Each in a transaction of its own, all at the same time; what each is refused for, "" when it is done."""

    async def one(act: Act) -> str:
        try:
            async with SqlTransactions(village.database, ZONE).writing() as store:
                unwrap(await act(store))
        except Refused as refused:
            return refused.code
        return ""

    return list(await asyncio.gather(*map(one, acts)))


def leaving(village: Village, household: int) -> Act:
    async def leave(store: Store) -> object:
        wanted = Wanted(WantedKind.LEAVE, village.now.date(), household=household, reason="搬走")
        return await change(village.work(store), None, wanted)

    return leave


async def test_leaving_and_whatever_else_at_once(mall: Village, homes: Homes) -> None:
    async with mall.transactions.reading() as store:
        officer: Officer = next(one for one in await store.officers.of_unit(QINWANG) if one.name == "周美华")

    async def redeems(store: Store) -> object:
        work = mall.work(store, "race:redeem")
        (soap,) = unwrap(await find(work, "肥皂"))
        return await reserve(work, RedemptionRequest(homes.wang, soap, 1), pickup_code)

    async def claims(store: Store) -> object:
        form = ClaimForm(homes.wang, "献血", None, None, Source.SMS, "race:claim")
        return await file(mall.work(store), None, form)

    async def scores(store: Store) -> object:
        award = Award(homes.wang, "环1", -5, "搭棚", "race:score")
        return await record(mall.work(store), officer, [award])

    left, redeemed, claimed, scored = await at_once(mall, leaving(mall, homes.wang.id), redeems, claims, scores)
    gone = left == ""
    assert gone == (claimed == "household-left")
    assert left in {"", "still-open"}
    assert {redeemed, claimed, scored} <= {"", "household-left"}
    assert await mall.count("households", "left_on IS NOT NULL") == gone
    assert await mall.count("redemptions", "state = 'reserved'") == (not gone and redeemed == "")
    assert await mall.count("claims", "state = 'open'") == (not gone)
    assert await audited(mall) == []


async def test_two_want_the_same_place(village: Village, homes: Homes) -> None:
    def moving(household: int) -> Act:
        async def move(store: Store) -> object:
            wanted = Wanted(WantedKind.MOVE, village.now.date(), household=household, place=Place(QINWANG, 3, 20))
            return await change(village.work(store), None, wanted)

        return move

    village.now += timedelta(days=1)
    outcomes = await at_once(village, moving(homes.wang.id), moving(homes.li.id), moving(homes.zhang.id))
    assert sorted(outcomes) == ["", "place-taken", "place-taken"]
    assert await audited(village) == []


async def test_one_leaves_once(village: Village, homes: Homes) -> None:
    outcomes = await at_once(village, *[leaving(village, homes.wang.id)] * 4)
    assert sorted(outcomes) == ["", "household-left", "household-left", "household-left"]
    assert await village.count("household_changes", "kind = 'left'") == 1


async def test_the_operator_lets_one_leave_for_which_goods_wait(mall: Village, homes: Homes) -> None:
    await mall.says(CHEN, "/dui 3-12 肥皂")
    assert await at_once(mall, leaving(mall, homes.wang.id)) == [""]
    assert await mall.count("redemptions", "state = 'cancelled'") == 1
    assert await audited(mall) == []


async def test_two_officers_agree_at_once_to_the_same(mall: Village, homes: Homes) -> None:
    """Between the wish and the buttons the program was started again; it is done once."""
    asked = await mall.says(CHEN, "/hu 并 3-12 3-13 结婚")
    number = int(asked.button("确认").data.rpartition(":")[2])
    mall.restart()
    async with mall.transactions.reading() as store:
        officers = {one.name: one for one in await store.officers.of_unit(QINWANG)}

    def agreeing(name: str) -> Act:
        async def agree(store: Store) -> object:
            return await confirm(mall.work(store), officers[name], number)

        return agree

    outcomes = await at_once(mall, agreeing("周美华"), agreeing("孙志明"))
    assert sorted(outcomes) == ["", "already-confirmed"]
    assert await mall.count("household_changes", "kind = 'left'") == 1
    assert await mall.count("postings", "kind = 'transfer'") == 2
    assert await audited(mall) == []


async def test_two_specialists_want_another_place_for_one_household(village: Village, homes: Homes) -> None:
    def moving(number: int) -> Act:
        async def move(store: Store) -> object:
            place = Place(QINWANG, 3, number)
            wanted = Wanted(WantedKind.MOVE, village.now.date(), household=homes.wang.id, place=place)
            return await change(village.work(store), None, wanted)

        return move

    assert sorted(await at_once(village, moving(20), moving(20))) == ["", "place-is-so"]
    assert await village.count("household_changes", "kind = 'moved'") == 1
    assert await audited(village) == []


async def test_goods_are_reserved_for_one_that_joins_another_at_that_moment(mall: Village, homes: Homes) -> None:
    async def joins(store: Store) -> object:
        wanted = Wanted(WantedKind.MERGE, mall.now.date(), household=homes.li.id, other=homes.wang.id, reason="结婚")
        return await change(mall.work(store), None, wanted)

    async def redeems(store: Store) -> object:
        work = mall.work(store, "race:redeem")
        (soap,) = unwrap(await find(work, "肥皂"))
        return await reserve(work, RedemptionRequest(homes.wang, soap, 1), pickup_code)

    joined, redeemed = await at_once(mall, joins, redeems)
    assert joined == ""
    assert redeemed in {"", "household-left"}
    assert await mall.count("redemptions", "state = 'reserved'") == 0
    assert await mall.count("goods", "name = '肥皂' AND held = 0 AND stock = 5") == 1
    assert await audited(mall) == []


async def test_a_household_splits_while_its_claim_waits(mall: Village, homes: Homes) -> None:
    """The claim stays with the old household, and so does what comes of it."""
    await mall.texts("+8619900000001", "申报 昨天献血")
    asked = await mall.says(CHEN, "/hu 分 3-12 3-21 王强")
    await mall.presses(SUN, asked.button("确认"))
    assert await mall.count("claims", f"household_id = {homes.wang.id} AND state = 'open'") == 1
    await mall.says(CHEN, "/shen 准 1 志2 2")
    assert await mall.points(homes.wang) == 112
    assert "10月：110/120 分" in (await mall.says(CHEN, "/cha 3-21")).text
    assert await audited(mall) == []
