"""A large award that is cut into small ones, or given before it is needed, is looked at by another officer too."""

from __future__ import annotations

import asyncio
from pathlib import Path

from domain.model.people import Role
from tests.scenarios.conftest import Homes
from tests.village import CHEN, SUN, ZHOU, Answer, Village, at


async def meant(village: Village, user: int, text: str) -> Answer:
    """An officer says it, and says again that it is meant."""
    question = await village.says(user, text)
    return await village.presses(user, question.button("再记一次"))


async def in_two(village: Village, user: int = ZHOU) -> Answer:
    """#1 took 10 points off; #2 and #3 give them again."""
    await village.says(SUN, "/kou 3-13 环1 10 搭了棚")
    first = await meant(village, user, "/jia 3-13 环1 5 棚拆了")
    assert first.labels == ["撤销 #2"]
    return await meant(village, user, "/jia 3-13 环1 5 都拆了")


async def test_two_small_awards_of_one_officer_for_one_item_are_a_large_one(village: Village) -> None:
    answer = await in_two(village)
    assert answer.text.endswith("这项加分较多，请另一位考核人员点“复核”。")
    assert answer.labels == ["撤销 #3", "复核 #3"]
    assert (await village.presses(ZHOU, answer.button("复核"))).toast == "您自己加的分，要请另一位考核人员复核。"
    assert (await village.presses(SUN, answer.button("复核"))).text == "👀 #3 3组13号 李秀芳 加10分，孙志明已复核。"
    assert (await village.presses(CHEN, answer.button("复核"))).toast == "这条已经确认过了。"
    assert "复核" not in (await village.says(CHEN, "/jie")).text


async def test_nobody_settles_over_the_own_ones(village: Village) -> None:
    await in_two(village, CHEN)
    village.now = at("2026-10-01 09:00")
    preview = await village.says(CHEN, "/jie")
    assert "#3 3组13号 李秀芳加10分" in preview.text
    assert "先请另一位考核人员复核" in (await village.presses(CHEN, preview.button("结算"))).toast
    await village.presses(SUN, preview.button("复核 #3"))
    assert "积分公示" in (await village.presses(CHEN, preview.button("结算"))).text


async def test_in_one_message_as_well(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 环1 10 搭了棚")
    question = await village.says(ZHOU, "/jia\n3-13 环1 5 棚拆了\n3-13 环1 5 都拆了")
    answer = await village.presses(ZHOU, question.button("记两次"))
    assert [label.split()[0] for label in answer.labels] == ["撤销", "撤销", "复核"]


async def test_and_at_the_same_moment(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 环1 10 搭了棚")
    await asyncio.gather(*(village.says(ZHOU, f"/jia 3-13 环1 {n} {why}") for n, why in ((5, "棚拆了"), (4, "都拆了"))))
    assert "#3 3组13号 李秀芳加9分" in (await village.says(CHEN, "/jie")).text


async def test_leaving_and_coming_back_in_between_changes_nothing(village: Village) -> None:
    await village.says(SUN, "/kou 3-13 环1 10 搭了棚")
    await meant(village, ZHOU, "/jia 3-13 环1 5 棚拆了")
    await village.leaves(ZHOU)
    await village.officer(ZHOU, "周美华", Role.SPECIALIST)
    assert "复核 #3" in (await meant(village, ZHOU, "/jia 3-13 环1 5 都拆了")).labels


async def test_what_was_looked_at_is_not_added_up_again(village: Village) -> None:
    await village.presses(SUN, (await in_two(village)).button("复核"))
    await meant(village, SUN, "/kou 3-13 环1 5 又搭了")
    assert (await meant(village, ZHOU, "/jia 3-13 环1 5 又拆了")).labels == ["撤销 #5"]


async def test_what_several_officers_and_items_add_up_to_is_none(village: Village) -> None:
    await village.says(SUN, "/kou 3-13 环1 10 搭了棚")
    await meant(village, ZHOU, "/jia 3-13 环1 5 棚拆了")
    assert (await meant(village, CHEN, "/jia 3-13 环1 5 都拆了")).labels == ["撤销 #3"]
    assert (await village.says(ZHOU, "/jia 3-13 文2 5 村里表彰")).labels == ["撤销 #4"]


async def test_of_a_merit_only_what_is_earned_on_one_day_is_added_up(village: Village, tmp_path: Path) -> None:
    village.revise(tmp_path, "second_look_above = 5 ", "second_look_above = 2 ")
    for day in (10, 11):
        village.now = at(f"2026-10-{day} 09:00")
        assert (await village.says(ZHOU, "/jia 3-13 文2 2 带头")).labels == [f"撤销 #{day - 9}"]
    assert "复核 #3" in (await village.says(ZHOU, "/jia 3-13 文2 1 又带头")).labels


async def test_points_given_ahead_of_a_deduction_are_looked_at_once_they_count(village: Village, homes: Homes) -> None:
    assert (await village.says(CHEN, "/jia 3-13 环1 15 一直很好")).labels == ["撤销 #1"]
    answer = await meant(village, SUN, "/kou 3-13 环1 15 搭了棚")
    assert "扣15分，先前多加的分（#1）抵掉了，计 0 分\n本项 15/15 分" in answer.text
    assert await village.points(homes.li) == 110
    village.now = at("2026-10-01 09:00")
    preview = await village.says(CHEN, "/jie")
    assert "#1 3组13号 李秀芳加15分" in preview.text
    assert "先请另一位考核人员复核" in (await village.presses(CHEN, preview.button("结算"))).toast
    assert "已撤销 #1" in (await village.says(CHEN, "/che 1 不该记")).text
    assert await village.count("scores", f"household_id = {homes.li.id} AND score = 95") == 1


async def test_of_two_large_ones_the_one_that_was_looked_at_is_done(village: Village) -> None:
    for item in ("环1", "环2"):
        await village.says(SUN, f"/kou 3-13 {item} 10 乱")
    first, second = [await meant(village, ZHOU, f"/jia 3-13 {item} 8 清了") for item in ("环1", "环2")]
    assert "加8分，孙志明已复核" in (await village.presses(SUN, second.button("复核"))).text
    preview = (await village.says(CHEN, "/jie")).labels
    assert [label for label in preview if "复核" in label] == [first.button("复核").label]
