"""A message of entries may look something up on a later line: it is answered below them, or nothing is recorded."""

from __future__ import annotations

from tests.scenarios.conftest import Homes
from tests.village import ZHOU, Village


async def test_the_card_stands_below_the_entry_and_knows_it(village: Village, homes: Homes) -> None:
    said = await village.says(ZHOU, "/kou 3-12 垃圾 2 没分类\n/cha 3-12")
    entry, card = (reply.text for reply in said.replies if hasattr(reply, "text"))
    assert "✅ #1" in entry
    assert "环4 3/5" in card


async def test_several_are_answered_in_their_order(village: Village, homes: Homes) -> None:
    said = await village.says(ZHOU, "/kou 3-12 垃圾 2 没分类\n查 3-13\n/jia 3-13 献血\n/gui 环4")
    assert await village.count("entries") == 2
    assert said.text.index("志2 2/2") < said.text.index("环4 垃圾分类投放")


async def test_what_cannot_be_looked_up_is_named_with_its_line_and_nothing_is_recorded(
    village: Village, homes: Homes
) -> None:
    said = await village.says(ZHOU, "/kou 3-12 垃圾 2 没分类\n/cha 9-99")
    assert said.text.startswith("一条都没有记，请改好再发：\n第2行：没有找到“9-99”")
    assert await village.count("entries") == 0


async def test_both_lines_may_ask_which_household_is_meant(village: Village) -> None:
    first = await village.household(7, 1, "李秀英")
    second = await village.household(7, 2, "李秀英")
    asked = await village.says(ZHOU, "/kou 李秀英 垃圾 2 没分类\n/cha 李秀英")
    asked = await village.presses(ZHOU, asked.button("7组1号"))
    assert asked.text == "“李秀英”有2户，是哪一户？"
    assert await village.count("entries") == 0

    said = await village.presses(ZHOU, asked.button("7组2号"))

    assert "🏠 7组2号" in said.text
    assert (len(await village.entries(first)), len(await village.entries(second))) == (1, 0)


async def test_a_line_without_a_command_behind_a_query_is_nobodys(village: Village, homes: Homes) -> None:
    said = await village.says(ZHOU, "/kou 3-12 垃圾 2 没分类\n/cha 3-12\n3-13 环2 1 堆柴")
    assert "第2行：“/cha”是另一个命令" in said.text
    assert await village.count("entries") == 0
