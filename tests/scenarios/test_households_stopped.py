"""What no longer counts once a household leaves is shown before it does."""

from __future__ import annotations

import re

from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.village import CHEN, SUN, ZHOU, Village, at


def numbers(text: str) -> list[str]:
    """The entries that are named."""
    return re.findall(r"#\d+", text)


async def test_the_question_names_what_counts_no_more(village: Village, homes: Homes) -> None:
    village.now = at("2026-09-10 09:00")
    first = numbers((await village.says(ZHOU, "/kou 3-12 环1 5 搭棚")).text)[0]
    village.now = at("2026-09-20 09:00")
    second = numbers((await village.says(ZHOU, "/kou 3-12 环2 2 没扫")).text)[0]
    score = await village.points(homes.wang)
    asked = await village.says(CHEN, "/hu 迁出 3-12 9月15日 搬走")
    assert f"9月得的{score}分不算了，里面的2条记分也不算了：" in asked.text
    assert f"{first} 9月10日 扣5分、{second} 9月20日 扣2分" in asked.text
    assert await village.count("households", "left_on IS NOT NULL") == 0
    done = await village.presses(CHEN, asked.button("确定迁出"))
    assert "已迁出（9月15日）" in done.text
    assert numbers(done.text) == [first, second]
    assert await audited(village) == []


async def test_what_came_meanwhile_is_asked_about_again(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-12 环1 5 搭棚")
    asked = await village.says(CHEN, "/hu 迁出 3-12 搬走")
    await village.says(ZHOU, "/kou 3-12 环2 2 没扫")
    again = await village.presses(CHEN, asked.button("确定迁出"))
    assert "里面的2条记分也不算了" in again.text
    assert await village.count("households", "left_on IS NOT NULL") == 0
    assert "已迁出" in (await village.presses(CHEN, again.button("确定迁出"))).text


async def test_the_second_officer_reads_it(mall: Village, homes: Homes) -> None:
    await mall.says(ZHOU, "/kou 3-12 环1 5 搭棚")
    asked = await mall.says(CHEN, "/hu 迁出 3-12 搬走")
    assert "里面的1条记分也不算了" in asked.text
    assert "要另一位考核人员点“确认”才算数。" in asked.text
    await mall.says(ZHOU, "/kou 3-12 环2 2 没扫")
    assert (await mall.presses(SUN, asked.button("确认"))).toast == "这个按钮已失效，请重新发一次命令。"
    again = await mall.says(CHEN, "/hu 并 3-13 3-12 结婚")
    assert "里面的2条记分也不算了" in again.text
    assert "里面的2条记分也不算了" in (await mall.presses(SUN, again.button("确认"))).text
    assert await audited(mall) == []


async def test_one_taken_back_and_one_change_of_the_household_do_not_make_up_for_each_other(
    mall: Village, homes: Homes
) -> None:
    assert numbers((await mall.says(ZHOU, "/kou 3-12 环1 5 搭棚")).text) == ["#1"]
    asked = await mall.says(CHEN, "/hu 迁出 3-12 搬走")
    await mall.says(ZHOU, "/che #1 看错门牌")
    assert "户主" in (await mall.says(CHEN, "/hu 户主 3-12 王小明 过户")).text
    assert (await mall.presses(SUN, asked.button("确认"))).toast == "这个按钮已失效，请重新发一次命令。"


async def test_what_was_taken_back_counted_no_more_before(village: Village, homes: Homes) -> None:
    entry = numbers((await village.says(ZHOU, "/kou 3-12 环1 5 搭棚")).text)[0]
    await village.says(ZHOU, f"/che {entry.removeprefix('#')} 记错了")
    assert "✅ 3组12号 王建国 已迁出" in (await village.says(CHEN, "/hu 迁出 3-12 搬走")).text
