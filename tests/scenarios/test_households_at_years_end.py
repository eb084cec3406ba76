"""Households that leave, come back or join around the end of a year."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.agreeing import agreed
from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.scenarios.shopping import spendable
from tests.scenarios.test_year_end import close_year, december, honours, with_grace
from tests.village import CHEN, SUN, Village, at


async def test_who_left_in_the_year_is_in_no_list(village: Village, homes: Homes) -> None:
    village.now = at("2026-11-05 09:00")
    await village.close_months()
    await agreed(village, "/hu 迁出 3-13 搬走")
    await december(village)
    village.now = at("2027-01-02 09:00")
    await close_year(village)
    assert homes.li.id not in {one.household.id for one in await honours(village)}
    assert len(await honours(village)) == 6
    assert await audited(village) == []


async def test_who_comes_back_in_the_new_year_begins_with_nothing(
    village: Village, homes: Homes, tmp_path: Path
) -> None:
    await with_grace(village, tmp_path, 0)
    village.now = at("2026-11-05 09:00")
    await village.close_months()
    await agreed(village, "/hu 迁出 3-13 搬走")
    await december(village)
    village.now = at("2027-01-02 09:00")
    await close_year(village)
    back = await village.says(CHEN, "/hu 迁回 3-13")
    assert "从1月起计分。" in back.text
    assert await spendable(village, homes.li) == 0
    assert await village.points(homes.li) == 110
    assert await audited(village) == []


async def test_points_of_the_old_year_go_along_in_the_days_of_grace(
    village: Village, homes: Homes, tmp_path: Path
) -> None:
    await with_grace(village, tmp_path, 31)
    await december(village)
    village.now = at("2027-01-05 09:00")
    await close_year(village)
    done = await agreed(village, "/hu 并 3-12 3-13 结婚")
    assert "可用的2026年" in done.text
    async with village.transactions.writing() as store:
        balances = await store.households.balances(homes.wang.id), await store.households.balances(homes.li.id)
    assert balances[1][2026] == 0
    assert balances[0][2026] > 440
    assert await audited(village) == []
    village.now = at("2027-02-02 09:00")
    await close_year(village)
    assert await audited(village) == []


async def test_who_left_after_the_year_was_closed_stays_in_its_lists(village: Village, homes: Homes) -> None:
    await december(village)
    village.now = at("2027-01-02 09:00")
    await close_year(village)
    await village.says(CHEN, "/hu 迁出 3-13 搬走")
    assert homes.li.id in {one.household.id for one in await honours(village)}
    assert await audited(village) == []


async def test_points_of_the_old_year_do_not_go_to_one_that_came_in_the_new(village: Village, homes: Homes) -> None:
    """It is said before the second officer agrees, and again when it is done."""
    await village.points(homes.wang)
    village.now = at("2027-01-12 09:00")
    await village.close_months()
    await village.household(6, 1, "钱新", joined=village.now.date())
    asked = await village.says(CHEN, "/hu 并 6-1 3-12 结婚")
    done = await village.presses(SUN, asked.button("确认"))
    for answer in (asked, done):
        assert "2026年440分转不过去（另一户那年还没加入），留在档案里，不能再用。" in answer.text
    assert await village.count("postings", "kind = 'transfer'") == 0
    assert await audited(village) == []
