"""兑换 all at once: nothing is promised twice, on either database."""

from __future__ import annotations

import asyncio
from collections import Counter as Counts
from datetime import date, timedelta

from app.ids import pickup_code
from domain.boundary import unwrap
from domain.mall.redeeming import RedemptionRequest, cancel, collect, reserve, to_end
from domain.mall.stock import find
from domain.model.account import PostingKind
from domain.model.errors import Refused
from domain.model.people import Household
from storage.roster import SqlRoster
from storage.store import SqlTransactions
from tests.scenarios.conftest import Homes
from tests.scenarios.shopping import LI_PHONE, code_in, four_digits, spendable
from tests.village import CHEN, QINWANG, ZONE, Village


async def test_twenty_want_the_last_bag_and_one_gets_it(mall: Village) -> None:
    await mall.says(CHEN, "/wu 加 香油 60 1")
    homes = [await mall.household(7, number, f"户{number}", joined=date(2026, 9, 1)) for number in range(1, 21)]
    async with mall.transactions.writing() as store:
        for home in homes:
            assert await store.accounts.post(home.id, 2026, PostingKind.CORRECTION, 100, f"gift:{home.id}", mall.now)

    async def one(home: Household) -> str:
        transactions = SqlTransactions(mall.database, ZONE)
        try:
            async with transactions.writing() as store:
                work = mall.work(store, f"race:{home.id}")
                (goods,) = unwrap(await find(work, "香油"))
                unwrap(await reserve(work, RedemptionRequest(home, goods, 1), pickup_code))
        except Refused as refused:
            return refused.code
        return "reserved"

    outcomes = Counts(await asyncio.gather(*map(one, homes)))
    assert outcomes == {"reserved": 1, "not-enough-stock": 19}
    assert await mall.count("goods", "name = '香油' AND stock = 0 AND held = 1") == 1


async def test_one_household_spends_its_points_once(mall: Village, homes: Homes) -> None:
    async def one(number: int) -> str:
        try:
            async with SqlTransactions(mall.database, ZONE).writing() as store:
                work = mall.work(store, f"race:{number}")
                (rice,) = unwrap(await find(work, "大米"))
                unwrap(await reserve(work, RedemptionRequest(homes.li, rice, 1), pickup_code))
        except Refused as refused:
            return refused.code
        return "reserved"

    assert Counts(await asyncio.gather(*map(one, range(6)))) == {"reserved": 1, "not-enough-points": 5}
    assert await spendable(mall, homes.li) == 50


async def test_handed_over_and_cancelled_at_once_is_one_of_the_two(mall: Village, homes: Homes) -> None:
    code = code_in((await mall.says(CHEN, "/dui 3-13 大米")).text)
    async with mall.transactions.reading() as store:
        (officer, *_) = [one for one in await store.officers.of_unit(QINWANG) if one.name == "陈国强"]

    async def end(number: int) -> str:
        try:
            async with SqlTransactions(mall.database, ZONE).writing() as store:
                work = mall.work(store, f"end:{number}")
                found = unwrap(await to_end(work, officer, await store.redemptions.by_code(code), code))
                if number % 2:
                    await collect(work, officer, found, "self")
                    return "collected"
                await cancel(work, officer, found)
        except Refused as refused:
            return refused.code
        return "cancelled"

    outcomes = Counts(await asyncio.gather(*map(end, range(8))))
    assert outcomes["redemption-ended"] == 7
    assert outcomes["collected"] + outcomes["cancelled"] == 1
    assert await spendable(mall, homes.li) == (50 if outcomes["collected"] else 110)
    assert await mall.count("goods", "stock + held + collected = 20 AND held = 0") == 1


async def test_many_texts_of_one_phone_at_once_wait_for_each_other(mall: Village, homes: Homes) -> None:
    """Two households share the phone: neither their orders nor the code fall over one another."""
    async with mall.transactions.writing() as store:
        assert isinstance(store.roster, SqlRoster)
        await store.roster.replace_phones({homes.zhang.id: [LI_PHONE]})
    for _ in range(4):
        mall.now += timedelta(hours=2)
        code = four_digits(await mall.texts(LI_PHONE, f"兑 2 {homes.li.code}"))
        orders = [f"兑 {goods} {home.code}" for goods in (1, 2) for home in (homes.li, homes.zhang)]
        replies = await asyncio.gather(*(mall.texts(LI_PHONE, body) for body in (code, *orders)))
        assert [reply for reply in replies if "系统出错" in reply] == []
    assert await mall.count("orders", "closed_ms IS NULL") == 1
    assert await mall.count("redemptions") <= 4
