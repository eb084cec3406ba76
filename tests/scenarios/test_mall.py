"""兑换: goods for points, reserved and collected; nothing is promised twice."""

from __future__ import annotations

import asyncio
import re
from collections import Counter as Counts
from datetime import date

import pytest

from app.ids import pickup_code
from app.reports.audit import audit_parts
from domain.errors import Refused
from domain.people import Household
from domain.ports import PostingKind
from domain.redeeming import Wish, cancel, collect, reserve, to_end
from domain.redemption import expire_due
from domain.stock import Counter, find
from storage.store import SqlTransactions
from tests.scenarios.conftest import Homes
from tests.village import CHEN, QINWANG, SUN, ZHOU, ZONE, Village, at
from text.codes import make

LI_PHONE = "+8619900000002"
WANG_PHONE = "+8619900000001"


@pytest.fixture
async def mall(village: Village) -> Village:
    """October: September is final, every household can spend 110 points; rice costs 60, soap 10."""
    village.now = at("2026-10-15 09:00")
    await village.close_months()
    assert "已添加" in (await village.says(CHEN, "/wu 加 大米 60 20")).text
    assert "已添加" in (await village.says(CHEN, "/wu 加 肥皂 10 5")).text
    return village


def code_in(text: str) -> str:
    """The pickup code of an answer."""
    found = re.search(r"领取码\s?(\d{8})", text)
    assert found is not None, text
    return found[1]


def four_digits(text: str) -> str:
    """The code that is to be sent back."""
    found = re.search(r"回(\d{4})确认", text)
    assert found is not None, text
    return found[1]


async def spendable(village: Village, household: Household) -> int:
    """What a household can spend."""
    return (await village.standing(household)).spendable


async def test_the_list_says_what_the_village_owes(mall: Village) -> None:
    assert (await mall.says(ZHOU, "/wu")).text == (
        "🎁 兑换物品：\n1. 大米 60分，库存 20\n2. 肥皂 10分，库存 5\n各户可用积分共 770 分，在兑库存共值 1250 分。"
    )
    await mall.says(CHEN, "/wu 改 大米 停")
    assert (await mall.says(ZHOU, "/wu")).text == (
        "🎁 兑换物品：\n1. 大米 60分，库存 20，停兑\n2. 肥皂 10分，库存 5\n"
        "各户可用积分共 770 分，在兑库存共值 50 分。\n⚠️ 库存不够兑，还差 720 分的物品。"
    )


async def test_reserved_for_a_household_and_handed_over_once(mall: Village, homes: Homes) -> None:
    answer = await mall.says(CHEN, "/dui 3-13 大米")
    code = code_in(answer.text)
    assert answer.text == (
        f"✅ 兑换 1：3组13号 李秀芳 大米×1，用 60 分，还可用 50 分\n领取码 {code}，10月29日前来领，过期退回积分。"
    )
    assert await spendable(mall, homes.li) == 50
    question = await mall.says(CHEN, f"/ling {code[:4]} {code[4:]}")
    assert question.text == "3组13号 李秀芳 领 大米×1，谁来领？"
    assert question.labels == ["本人", "代领"]
    mall.restart()
    done = await mall.presses(CHEN, question.button("代领"))
    assert done.text == (f"✅ 已领取（陈国强），请抄到台账：\n2026-10-15 {code} 3-13 李秀芳 大米×1 代领 余50分")
    assert "已经领走了" in (await mall.says(CHEN, f"/ling {code}")).text
    assert await spendable(mall, homes.li) == 50
    assert await mall.count("goods", "stock = 19 AND held = 0 AND collected = 1") == 1


async def test_ordered_by_text_and_reserved_by_the_code(mall: Village, homes: Homes) -> None:
    assert await mall.texts(LI_PHONE, "物品") == "李秀芳户可用110分，能兑：1大米60分，2肥皂10分。要换请发“兑 1”。"
    asked = await mall.texts(LI_PHONE, "兑 2 3个")
    assert asked == f"兑肥皂3件用30分。请在10分钟内回{four_digits(asked)}确认，不回不扣分。"
    assert await mall.count("redemptions") == 0
    reply = await mall.texts(LI_PHONE, four_digits(asked))
    assert reply == f"兑好了：肥皂3件用30分。领取码{code_in(reply)}，10月29日前到村里领。可请人带码代领。"
    assert await spendable(mall, homes.li) == 80
    assert (await mall.posted()).text == (
        "🎁 兑换 1：3组13号 李秀芳 短信兑了 肥皂×3，10月29日前来领。领时请户里出示领取码。"
    )


# Goods.


