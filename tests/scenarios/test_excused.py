"""Households that are excused 免考: from one round, or until further notice (an empty house). No score is not 0."""

from __future__ import annotations

from datetime import timedelta

from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.village import CHEN, ZHOU, Village, at


async def test_an_empty_house_that_left_and_comes_back_is_still_excused(village: Village, homes: Homes) -> None:
    await village.says(CHEN, "/jie 免 3-12 长期 房子空着")
    assert "已迁出" in (await village.says(CHEN, "/hu 迁出 3-12 卖了房")).text
    village.now += timedelta(days=2)
    assert "迁回" in (await village.says(CHEN, "/hu 迁回 3-12 又回来了")).text
    assert await village.points(homes.wang) is None
    back = await village.says(CHEN, "/jie 考 3-12")
    assert back.text == "3组12号 王建国 9月恢复考评，现在 110 分。"
    assert await audited(village) == []


async def test_points_that_are_taken_back_of_an_excused_household_give_it_no_score(
    village: Village, homes: Homes
) -> None:
    await village.says(ZHOU, "/kou 3-12 垃圾 2 没分类")
    await village.says(CHEN, "/jie 免 3-12 房子空着")
    await village.says(CHEN, "/che 1 记错户")
    assert await village.points(homes.wang) is None
    assert "现在 110 分" in (await village.says(CHEN, "/jie 考 3-12")).text
    assert await audited(village) == []


async def test_an_empty_house_is_excused_until_somebody_is_back(village: Village, homes: Homes) -> None:
    answer = await village.says(CHEN, "/jie 免 3-12 长期 房子空着")
    assert answer.text == ("3组12号 王建国 从9月起长期免考（房子空着），以后各轮都不计分。恢复请发：/jie 考 3-12")
    assert await village.points(homes.wang) is None
    village.now = at("2026-11-05 09:00")
    await village.close_months()
    assert await village.points(homes.wang) is None
    assert "长期免考：房子空着" in (await village.says(CHEN, "/hu 3-12")).text
    assert "长期免考" in (await village.says(CHEN, "/jie 免 3-12 长期 还空着")).text
    assert await audited(village) == []
    back = await village.says(CHEN, "/jie 考 3-12")
    assert back.text == "3组12号 王建国 11月恢复考评，现在 110 分。"
    village.now = at("2026-12-05 09:00")
    await village.close_months()
    assert await village.points(homes.wang) == 110
    assert (await village.standing(homes.wang)).account.rounds == 1
    assert await audited(village) == []


async def test_a_newcomer_is_excused_from_its_own_rounds_on(village: Village, homes: Homes) -> None:
    """September is not settled yet; the household came in October."""
    village.now = at("2026-10-03 09:00")
    await village.says(CHEN, "/hu 加 3-18 王强")
    assert "长期免考" in (await village.says(CHEN, "/jie 免 3-18 长期 房子空着")).text
    assert "各轮：10月不计分" in (await village.says(CHEN, "/hu 3-18")).text
    assert await audited(village) == []


async def test_nobody_excuses_the_own_household_for_long(village: Village) -> None:
    assert "是您自己家" in (await village.says(CHEN, "/jie 免 4-2 长期 房子空着")).text
    assert await village.count("standing_excuses") == 0
