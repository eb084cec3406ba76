"""Whoever left office and came back is the same person: a second officer is somebody else."""

from __future__ import annotations

import pytest

from bot.reply import Button
from domain.model.people import Role
from tests.scenarios.conftest import Homes
from tests.scenarios.disputes import LI_PHONE
from tests.village import CHEN, SUN, ZHOU, Village, at

NEW_PHONE = 902
"""周美华 with another account."""


async def comes_back(village: Village, user: int, name: str, role: Role = Role.ASSESSOR) -> None:
    await village.leaves(user)
    await village.officer(user, name, role)


async def award(village: Village, user: int) -> Button:
    """A large award, #2; the button for another officer to look at it."""
    await village.says(SUN, "/kou 3-13 环1 10 搭了棚")
    question = await village.says(user, "/jia 3-13 环1 8 棚拆了")
    return (await village.presses(user, question.buttons[0])).button("复核")


@pytest.mark.parametrize("account", [ZHOU, NEW_PHONE])
async def test_nobody_confirms_a_veto_proposed_in_an_earlier_office(village: Village, account: int) -> None:
    button = (await village.says(ZHOU, "/fou 3-13 秸秆 地里冒烟")).button("确认")
    await village.leaves(ZHOU)
    await village.officer(account, "周美华")
    assert (await village.presses(account, button)).toast == "您自己提的否决，要请另一位考核人员确认。"
    assert await village.count("confirmations") == 0
    assert "已确认" in (await village.presses(SUN, button)).toast


async def test_nobody_looks_at_an_own_award_of_an_earlier_office(village: Village) -> None:
    button = await award(village, ZHOU)
    await comes_back(village, ZHOU, "周美华")
    assert (await village.presses(ZHOU, button)).toast == "您自己加的分，要请另一位考核人员复核。"


async def test_nor_by_settling(village: Village) -> None:
    await award(village, CHEN)
    await comes_back(village, CHEN, "陈国强", Role.SPECIALIST)
    village.now = at("2026-10-01 09:00")
    preview = await village.says(CHEN, "/jie")
    assert "#2" in (await village.presses(CHEN, preview.button("结算"))).toast
    assert await village.count("rounds", "state = 'published'") == 0


async def test_nobody_decides_alone_on_an_entry_of_an_earlier_office(village: Village) -> None:
    await village.says(CHEN, "/kou 3-13 垃圾 2 没分类")
    await village.texts(LI_PHONE, "异议 1 没有扔垃圾")
    await comes_back(village, CHEN, "陈国强", Role.SPECIALIST)
    answer = await village.says(CHEN, "/yi 驳 1 属实")
    assert "异议 1 是陈国强自己记的分" in answer.text
    assert answer.labels == ["确认"]


async def test_nor_upholds_alone_what_was_entered_in_an_earlier_office(village: Village, homes: Homes) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.says(CHEN, "/yi 3-13 #1 没有扔")
    await comes_back(village, CHEN, "陈国强", Role.SPECIALIST)
    assert "替户里提的" in (await village.says(CHEN, "/yi 准 1")).text
    assert await village.points(homes.li) == 108


async def test_nor_confirms_an_own_correction_of_the_stock(mall: Village) -> None:
    button = (await mall.says(CHEN, "/wu 改 大米 库存 5 受潮")).button("确认")
    await comes_back(mall, CHEN, "陈国强", Role.SPECIALIST)
    assert (await mall.presses(CHEN, button)).toast == "这件事要另一位考核人员来确认。"
    assert "现在 5" in (await mall.presses(SUN, button)).text