async def test_only_a_specialist_changes_goods(mall: Village) -> None:
    changes = ("改 大米 分 1", "改 大米 库存 1 想改", "改 大米 停", "改 大米 限 1每年", "加 油 80 3")
    for text in (f"/wu {change}" for change in changes):
        assert (await mall.says(ZHOU, text)).text == "这件事只有管理专员能做。"
    assert await mall.count("goods", "price = 60 AND stock = 20 AND offered = 1 AND most IS NULL") == 1


async def test_the_stock_is_corrected_only_with_a_reason(mall: Village) -> None:
    assert (await mall.says(CHEN, "/wu 改 大米 库存 18")).text == "请写上原因。"
    done = await mall.says(CHEN, "/wu 改 大米 库存 18 两袋破了")
    assert done.text == "✅ 大米库存 -2，现在 18（陈国强：两袋破了）"
    assert await mall.count("stock_movements", "kind = 'correct' AND quantity = -2") == 1


async def test_a_large_correction_takes_another_officer(mall: Village) -> None:
    asked = await mall.says(CHEN, "/wu 改 1 库存 50 新到一车")
    assert "要另一位考核人员点“确认”" in asked.text
    assert await mall.count("goods", "stock = 20") == 1
    assert (await mall.presses(CHEN, asked.button("确认"))).toast == "这件事要另一位考核人员来确认。"
    await mall.says(CHEN, "/dui 3-13 大米")
    mall.restart()
    done = await mall.presses(SUN, asked.button("确认"))
    assert "大米库存 +30，现在 49" in done.text
    assert done.unbuttoned
    assert (await mall.presses(ZHOU, asked.button("确认"))).toast == "这条已经确认过了。"
    assert await mall.count("stock_movements", "kind = 'correct' AND confirmed_by <> officer_id") == 1


async def test_goods_are_known_by_number_and_name_once(mall: Village) -> None:
    assert "已经有“大米”了，60 分。" in (await mall.says(CHEN, "/wu 加 大米 50 3")).text
    assert (await mall.says(CHEN, "/wu 改 2 分 15")).text == "✅ 已改：\n2. 肥皂 15分，库存 5"
    await mall.says(CHEN, "/wu 加 大豆油 80 3")
    assert "有好几样，请写编号：1 大米、3 大豆油" in (await mall.says(CHEN, "/dui 3-13 大")).text
    assert (await mall.says(CHEN, "/dui 3-13 面粉")).text == "没有“面粉”这样物品，发 /wu 看有什么。"


# What is refused.


async def test_never_more_than_the_points_or_the_stock(mall: Village, homes: Homes) -> None:
    assert (await mall.says(CHEN, "/dui 3-13 大米 2")).text == "要 120 分，这户可用 110 分，不够。"
    assert (await mall.says(CHEN, "/dui 3-13 肥皂 6")).text == "肥皂只剩 5 件，不够。"
    assert await mall.texts(LI_PHONE, "兑 1 2") == "要120分，您家可用110分，不够。回4看能兑什么。"
    assert await mall.texts(LI_PHONE, "兑 9") == "没有9号物品。回4看能兑什么。"
    await mall.says(CHEN, "/wu 改 大米 停")
    assert (await mall.says(CHEN, "/dui 3-13 大米")).text == "大米现在停兑。"
    assert await spendable(mall, homes.li) == 110
    assert await mall.count("redemptions") + await mall.count("orders") == 0


async def test_a_limit_for_each_household(mall: Village) -> None:
    await mall.says(CHEN, "/wu 改 肥皂 限 2每季")
    await mall.says(CHEN, "/dui 3-13 肥皂 2")
    assert (await mall.says(CHEN, "/dui 3-13 肥皂")).text == "肥皂每户每季限 2 件，这户已兑 2 件。"
    assert "领取码" in (await mall.says(CHEN, "/dui 3-14 肥皂")).text
    await mall.says(CHEN, "/dui 取消 1")
    assert "领取码" in (await mall.says(CHEN, "/dui 3-13 肥皂")).text


async def test_nobody_serves_the_own_household_or_kin(mall: Village, homes: Homes) -> None:
    assert "是您自己家" in (await mall.says(CHEN, "/dui 4-2 大米")).text
    assert "是您家亲属" in (await mall.says(CHEN, "/dui 4-3 大米")).text
    assert (await mall.says(ZHOU, "/dui 3-13 大米")).text == "这件事只有管理专员能做。"
    code = code_in((await mall.says(ZHOU, "/dui 4-2 大米")).text)
    assert "是您自己家" in (await mall.says(CHEN, f"/ling {code}")).text
    assert "是您自己家" in (await mall.says(CHEN, f"/dui 取消 {code}")).text
    assert await mall.count("redemptions", "state = 'reserved'") == 1


