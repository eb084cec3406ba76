"""Of which of a phone's households a question is, is asked; and answered by a code, a name, a house or not at all."""

from __future__ import annotations

import pytest

from tests.sms.august import says
from tests.sms.village import SHARED, Village

ASKED = "这个手机登记了2户，请带上户码"


@pytest.mark.parametrize(
    "answer",
    [
        "丽华",
        "丽华的",
        "是丽华的",
        "查丽华的",
        "丽华那户",
        "丽华屋里的",
        "丽华的呀",
        "赵丽华的",
        "阿华",
        "3号",
        "3组3号",
    ],
)
async def test_it_is_named_as_people_name_it(told: Village, answer: str) -> None:
    assert (await says(told, "积分", answer, sender=SHARED)).startswith("赵丽华户：8月110分")


@pytest.mark.parametrize("answer", ["两个都要", "都要", "都查一下", "随便", "老婆的"])
async def test_of_each_and_of_nobody_it_is_asked_again(told: Village, answer: str) -> None:
    assert (await says(told, "积分", answer, sender=SHARED)).startswith(ASKED)
    assert (await says(told, "丽华的", sender=SHARED)).startswith("赵丽华户：8月110分")


@pytest.mark.parametrize(
    ("answer", "said"),
    [("物品", "可用110分，能兑"), ("谢谢", "不客气"), ("王建国的", "别人家的查不了"), ("9号", "“9号”不是您家的户码")],
)
async def test_what_is_clear_by_itself_and_another_household_are_no_answer(
    told: Village, answer: str, said: str
) -> None:
    reply = await says(told, "积分", answer, sender=SHARED)
    assert said in reply or reply.startswith(ASKED)
    assert "：8月110分" not in reply


@pytest.mark.parametrize("answer", ["闹着玩的", "开玩笑的", "测试", "算了"])
async def test_who_gives_it_up_is_asked_no_more(told: Village, answer: str) -> None:
    assert "刚才的不办了" in await says(told, "申报 献血 昨天", answer, sender=SHARED)


async def test_a_claim_is_of_the_household_that_is_named_so(told: Village) -> None:
    assert "收到赵丽华户申报1号：献血 昨天" in await says(told, "申报 献血 昨天", "丽华的", sender=SHARED)


async def test_a_number_that_may_be_a_day_names_no_household_of_a_claim(told: Village) -> None:
    assert "收到" not in await says(told, "申报 献血 昨天", "2号", sender=SHARED)
    assert "收到张伟户" in await says(told, "2号家", sender=SHARED)
