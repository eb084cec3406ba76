"""Entries that were written without their command are recorded once somebody says that they are meant."""

from __future__ import annotations

import pytest

from tests.village import ZHOU, Village


async def test_an_entry_without_its_command_is_recorded_when_it_is_meant(village: Village) -> None:
    asked = await village.says(ZHOU, "3-12 垃圾 -2 没分类")
    assert await village.count("entries") == 0

    done = await village.presses(ZHOU, asked.button("记下"))

    assert "扣2分" in done.text
    assert await village.count("entries") == 1


async def test_whoever_says_which_sign_has_answered(village: Village) -> None:
    asked = await village.says(ZHOU, "3-12 垃圾 2 没分类")

    done = await village.presses(ZHOU, asked.button("扣2分"))

    assert "扣2分" in done.text


async def test_the_other_sign_than_the_command_s_is_what_is_chosen(village: Village) -> None:
    asked = await village.says(ZHOU, "/jia 3-12 垃圾 -2 没分类")

    done = await village.presses(ZHOU, asked.button("扣2分"))

    assert "扣2分" in done.text


async def test_nothing_is_taken_off_without_a_reason(village: Village) -> None:
    asked = await village.says(ZHOU, "/jia 3-12 垃圾 -2")

    refused = await village.presses(ZHOU, asked.button("扣2分"))

    assert "原因" in refused.toast
    assert await village.count("entries") == 0


async def test_what_everyday_words_describe_is_recorded_for_the_item_that_was_chosen(village: Village) -> None:
    asked = await village.says(ZHOU, "/kou 3-12 狗没拴 2")

    done = await village.presses(ZHOU, asked.button("环2 宅前屋后保持干净"))

    assert "环2" in done.text
    assert "扣2分" in done.text


@pytest.mark.parametrize("text", ["、排名", "\\排名", "、 pai", "、/排名"])
async def test_a_name_behind_the_key_beside_the_slash_is_the_command(village: Village, text: str) -> None:
    assert "全村排名" in (await village.says(ZHOU, text)).text


@pytest.mark.parametrize("text", ["排名", "。排名", "、排名吗", "、大家看排名"])
async def test_a_name_in_talk_is_none(village: Village, text: str) -> None:
    assert (await village.says(ZHOU, text)).replies == ()
