"""What villagers are answered by text when a household has moved, or a phone is that of several."""

from __future__ import annotations

from datetime import timedelta

from tests.scenarios.conftest import Homes
from tests.village import CHEN, JIANNONG, SUN, ZHOU, Village

BOTH = "+8619900000055"


async def test_a_phone_of_two_villages_is_asked_which_by_name(village: Village, homes: Homes) -> None:
    here = await village.household(1, 5, "孙立", BOTH)
    there = await village.household(1, 1, "孙立", BOTH, unit=JIANNONG)
    asked = await village.texts(BOTH, "积分")
    assert f"秦望村1组5号{here.code}，建农村1组1号{there.code}" in asked
    assert len(asked) <= 70
    assert "孙立户" in await village.texts(BOTH, f"积分 {there.code}")


async def test_a_phone_of_one_village_needs_no_name(village: Village, homes: Homes) -> None:
    one, other = await village.household(1, 5, "孙立", BOTH), await village.household(1, 6, "孙强", BOTH)
    asked = await village.texts(BOTH, "积分")
    assert asked.endswith(f"1组5号{one.code}，1组6号{other.code}")
    assert "秦望村" not in asked


async def test_where_places_are_too_long_for_one_text_9_leads_to_the_others(village: Village, homes: Homes) -> None:
    for number in (1, 2, 3):
        await village.household(1, number, "孙立", BOTH)
    last = await village.household(1, 1, "孙立", BOTH, unit=JIANNONG)
    asked = await village.texts(BOTH, "积分")
    assert "还有2户回9" in asked
    assert f"建农村1组1号{last.code}" in await village.texts(BOTH, "9")
    assert "孙立户" in await village.texts(BOTH, last.code)


async def test_once_one_has_left_the_phone_is_the_others_alone(mall: Village, homes: Homes) -> None:
    await mall.household(1, 5, "孙立", BOTH)
    await mall.household(1, 6, "孙强", BOTH)
    assert "已迁出" in (await mall.says(CHEN, "/hu 迁出 1-5 搬走")).text
    assert "孙强户" in await mall.texts(BOTH, "积分")


async def test_an_order_of_who_has_left_is_not_confirmed(mall: Village, homes: Homes) -> None:
    phone = "+8619900000001"
    asked = await mall.texts(phone, "兑 1")
    left = await mall.says(CHEN, "/hu 迁出 3-12 搬走")
    await mall.presses(SUN, left.button("确认"))
    await mall.says(CHEN, "/hu 加 3-12 周新 19900000001")
    await mall.texts(phone, asked.split("回")[1][:4])
    assert await mall.count("redemptions") == 0


async def test_an_answer_about_who_has_left_goes_to_nobody(mall: Village, homes: Homes) -> None:
    """The number may be somebody else's by now."""
    mall.now += timedelta(days=1)
    await mall.says(ZHOU, "/kou 3-12 环1 5 搭棚")
    left = await mall.says(CHEN, "/hu 迁出 3-12 搬走")
    await mall.presses(SUN, left.button("确认"))
    await mall.says(CHEN, "/hu 加 3-12 周新 19900000001")
    before = await mall.texted("+8619900000001")
    await mall.says(ZHOU, "/yi 记 1 不是这家")
    await mall.says(CHEN, "/yi 驳 1 属实")
    assert await mall.texted("+8619900000001") == before
