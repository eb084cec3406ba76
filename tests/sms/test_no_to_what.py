"""A no while a code waits: it goes to what was asked or offered last, and to the order only if that was its code."""

from __future__ import annotations

import pytest

from tests.sms.august import code_of, lived_to_august, says
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


@pytest.mark.parametrize("taken_back", ["算了", "取消", "不要了"])
async def test_nobody_is_told_that_what_was_just_done_is_dropped(told: Village, taken_back: str) -> None:
    """A claim stays as it was filed, and is withdrawn by its own word."""
    said = await says(told, "申报 献血 昨天", taken_back)
    assert said == "申报已经报上了。不报了请发“撤回”。"
    assert await told.count("claims", "state = 'open'") == 1
    assert "申报1" in await says(told, "撤回")


@pytest.mark.parametrize("asked", ["码没看到", "码呢", "确认码是几", "验证码多少"])
async def test_who_asks_for_the_code_that_waits_is_told_it_again(ordered: Village, asked: str) -> None:
    assert f"请回确认码{await code_of(ordered)}" in await says(ordered, asked)


@pytest.mark.parametrize(("asked", "said"), [("物品", "能兑"), ("洗衣粉", "要兑洗衣粉"), ("户码", "能兑")])
async def test_who_asks_for_something_else_is_not(ordered: Village, asked: str, said: str) -> None:
    assert said in await says(ordered, asked)


@pytest.mark.parametrize("taken_back", ["算了", "取消", "不用了 儿子来了", "不用了，儿子回来了"])
async def test_who_was_asked_to_come_is_told_that_nobody_needs_to(told: Village, taken_back: str) -> None:
    assert await says(told, "6", taken_back) == "知道了，已告诉村里不用来了。又要人来回6。"


async def test_where_nothing_is_pending_but_an_objection_its_withdrawal_is_offered(told: Village) -> None:
    assert "撤回发“撤回 编号”" in await says(told, "异议 1 那天没扔", "取消")


@pytest.mark.parametrize("before", [("申报 献血 昨天",), ("6",), ("退订",)])
async def test_goods_that_are_reserved_are_named_beside_what_was_just_done(
    told: Village, before: tuple[str, ...]
) -> None:
    await says(told, "兑 1")
    await says(told, await code_of(told))
    said = await says(told, *before, "取消")
    assert said.endswith("兑好的物品还留着，也不要就再回“取消”。")
    assert "洗衣粉1件取消了" in await says(told, "取消")


@pytest.mark.parametrize("given_up", ["不兑了", "不换了", "取消兑换"])
async def test_who_gives_up_an_exchange_is_visited_all_the_same(told: Village, given_up: str) -> None:
    """What was just done is no order: it stands, and the goods that are reserved go back."""
    await says(told, "6")
    assert "您没有正在办的兑换" in await says(told, given_up)
    await says(told, "兑 1")
    await says(told, await code_of(told))
    assert "洗衣粉1件取消了" in await says(told, "6", given_up)
    assert await told.count("callbacks", f"words LIKE '%{given_up}%'") == 0
