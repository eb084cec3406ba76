"""兑换: goods for points, reserved for a household and handed over once, against a code."""

from __future__ import annotations

import asyncio

from app.audit.audit import audit_parts
from domain.boundary import unwrap
from domain.mall.redeeming import RedemptionRequest, reserve
from domain.mall.stock import find
from domain.model.people import Role
from tests.scenarios.conftest import Homes
from tests.scenarios.shopping import LI_PHONE, code_in, spendable
from tests.village import CHEN, JIANNONG, STRANGER, TOWN_CODE, ZHOU, ZONE, Village
from text.codes import make


async def test_reserved_for_a_household_and_handed_over_once(mall: Village, homes: Homes) -> None:
    answer = await mall.says(CHEN, "/dui 3-13 大米")
    code = code_in(answer.text)
    assert answer.text == (
        f"✅ 兑换 1：3组13号 李秀芳 大米×1，用 60 分，还可用 50 分\n领取码 {code}，10月29日前来领，过期退回积分。"
    )
    assert await spendable(mall, homes.li) == 50
    mall.restart()
    done = await mall.says(CHEN, f"/ling {code[:4]} {code[4:]}")
    assert done.text == (
        f"✅ 已领取（陈国强），请抄到台账：\n2026-10-15 {code} 3-13 李秀芳 大米×1 60分 本人领 余50分\n"
        "打印领取单签名：/yin 领取单 1"
    )
    assert "已经领走了" in (await mall.says(CHEN, f"/ling {code}")).text
    assert await spendable(mall, homes.li) == 50
    assert await mall.count("goods", "stock = 19 AND held = 0 AND collected = 1") == 1


async def test_never_more_than_the_points_or_the_stock(mall: Village, homes: Homes) -> None:
    assert (await mall.says(CHEN, "/dui 3-13 大米 2")).text == "要 120 分，这户可用 110 分，不够。"
    assert (await mall.says(CHEN, "/dui 3-13 肥皂 6")).text == "肥皂只剩 5 件，不够。"
    assert await mall.texts(LI_PHONE, "兑 1 2") == "要120分，您家可用110分，不够。回4看能兑什么。找人回6。"
    assert await mall.texts(LI_PHONE, "兑 9") == "没有9号物品。回4看能兑什么。找人回6。"
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


async def test_another_village_does_not_know_the_code(mall: Village) -> None:
    code = code_in((await mall.says(CHEN, "/dui 3-13 大米")).text)
    invitation = await mall.invitation("李强", Role.SPECIALIST, unit=JIANNONG)
    await mall.whispers(STRANGER, f"/bang {invitation}")
    for text in (f"/ling {code} 本人", f"/dui 取消 {code}"):
        assert (await mall.whispers(STRANGER, text)).text == f"没有领取码或编号是“{code}”的兑换，请核对。"
    assert (await mall.whispers(STRANGER, "/dui 取消 1")).text == "没有领取码或编号是“1”的兑换，请核对。"
    assert (await mall.whispers(STRANGER, "/dui")).text.startswith("没有等领取的物品")
    assert await mall.count("redemptions", "state = 'reserved'") == 1


async def test_a_number_that_is_too_long_is_no_redemption(mall: Village) -> None:
    await mall.says(CHEN, "/dui 3-13 大米")
    said = (await mall.says(CHEN, f"/dui 取消 {'1'.zfill(15)}23")).text
    assert said.startswith("没有领取码或编号是“00000000000000123”的兑换")
    assert await mall.count("redemptions", "state = 'reserved'") == 1


async def test_the_town_looks_and_hands_out_nothing(mall: Village) -> None:
    code = code_in((await mall.says(CHEN, "/dui 3-13 大米")).text)
    invitation = await mall.invitation("镇长", Role.SUPERVISOR, unit=TOWN_CODE)
    await mall.whispers(STRANGER, f"/bang {invitation}")
    assert "1. 大米 60分" in (await mall.says(STRANGER, "/wu")).text
    assert (await mall.whispers(STRANGER, "/wu")).text == "这里不是哪个村的群，请到村里的群里发。"
    assert (await mall.says(STRANGER, "/wu 加 油 80 5")).text == "这件事只有管理专员能做。"
    for text in ("/dui", "/dui 3-13 肥皂", f"/ling {code} 本人", "/dui 取消 1"):
        assert (await mall.says(STRANGER, text)).text == "您在这里没有记分的权限。"
    assert await mall.count("goods") == 2
    assert await mall.count("redemptions", "state = 'reserved'") == 1


async def test_the_household_and_its_neighbour_who_come_at_once_get_it_once(mall: Village) -> None:
    code = code_in((await mall.says(CHEN, "/dui 3-13 大米")).text)
    await asyncio.gather(*(mall.says(CHEN, f"/ling {code}{who}") for who in ("", " 代领")))
    assert await mall.count("redemptions", "state = 'collected'") == 1
    assert await mall.count("stock_movements", "kind = 'collect'") == 1


async def test_wrong_and_foreign_pickup_codes(mall: Village) -> None:
    code = code_in((await mall.says(CHEN, "/dui 3-13 大米")).text)
    slip = f"{code[:-1]}{(int(code[-1]) + 1) % 10}"
    assert (await mall.says(CHEN, f"/ling {slip}")).text == f"领取码“{slip}”不对，请看清再输一遍。"
    other = make(1234567)
    assert (await mall.says(CHEN, f"/ling {other}")).text == f"没有领取码或编号是“{other}”的兑换，请核对。"
    assert (await mall.says(CHEN, "/ling")).text == "请写上 8 位领取码，例如：/ling 12345678"


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
    assert await found_by_audit(mall) == ["兑换1", "兑换 1 入账里的预留"]
    async with mall.database.transaction() as connection:
        await connection.execute("UPDATE redemptions SET price = 60 WHERE id = 1")
        await connection.execute("UPDATE redemptions SET state = 'expired' WHERE id = 2")
    assert await found_by_audit(mall) == ["兑换2", "兑换 2 状态"]
    async with mall.database.transaction() as connection:
        await connection.execute("UPDATE redemptions SET state = 'cancelled' WHERE id = 2")


async def found_by_audit(mall: Village) -> list[str]:
    """What the audit names."""
    async with mall.database.reading() as connection:
        return [one.what async for part in audit_parts(connection, ZONE) for one in part.deviations]


async def test_a_pickup_code_is_given_out_once(mall: Village, homes: Homes) -> None:
    """Chance names one again that was given out before: another one is taken."""
    codes = iter(["12345678", "12345678", "12345678", "87654321"])
    for home in (homes.wang, homes.li):
        async with mall.transactions.writing() as store:
            work = mall.work(store, f"code:{home.id}")
            (soap,) = unwrap(await find(work, "肥皂"))
            unwrap(await reserve(work, RedemptionRequest(home, soap, 1), lambda: next(codes)))
    assert await mall.count("redemptions", "state = 'reserved'") == 2
    assert list(codes) == []
