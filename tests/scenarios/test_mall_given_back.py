"""兑换 that comes to nothing: cancelled, not collected in time, or shut out by a veto."""

from __future__ import annotations

from domain.mall.redemption import expire_due
from tests.scenarios.conftest import Homes
from tests.scenarios.shopping import LI_PHONE, code_in, spendable
from tests.village import CHEN, QINWANG, SUN, ZHOU, Village, at


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
    assert "等领取的兑换 1 笔" in (await mall.says(CHEN, "/dui")).text
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
    confirmed = await mall.presses(SUN, proposed.button("确认"))
    assert "等领取的兑换 1 笔已取消，物品已放回库存。" in confirmed.text
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
