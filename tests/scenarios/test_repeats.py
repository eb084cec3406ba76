"""The same again within ten minutes: asked about, whatever the command; and points that would count nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.scenarios.conftest import Homes
from tests.scenarios.supervisors import jian
from tests.village import CHEN, SUN, ZHOU, Village

LINE = "/kou 3-13 环2 1 堆物"


async def test_the_same_line_again_is_asked_about_and_named(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, LINE)
    question = await village.says(ZHOU, LINE)
    assert question.text.startswith("刚才已记 #1（李秀芳户“")
    assert question.text.endswith("”扣1分），再记一次？")
    assert question.labels == ["再记一次"]
    assert len(await village.entries(homes.li)) == 1
    assert "✅ #2" in (await village.presses(ZHOU, question.buttons[0])).text
    third = await village.says(ZHOU, LINE)
    assert "#1" in third.text
    assert "#2" in third.text
    await village.presses(ZHOU, third.buttons[0])
    assert len(await village.entries(homes.li)) == 3


@pytest.mark.parametrize("minutes", [-60, -9, 0, 9, 10])
async def test_also_when_the_clock_went_back_meanwhile(village: Village, homes: Homes, minutes: int) -> None:
    await village.says(ZHOU, LINE)
    village.now += timedelta(minutes=minutes)
    asked = (await village.says(ZHOU, LINE)).text.startswith("刚才已记 #1")
    assert asked == (abs(minutes) <= 10)


@pytest.mark.parametrize("other", ["/kou 3-14 环2 1 堆物", "/kou 3-13 环2 2 堆物", "/kou 3-13 环3 1 散养"])
async def test_another_household_amount_or_item_is_none(village: Village, other: str) -> None:
    await village.says(ZHOU, LINE)
    assert "✅ #2" in (await village.says(ZHOU, other)).text


async def test_what_was_taken_back_may_be_recorded_again(village: Village) -> None:
    await village.says(ZHOU, LINE)
    await village.says(ZHOU, "/che 1 记错")
    assert "✅ #3" in (await village.says(ZHOU, LINE)).text


async def test_several_lines_that_repeat_are_one_question(village: Village, homes: Homes) -> None:
    text = "/kou 3-13 环2 1 堆物\n3-14 环2 1 堆物"
    await village.says(ZHOU, text)
    question = await village.says(ZHOU, text)
    assert question.labels == ["再记一次"]
    assert [line[:7] for line in question.text.splitlines()] == ["刚才已记 #1", "刚才已记 #2"]
    await village.presses(ZHOU, question.buttons[0])
    assert [len(await village.entries(home)) for home in (homes.li, homes.zhang)] == [2, 2]


async def test_the_same_line_twice_in_one_message(village: Village, homes: Homes) -> None:
    question = await village.says(ZHOU, f"{LINE}\n3-13 环2 1 堆物")
    assert question.text.endswith("写了两次，要记两次吗？")
    assert await village.entries(homes.li) == []
    await village.presses(ZHOU, question.button("记两次"))
    assert len(await village.entries(homes.li)) == 2


async def test_a_veto_that_is_proposed_again(village: Village) -> None:
    await village.says(ZHOU, "/fou 3-13 秸秆 冒烟")
    assert (await village.says(ZHOU, "/fou 3-13 秸秆 冒烟")).text.startswith("刚才已记 #1（李秀芳户“秸秆焚烧行为”）")
    assert (await village.says(SUN, "/fou 3-13 秸秆 冒烟")).text.startswith("周美华今天已给李秀芳户“秸秆焚烧行为”")
    assert await village.count("entries") == 1


async def test_goods_that_are_reserved_or_added_again(mall: Village) -> None:
    assert (await mall.says(CHEN, "/wu 加 大米 60 20")).text == "刚才已给大米入库 20 件，再入一次？"
    await mall.says(CHEN, "/dui 3-12 肥皂")
    question = await mall.says(CHEN, "/dui 3-12 肥皂")
    assert question.text == "刚才已给3组12号 王建国兑肥皂 1 件（编号 1），再兑一次？"
    assert await mall.count("redemptions") == 1
    await mall.presses(CHEN, question.button("再来一次"))
    assert await mall.count("redemptions") == 2
    await mall.says(CHEN, "/dui 取消 1")
    await mall.says(CHEN, "/dui 取消 2")
    assert "刚才" not in (await mall.says(CHEN, "/dui 3-12 肥皂")).text


async def test_points_of_the_towns_appraisal(supervised: Village) -> None:
    await jian(supervised, "/jian 扣 秦望村 2 没按时结算")
    assert await jian(supervised, "/jian 扣 秦望村 2 没按时结算") == "刚才已记秦望村 -2 分，再记一次？"
    assert await supervised.count("assessments") == 1


async def test_a_deduction_where_nothing_is_to_take_is_asked_about(village: Village, homes: Homes) -> None:
    question = await village.says(ZHOU, "/kou 3-13 志2 2 堆物")
    assert question.text == "李秀芳户志2“参加义务献血活动”现在是 0 分，没有可扣的。仍要记吗？"
    assert await village.entries(homes.li) == []
    answer = await village.presses(ZHOU, question.button("仍要记"))
    assert "扣2分，本项已是 0 分，计 0 分" in answer.text
    later = await village.says(ZHOU, "/jia 3-13 志2 2 献血")
    assert "加2分，先前多扣的分（#1）抵掉了，计 0 分\n本项 0/2 分" in later.text


async def test_what_to_take_back_instead_is_named(village: Village) -> None:
    await village.says(ZHOU, "/jia 3-13 志2 2 献血")
    await village.says(ZHOU, "/kou 3-13 志2 2 没去")
    village.now += timedelta(minutes=11)
    assert "要改请撤销 #1" in (await village.says(ZHOU, "/kou 3-13 志2 2 没去")).text


async def test_full_is_said_only_where_it_is(village: Village) -> None:
    assert "本项已满，计 0 分" in (await village.says(ZHOU, "/jia 3-13 环2 1 很干净")).text
    assert "先前多加的分（#1）抵掉了，计 0 分" in (await village.says(ZHOU, LINE)).text
