"""Goods are called by their names: what is ordered is asked about, and only the code reserves."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand
from sms.understanding.goods_named import goods_named
from sms.understanding.request import Intent, Request
from tests.sms.august import code_of, says
from tests.sms.shortest import shortest
from tests.sms.village import Village

AT_ONCE = 0.5
"""Processor seconds; a pattern that goes back and forth takes seconds."""


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("兑洗衣粉", {"named": "洗衣粉", "pieces": 1}),
        ("兑 洗衣粉 两袋", {"named": "洗衣粉", "pieces": 2}),
        ("换2包盐", {"named": "盐", "pieces": 2}),
        ("2包盐", {"named": "盐", "pieces": 2}),
        ("给我留一袋大米", {"named": "大米", "pieces": 1}),
        ("想换个脸盆", {"named": "脸盆", "pieces": 1}),
        ("兑不锈钢盆2个", {"named": "不锈钢盆", "pieces": 2}),
        ("兑食盐1", {"named": "食盐", "number": 1}),
        ("兑洗衣粉 500", {"named": "洗衣粉", "number": 500}),
        ("1洗衣粉20分", {"named": "洗衣粉", "number": 1}),
        ("洗衣粉要几分", {"named": "洗衣粉"}),
        ("有米有油可以换吗", {}),
        ("兑换什么", {}),
        ("能换什么东西", {}),
        ("积分 换什么", {}),
        ("兑洗衣粉两袋食盐一包", {}),
        ("兑洗衣粉两三袋", {"named": "洗衣粉"}),
        ("兑洗衣粉二十五袋", {"named": "洗衣粉", "pieces": 25}),
    ],
)
def test_what_is_said_of_goods(text: str, args: dict[str, object]) -> None:
    found = understand(text)
    assert (found.intent, found.args) == (Intent.GOODS, args)


@pytest.mark.parametrize("text", ["换不了", "兑换不了", "换错了2个", "换好了2个", "换坏的2个", "兑过了", "兑第二个2件"])
def test_how_an_exchange_went_and_a_number_are_no_name_of_goods(text: str) -> None:
    assert "named" not in understand(text).args


@pytest.mark.parametrize("text", ["换" * 20 + "好吗", "换兑换" * 6 + "吗", "兑" * 20 + "a"])
def test_a_word_said_again_and_again_is_read_at_once(text: str) -> None:
    assert shortest(text, goods_named) < AT_ONCE


@pytest.mark.parametrize(
    ("texts", "reply"),
    [
        (["兑洗衣粉"], "要兑洗衣粉（20分）吗"),
        (["换2包盐"], "要兑食盐2件（10分）吗"),
        (["兑洗衣粉20分"], "要兑洗衣粉（20分）吗"),
        (["兑洗衣粉3"], "要兑洗衣粉3件（60分）吗"),
        (["兑食盐 2"], "兑食盐要几件？一件5分"),
        (["兑洗衣粉 500"], "兑洗衣粉要几件？一件20分"),
        (["兑洗衣粉 500", "2"], "兑洗衣粉2件用40分。请在10分钟内回"),
        (["兑洗衣粉", "两袋"], "兑洗衣粉2件用40分。请在10分钟内回"),
        (["换2包盐", "好"], "兑食盐2件用10分。请在10分钟内回"),
        (["兑洗衣粉", "不要了"], "刚才的不办了"),
        (["兑洗衣粉 500", "取消"], "刚才的不办了"),
        (["物品", "1", "不要"], "刚才的不办了"),
        (["兑洗衣粉 500", "不换了"], "刚才的不办了"),
        (["兑洗衣粉9袋"], "要180分，您家可用110分，不够"),
        (["洗衣粉几分"], "能兑：1洗衣粉20分。要换请发“兑 1”"),
        (["给我留一袋大米"], "现在没有大米。王建国户可用110分，能兑：1洗衣粉20分"),
    ],
)
async def test_an_order_by_name_is_asked_about(told: Village, texts: list[str], reply: str) -> None:
    assert reply in await says(told, *texts)
    assert await told.count("redemptions") == 0


@pytest.mark.parametrize("text", ["{} 洗衣粉", "洗衣粉{}", "{} 兑洗衣粉两袋", "洗衣粉 {} 谢谢"])
async def test_a_code_may_stand_beside_its_goods(told: Village, text: str) -> None:
    await says(told, "兑 1 2")
    assert "兑好了：洗衣粉2件" in await says(told, text.format(await code_of(told)))


@pytest.mark.parametrize("text", ["{}食盐", "{} 洗衣粉3袋", "{} 洗衣粉1袋", "{} 洗衣粉一袋就好"])
async def test_a_code_beside_other_goods_is_asked_about(told: Village, text: str) -> None:
    await says(told, "兑 1 2")
    code = await code_of(told)
    assert f"兑洗衣粉2件，请回确认码{code}" in await says(told, text.format(code))
    assert await told.count("redemptions") == 0


async def test_what_waits_is_not_said_to_be_missing(told: Village) -> None:
    await told.stock("脸盆", 30, 1)
    await says(told, "兑 3")
    await says(told, await code_of(told))
    assert (await told.text("脸盆还有吗") or "").startswith("等您来领：脸盆1件")


@pytest.mark.parametrize("text", ["兑1 我要两袋", "兑 1 来2袋", "兑1，拿两袋", "换1号给我2袋"])
def test_how_many_is_wanted_stands_behind_the_number(text: str) -> None:
    assert understand(text) == Request(Intent.REDEEM, {"goods": 1, "quantity": 2})