async def test_wrong_and_foreign_pickup_codes(mall: Village) -> None:
    code = code_in((await mall.says(CHEN, "/dui 3-13 大米")).text)
    slip = f"{code[:-1]}{(int(code[-1]) + 1) % 10}"
    assert (await mall.says(CHEN, f"/ling {slip}")).text == f"领取码“{slip}”不对，请看清再输一遍。"
    other = make(1234567)
    assert (await mall.says(CHEN, f"/ling {other}")).text == f"没有领取码或编号是“{other}”的兑换，请核对。"
    assert (await mall.says(CHEN, "/ling")).text == "请写上 8 位领取码，例如：/ling 12345678"


# Giving back.


async def test_cancelled_points_and_goods_come_back(mall: Village, homes: Homes) -> None:
    code = code_in((await mall.says(CHEN, "/dui 3-13 大米")).text)
    assert (await mall.says(CHEN, "/dui")).text == (
        "🎁 等领取的兑换 1 笔：\n1. 3组13号 李秀芳 大米×1，10月29日前\n取消请发：/dui 取消 编号"
    )
    done = await mall.says(CHEN, "/dui 取消 1")
    assert done.text == "↩️ 兑换 1 已取消（陈国强）：3组13号 李秀芳 大米×1，退回 60 分，可用 110 分"
    assert await spendable(mall, homes.li) == 110
    assert "已经取消" in (await mall.says(CHEN, f"/ling {code}")).text
    assert "已经取消" in (await mall.says(CHEN, "/dui 取消 1")).text
    assert await mall.count("goods", "stock = 20 AND held = 0") == 1


async def test_not_collected_in_time(mall: Village, homes: Homes) -> None:
    code = code_in((await mall.says(CHEN, "/dui 3-13 大米")).text)
    mall.now = at("2026-10-29 23:59")
    assert "谁来领" in (await mall.says(CHEN, f"/ling {code}")).text
    mall.now = at("2026-10-30 00:00")
    assert "已经过期" in (await mall.says(CHEN, f"/ling {code}")).text
    async with mall.transactions.writing() as store:
        assert [one.household.head for one in await expire_due(store, QINWANG, mall.now)] == ["李秀芳"]
    async with mall.transactions.writing() as store:
        assert await expire_due(store, QINWANG, mall.now) == []
    assert await spendable(mall, homes.li) == 110
    assert await mall.count("goods", "stock = 20 AND held = 0") == 1


async def test_a_veto_lets_go_of_what_waits_and_lifting_it_restores_the_points(mall: Village, homes: Homes) -> None:
    code = code_in((await mall.says(CHEN, "/dui 3-13 大米")).text)
    proposed = await mall.says(ZHOU, "/fou 3-13 秸秆 烧秸秆")
    await mall.presses(SUN, proposed.button("确认"))
    assert await spendable(mall, homes.li) == 0
    assert "已经取消" in (await mall.says(CHEN, f"/ling {code}")).text
    assert (await mall.says(CHEN, "/dui 3-13 肥皂")).text == "3组13号 李秀芳一票否决生效中，不能兑换。"
    assert "一票否决" in await mall.texts(LI_PHONE, "兑 2")
    assert await mall.count("goods", "stock = 20 AND held = 0") == 1
    mall.now = at("2026-10-17 09:00")
    waiting = await mall.says(CHEN, "/che 1 查无此事")
    if waiting.buttons:
        await mall.presses(SUN, waiting.buttons[0])
    assert await spendable(mall, homes.li) == 110


# By text.


async def test_three_wrong_codes_end_the_order(mall: Village) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 1"))
    wrong = f"{(int(code) + 1) % 10000:04}"
    assert await mall.texts(LI_PHONE, wrong) == "确认码不对，还没有兑换。请看清再回一次，还可以试2次。"
    assert "还可以试1次" in await mall.texts(LI_PHONE, wrong)
    assert await mall.texts(LI_PHONE, wrong) == "确认码错了三次，已经作废，没有扣分。还要换请重发“兑 1”。"
    assert await mall.texts(LI_PHONE, code) == "确认码错了三次，已经作废，没有扣分。还要换请重发“兑 1”。"
    assert await mall.count("redemptions") == 0


async def test_a_code_counts_for_ten_minutes_and_once(mall: Village) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 1"))
    mall.now = at("2026-10-15 09:10")
    assert await mall.texts(LI_PHONE, code) == "确认码过了10分钟，没有兑换，没有扣分。还要换请重发“兑 1”。"
    code = four_digits(await mall.texts(LI_PHONE, "兑 1"))
    assert "兑好了" in await mall.texts(LI_PHONE, f"回复 {code}。")
    assert await mall.texts(LI_PHONE, code) == "这个确认码已经用过了。再要兑换，请重发“兑 编号”。"
    assert await mall.count("redemptions") == 1


