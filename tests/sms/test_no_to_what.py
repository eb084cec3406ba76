"""A no while a code waits: it goes to what was asked or offered last, and to the order only if that was its code."""

from __future__ import annotations

import pytest

from tests.sms.august import lived_to_august, says
from tests.sms.village import Village

WAITS = "closed_ms IS NULL"


@pytest.fixture
async def ordered(sqlite_village: Village) -> Village:
    await lived_to_august(sqlite_village)
    await says(sqlite_village, "兑 1")
    return sqlite_village


@pytest.mark.parametrize(
    ("before", "no", "reply"),
    [
        (("老人摔倒了",), "不用了", "不用来了"),
        (("老人摔倒了",), "不要", "不用来了"),
        (("申报",), "不要", "刚才的不办了"),
        (("申报 修路灯",), "不是", "刚才的不办了"),
        (("申报 修路灯",), "不用了", "刚才的不办了"),
        (("异议",), "不用了", "刚才的不办了"),
        (("异议 1",), "不", "刚才的不办了"),
        (("物品", "2"), "不要", "刚才的不办了"),
        (("积分",), "不要", "请回确认码"),
        (("物品",), "不", "请回确认码"),
    ],
)
async def test_a_no_to_something_else_leaves_the_order(
    ordered: Village, before: tuple[str, ...], no: str, reply: str
) -> None:
    assert reply in await says(ordered, *before, no)
    assert await ordered.count("orders", WAITS) == 1
    assert await ordered.count("claims") + await ordered.count("objections") == 0
    assert "洗衣粉不兑了" in await says(ordered, "取消")


@pytest.mark.parametrize("before", [(), ("好",), ("这个那个",), ("0000",), ("积分", "不要")])
async def test_a_no_to_the_code_takes_the_order_back(ordered: Village, before: tuple[str, ...]) -> None:
    assert "洗衣粉不兑了" in await says(ordered, *before, "不要")
    assert await ordered.count("orders", WAITS) == 0


async def test_an_order_says_which_one_it_replaces(ordered: Village) -> None:
    assert "前面的洗衣粉1件不兑了" in await says(ordered, "兑 2")
    assert await ordered.count("orders", WAITS) == 1


async def test_the_same_order_again_says_that_its_first_code_is_void(ordered: Village) -> None:
    assert "前一次的码作废" in await says(ordered, "兑 1")
    assert "前面的洗衣粉1件不兑了" in await says(ordered, "兑 1 2")


async def test_an_order_that_replaces_none_says_nothing_of_another(ordered: Village) -> None:
    reply = await says(ordered, "取消", "兑 2")
    assert "作废" not in reply
    assert "前面" not in reply
