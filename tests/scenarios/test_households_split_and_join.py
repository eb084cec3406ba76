"""A household splits 分户, and two join 合户."""

from __future__ import annotations

from domain.model.people import Role
from tests.scenarios.agreeing import agreed
from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.scenarios.shopping import spendable
from tests.scenarios.test_households_leave import LIN
from tests.village import CHEN, SUN, ZHOU, Village, at


async def test_a_household_splits_and_the_old_one_keeps_all(mall: Village, homes: Homes) -> None:
    asked = await mall.says(CHEN, "/hu 分 3-12 3-21 王强 13900000018")
    assert asked.text.startswith("📝 陈国强要办分户：从 3组12号 王建国 分出 3组21号 王强\n")
    assert "新户从0分起；原来的积分、兑换和档案都留在原户。" in asked.text
    done = await mall.presses(SUN, asked.button("确认"))
    assert "✅ 已从 3组12号 王建国 分出 3组21号 王强，户码 " in done.text
    assert "从10月起计分。" in done.text
    assert await spendable(mall, homes.wang) == 110
    file = (await mall.says(CHEN, "/hu 3-21")).text
    assert "2026年：0分（0轮）" in file
    assert "亲属：3组12号 王建国" in file
    assert "从3组12号 王建国分出（陈国强办，孙志明确认）" in file
    assert await audited(mall) == []


async def test_two_become_one_and_what_can_be_spent_goes_along(mall: Village, homes: Homes) -> None:
    await mall.says(CHEN, "/dui 3-13 大米")
    ranked = await mall.rank(homes.wang)
    asked = await mall.says(CHEN, "/hu 并 3-12 3-13 结婚")
    assert "3组13号 李秀芳 并入 3组12号 王建国" in asked.text
    done = await mall.presses(SUN, asked.button("确认"))
    assert "✅ 3组13号 李秀芳 已并入 3组12号 王建国" in done.text
    assert "预留的大米1份已退回。" in done.text
    assert "可用的2026年110分已转过去。并入的户挣过的分不加到另一户的排名里。" in done.text
    assert await spendable(mall, homes.wang) == 220
    assert await spendable(mall, homes.li) == 0
    standing = await mall.standing(homes.wang)
    assert (standing.account.earned, standing.rank) == (110, ranked)
    assert "并入3组12号 王建国 结婚" in (await mall.says(CHEN, f"/hu {homes.li.code}")).text
    assert await audited(mall) == []
    mall.now = at("2026-11-12 09:00")
    await mall.close_months()
    assert await audited(mall) == []


async def test_whoever_was_partial_to_one_is_partial_to_both(mall: Village, homes: Homes) -> None:
    await mall.officer(LIN, "林晓燕", Role.SPECIALIST, household=homes.li.code)
    done = await agreed(mall, "/hu 并 3-12 3-13 结婚")
    assert "它的电话（199****0002）没有并过去" in done.text
    assert "是您家亲属" in (await mall.says(LIN, "/jia 3-12 献血")).text
    assert "是您家亲属" in (await mall.says(LIN, "/hu 户主 3-12 王小明")).text


async def test_a_joining_taken_back_leaves_nobody_partial(mall: Village, homes: Homes) -> None:
    """Kin for another reason stay kin."""
    await mall.officer(LIN, "林晓燕", Role.SPECIALIST, household=homes.li.code)
    await mall.kin(homes.li, homes.zhang)
    await agreed(mall, "/hu 并 3-12 3-13 写错户")
    assert "亲属：" in (await mall.says(CHEN, "/hu 3-12")).text
    await agreed(mall, "/hu 迁回 3-13")
    assert "亲属：" not in (await mall.says(CHEN, "/hu 3-12")).text
    assert (await mall.says(LIN, "/jia 3-12 献血")).text.startswith("✅ #1 3组12号 王建国\n")
    assert "亲属：" in (await mall.says(CHEN, "/hu 3-13")).text
    assert await audited(mall) == []


async def test_a_joining_taken_back_brings_the_points_back(mall: Village, homes: Homes) -> None:
    await agreed(mall, "/hu 并 3-12 3-13 写错户")
    back = await agreed(mall, "/hu 迁回 3-13")
    assert "3组13号 李秀芳 已迁回" in back.text
    assert await spendable(mall, homes.wang) == 110
    assert await spendable(mall, homes.li) == 110
    assert await audited(mall) == []


async def test_what_was_spent_meanwhile_does_not_come_back(mall: Village, homes: Homes) -> None:
    await agreed(mall, "/hu 并 3-12 3-13 结婚")
    await mall.says(CHEN, "/dui 3-12 大米 2")
    await agreed(mall, "/hu 迁回 3-13")
    assert await spendable(mall, homes.wang) == 0
    assert await spendable(mall, homes.li) == 100
    assert await audited(mall) == []


async def test_a_vetoed_household_carries_nothing_along(mall: Village, homes: Homes) -> None:
    proposed = await mall.says(ZHOU, "/fou 3-13 秸秆 地里冒烟")
    await mall.presses(SUN, proposed.button("确认"))
    done = await agreed(mall, "/hu 并 3-12 3-13 结婚")
    assert "没有可用的分要转。" in done.text
    assert await spendable(mall, homes.wang) == 110
    assert await audited(mall) == []
