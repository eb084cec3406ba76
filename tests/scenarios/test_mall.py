"""兑换: goods for points, reserved and collected; nothing is promised twice."""

from __future__ import annotations

import re

import pytest

from tests.scenarios.conftest import Homes
from tests.village import CHEN, SUN, ZHOU, Village, at

LI_PHONE = "+8619900000002"
WANG_PHONE = "+8619900000001"


@pytest.fixture
async def mall(village: Village) -> Village:
    """October: September is final, every household can spend 110 points; rice costs 60, soap 10."""
    village.now = at("2026-10-15 09:00")
    await village.close_months()
    assert "已添加" in (await village.says(CHEN, "/wu 加 大米 60 20")).text
    assert "已添加" in (await village.says(CHEN, "/wu 加 肥皂 10 5")).text
    return village


def code_in(text: str) -> str:
    """The pickup code of an answer."""
    found = re.search(r"领取码\s?(\d{8})", text)
    assert found is not None, text
    return found[1]


def four_digits(text: str) -> str:
    """The code that is to be sent back."""
    found = re.search(r"回(\d{4})确认", text)
    assert found is not None, text
    return found[1]


async def spendable(village: Village, household: object) -> int:
    return (await village.standing(household)).spendable  # type: ignore[arg-type]


async def test_the_list_says_what_the_village_owes(mall: Village) -> None:
    assert (await mall.says(ZHOU, "/wu")).text == (
        "🎁 兑换物品：\n1. 大米 60分，库存 20\n2. 肥皂 10分，库存 5\n各户可用积分共 770 分，在兑库存共值 1250 分。"
    )
    await mall.says(CHEN, "/wu 改 大米 停")
    assert (await mall.says(ZHOU, "/wu")).text == (
        "🎁 兑换物品：\n1. 大米 60分，库存 20，停兑\n2. 肥皂 10分，库存 5\n"
        "各户可用积分共 770 分，在兑库存共值 50 分。\n⚠️ 库存不够兑，还差 720 分的物品。"
    )


async def test_reserved_for_a_household_and_handed_over_once(mall: Village, homes: Homes) -> None:
    answer = await mall.says(CHEN, "/dui 3-13 大米")
    code = code_in(answer.text)
    assert answer.text == (
        f"✅ 兑换 1：3组13号 李秀芳 大米×1，用 60 分，还可用 50 分\n领取码 {code}，10月29日前来领，过期退回积分。"
    )
    assert await spendable(mall, homes.li) == 50
    question = await mall.says(CHEN, f"/ling {code[:4]} {code[4:]}")
    assert question.text == "3组13号 李秀芳 领 大米×1，谁来领？"
    assert question.labels == ["本人", "代领"]
    mall.restart()
    done = await mall.presses(CHEN, question.button("代领"))
    assert done.text == (f"✅ 已领取（陈国强），请抄到台账：\n2026-10-15 {code} 3-13 李秀芳 大米×1 代领 余50分")
    assert "已经领走了" in (await mall.says(CHEN, f"/ling {code}")).text
    assert await spendable(mall, homes.li) == 50
    assert await mall.count("goods", "stock = 19 AND held = 0 AND collected = 1") == 1


async def test_ordered_by_text_and_reserved_by_the_code(mall: Village, homes: Homes) -> None:
    assert await mall.texts(LI_PHONE, "物品") == "李秀芳户可用110分，能兑：1大米60分，2肥皂10分。要换请发“兑 1”。"
    asked = await mall.texts(LI_PHONE, "兑 2 3个")
    assert asked == f"兑肥皂3件用30分。请在10分钟内回{four_digits(asked)}确认，不回不扣分。"
    assert await mall.count("redemptions") == 0
    reply = await mall.texts(LI_PHONE, four_digits(asked))
    assert reply == f"兑好了：肥皂3件用30分。领取码{code_in(reply)}，10月29日前到村里领。可请人带码代领。"
    assert await spendable(mall, homes.li) == 80
    assert (await mall.posted()).text == (
        "🎁 兑换 1：3组13号 李秀芳 短信兑了 肥皂×3，10月29日前来领。领时请户里出示领取码。"
    )
