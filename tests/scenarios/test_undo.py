"""Taking points back: by the recorder for a day, then by a specialist, and only once."""

from __future__ import annotations

from datetime import timedelta

from domain.model.people import Role
from tests.scenarios.conftest import Homes
from tests.village import CHEN, STRANGER, SUN, ZHOU, Village, at


async def test_the_button_takes_the_entry_back(village: Village, homes: Homes) -> None:
    button = (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")).button("撤销 #1")
    village.restart()
    answer = await village.presses(ZHOU, button)
    assert (answer.toast, answer.unbuttoned) == ("已撤销", True)
    assert answer.text == "↩️ #2 已撤销 #1\n3组13号 李秀芳 垃圾分类投放\n本项现在 5 分，9月共 110 分"
    assert await village.points(homes.li) == 110


async def test_the_button_is_for_the_recorder_alone(village: Village, homes: Homes) -> None:
    button = (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")).button("撤销 #1")
    for other in (SUN, CHEN, STRANGER):
        assert (await village.presses(other, button)).toast == "这个按钮是给别人的，您不能点。"
    assert await village.points(homes.li) == 108


async def test_a_button_forged_for_oneself_opens_nothing(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    mine = (await village.says(SUN, "/kou 5-1 垃圾 2 没分类")).button("撤销 #2")
    forged = mine.data.replace("u:2:", "u:1:")
    assert "只能撤销自己 24 小时内记的" in (await village.presses(SUN, forged)).toast
    assert await village.points(homes.li) == 108


async def test_whoever_presses_second_finds_it_done(village: Village, homes: Homes) -> None:
    button = (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")).button("撤销 #1")
    await village.says(CHEN, "/che 1 专员更正")
    assert (await village.presses(ZHOU, button)).toast == "#1 已经撤销过了。"
    assert (await village.says(CHEN, "/che 1 再来")).text == "#1 已经撤销过了。"
    assert await village.points(homes.li) == 110
    assert await village.count("entries", "reverses = 1") == 1


async def test_the_recorder_may_within_a_day_and_a_specialist_later(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now += timedelta(hours=24, seconds=1)
    refused = "只能撤销自己 24 小时内记的，其他的请找管理专员。"
    assert (await village.says(ZHOU, "/che 1 记错户")).text == refused
    assert (await village.says(SUN, "/che 1 记错户")).text == refused
    answer = await village.says(CHEN, "/che 1 记错户")
    assert "已撤销 #1" in (await village.presses(SUN, answer.button("确认"))).text
    assert await village.points(homes.li) == 110


async def test_just_within_the_day_is_in_time(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now += timedelta(hours=24)
    assert "已撤销 #1" in (await village.says(ZHOU, "/che #1 记错户")).text


async def test_another_assessor_may_not_even_at_once(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    assert "只能撤销自己" in (await village.says(SUN, "/che 1 记错户")).text


async def test_a_reversal_is_not_taken_back(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.says(ZHOU, "/che 1 记错户")
    assert (await village.says(CHEN, "/che 2 其实没错")).text == "#2 本身就是撤销，不能再撤；请重新记一条。"


async def test_an_unknown_number_and_another_villages_entry_are_not_found(village: Village) -> None:
    assert (await village.says(CHEN, "/che 77 记错户")).text == "本村没有 #77 这条记录，请核对编号。"


async def test_nobody_takes_back_what_concerns_the_own_household_or_kin(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 4-2 垃圾 2 没分类")
    await village.says(ZHOU, "/kou 4-3 垃圾 2 没分类")
    assert "是您自己家" in (await village.says(CHEN, "/che 1 不对")).text
    assert "是您家亲属" in (await village.says(CHEN, "/che 2 不对")).text
    assert [await village.points(home) for home in (homes.chen, homes.chen_kin)] == [108, 108]


async def test_once_the_month_is_over_only_a_specialist_corrects_and_the_account_follows(
    village: Village, homes: Homes
) -> None:
    village.now = at("2026-09-30 20:00")
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    village.now = at("2026-10-01 08:00")
    await village.close_months()
    assert (await village.standing(homes.li)).account.earned == 108
    assert (await village.says(ZHOU, "/che 1 记错户")).text == (
        "9月已经结算，要撤销请管理专员发：/che 1 原因，会记为公示后更正。"
    )
    assert "9月共 110 分" in (await village.says(CHEN, "/che 1 记错户")).text
    assert (await village.standing(homes.li)).spendable == 110
    assert await village.points(homes.li) == 110


async def test_what_a_cap_had_swallowed_counts_once_there_is_room(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/jia 3-13 献血")
    await village.insists(ZHOU, "/jia 3-13 献血 2 又献一次")
    await village.says(ZHOU, "/che 1 记错")
    assert await village.points(homes.li) == 112


async def test_an_officer_without_a_household_here_may_share_a_heads_name(village: Village) -> None:
    await village.officer(301, "李秀芳", Role.ASSESSOR, household="")
    assert "✅" in (await village.says(301, "/kou 3-13 垃圾 1 没分类")).text


async def test_an_officer_with_a_known_household_is_partial_to_that_one(village: Village, homes: Homes) -> None:
    await village.officer(302, "李秀芳", Role.ASSESSOR, household=homes.zhao.code)
    assert "✅" in (await village.says(302, "/kou 3-13 垃圾 1 没分类")).text
    assert "是您自己家" in (await village.says(302, "/jia 5-1 献血")).text