async def test_the_code_comes_from_the_same_phone(mall: Village) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 1"))
    assert "没看明白" in await mall.texts(WANG_PHONE, code)
    assert await mall.count("redemptions") == 0


async def test_without_an_order_four_digits_are_nothing_special(mall: Village) -> None:
    assert "没看明白" in await mall.texts(LI_PHONE, "4821")


async def test_the_goods_may_be_gone_by_then(mall: Village, homes: Homes) -> None:
    code = four_digits(await mall.texts(LI_PHONE, "兑 2 5"))
    await mall.says(CHEN, "/dui 3-14 肥皂 5")
    assert await mall.texts(LI_PHONE, code) == "肥皂兑完了，没有扣您的分。"
    assert await spendable(mall, homes.li) == 110


# All at once.


async def test_twenty_want_the_last_bag_and_one_gets_it(mall: Village) -> None:
    await mall.says(CHEN, "/wu 改 大米 库存 10 点过")
    await mall.says(CHEN, "/wu 改 大米 库存 1 点过")
    homes = [await mall.household(7, number, f"户{number}", joined=date(2026, 9, 1)) for number in range(1, 21)]
    async with mall.transactions.writing() as store:
        for home in homes:
            assert await store.accounts.post(home.id, 2026, PostingKind.CORRECTION, 100, f"gift:{home.id}", mall.now)

    async def one(home: Household) -> str:
        transactions = SqlTransactions(mall.database, ZONE)
        try:
            async with transactions.writing() as store:
                policy = mall.town.current(QINWANG).book.policy
                goods = await find(store, QINWANG, "大米")
                counter = Counter(store, QINWANG, policy, f"race:{home.id}", mall.now)
                await reserve(counter, Wish(home, goods, 1), pickup_code)
        except Refused as refused:
            return refused.code
        return "reserved"

    outcomes = Counts(await asyncio.gather(*map(one, homes)))
    assert outcomes == {"reserved": 1, "not-enough-stock": 19}
    assert await mall.count("goods", "number = 1 AND stock = 0 AND held = 1") == 1


async def test_one_household_spends_its_points_once(mall: Village, homes: Homes) -> None:
    async def one(number: int) -> str:
        try:
            async with SqlTransactions(mall.database, ZONE).writing() as store:
                counter = Counter(store, QINWANG, mall.town.current(QINWANG).book.policy, f"race:{number}", mall.now)
                await reserve(counter, Wish(homes.li, await find(store, QINWANG, "大米"), 1), pickup_code)
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
                counter = Counter(store, QINWANG, mall.town.current(QINWANG).book.policy, f"end:{number}", mall.now)
                found = await to_end(counter, officer, await store.redemptions.by_code(code), code)
                if number % 2:
                    await collect(counter, officer, found, "self")
                    return "collected"
                await cancel(counter, officer, found)
        except Refused as refused:
            return refused.code
        return "cancelled"

    outcomes = Counts(await asyncio.gather(*map(end, range(8))))
    assert outcomes["redemption-ended"] == 7
    assert outcomes["collected"] + outcomes["cancelled"] == 1
    assert await spendable(mall, homes.li) == (50 if outcomes["collected"] else 110)
    assert await mall.count("goods", "stock + held + collected = 20 AND held = 0") == 1


async def test_the_audit_finds_nothing_and_then_what_was_edited_by_hand(mall: Village) -> None:
    await mall.says(CHEN, "/dui 3-13 大米")
    await mall.says(CHEN, "/dui 3-14 肥皂 2")
    await mall.says(CHEN, "/dui 取消 2")
    assert await found_by_audit(mall) == []
    async with mall.database.transaction() as connection:
        await connection.execute("UPDATE goods SET stock = stock + 1 WHERE number = 1")
    assert await found_by_audit(mall) == ["物品“大米”库存", "物品“大米”总数"]
    async with mall.database.transaction() as connection:
        await connection.execute("UPDATE goods SET stock = stock - 1 WHERE number = 1")
        await connection.execute("UPDATE redemptions SET price = 1 WHERE id = 1")
    assert await found_by_audit(mall) == ["兑换 1 入账 hold"]


async def found_by_audit(mall: Village) -> list[str]:
    """What the audit names."""
    async with mall.database.reading() as connection:
        return [one.what async for part in audit_parts(connection, ZONE) for one in part.deviations]
