"""A reason that may say that the entry is not meant is asked about, and recorded as it stands when it is meant."""

from __future__ import annotations

from tests.village import ZHOU, Village


async def test_what_may_not_be_meant_is_recorded_once_somebody_says_so(village: Village) -> None:
    asked = await village.says(ZHOU, "/kou 3-12 垃圾 2 不是他家")
    assert "“不是他家”" in asked.text
    assert await village.count("entries") == 0

    done = await village.presses(ZHOU, asked.button("记下"))

    assert "扣2分" in done.text
    assert await village.count("entries") == 1


async def test_of_several_lines_none_is_recorded_before_that(village: Village) -> None:
    asked = await village.says(ZHOU, "/kou 3-12 垃圾 2 没分类\n/jia 3-12 献血 没去成")
    assert "“没去成”" in asked.text
    assert await village.count("entries") == 0

    await village.presses(ZHOU, asked.button("记下"))

    assert await village.count("entries") == 2


async def test_a_veto_that_may_not_be_meant_is_proposed_once_somebody_says_so(village: Village) -> None:
    asked = await village.says(ZHOU, "/fou 3-12 秸秆 先不否")
    assert await village.count("entries") == 0

    await village.presses(ZHOU, asked.button("记下"))

    assert await village.count("entries") == 1


async def test_whoever_said_that_it_is_meant_without_its_command_has_answered(village: Village) -> None:
    asked = await village.says(ZHOU, "3-12 垃圾 -2 不是他家")

    await village.presses(ZHOU, asked.button("记下"))

    assert await village.count("entries") == 1


async def test_who_else_it_may_be_is_asked_when_the_item_was_chosen(village: Village) -> None:
    asked = await village.says(ZHOU, "/kou 3-12和3-13吵架 1分")

    chosen = await village.presses(ZHOU, asked.buttons[0])
    assert "“和3-13”" in chosen.text
    assert await village.count("entries") == 0

    await village.presses(ZHOU, chosen.button("记下"))

    assert await village.count("entries") == 1


async def test_of_two_items_the_one_that_is_chosen_is_recorded(village: Village) -> None:
    asked = await village.says(ZHOU, "/kou 3-12 垃圾没分类，污水横流")
    assert await village.count("entries") == 0

    done = await village.presses(ZHOU, asked.button("环5 无乱排污"))

    assert "环5" in done.text
    assert await village.count("entries", "item = '环5'") == 1
