"""钱进, specialist of 建农村, uses the numbers of what waits in 秦望村 in the own group; nothing of it is done."""

from __future__ import annotations

import pytest

from domain.model.people import Role
from tests.scenarios.waiting import BUTTONS, COMMANDS, everything_waits, filled, state
from tests.village import CHEN, GROUP, JIANNONG, ZHOU, Village, at

QIAN, THERE = 107, GROUP - 1


@pytest.fixture
async def neighbour(mall: Village) -> Village:
    await mall.whispers(QIAN, f"/bang {await mall.invitation('钱进', Role.SPECIALIST, JIANNONG)}")
    assert "建农村" in (await mall.says(QIAN, "/bang", chat=THERE)).text
    return mall


async def test_what_waits_about_a_household_is_decided_in_its_own_village(
    neighbour: Village, subtests: pytest.Subtests
) -> None:
    waiting = await everything_waits(neighbour, "3-13")
    before = await state(neighbour)
    for command in (one for one in COMMANDS if "{home}" not in one):
        with subtests.test(command):
            assert (await neighbour.says(QIAN, filled(command, waiting), chat=THERE)).text
            assert await state(neighbour) == before
    for button in sorted(BUTTONS):
        with subtests.test(button):
            assert (await neighbour.presses(QIAN, filled(button, waiting), chat=THERE)).toast not in {
                "",
                "好的",
                "已确认",
            }
            assert await state(neighbour) == before


async def test_a_round_is_settled_early_by_officers_of_its_own_village(neighbour: Village) -> None:
    neighbour.now = at("2026-10-30 09:00")
    preview = await neighbour.says(CHEN, "/jie")
    wish = await neighbour.presses(CHEN, preview.button("提前结算（要另一位确认）"))
    confirm = wish.button("确认提前结算")
    assert (await neighbour.presses(QIAN, confirm, chat=THERE)).toast == "这个按钮已失效，请重新发一次命令。"
    assert "积分公示" in (await neighbour.presses(ZHOU, confirm)).text


async def test_a_callback_is_ticked_off_in_its_own_village(neighbour: Village) -> None:
    await neighbour.texts("+8619900000001", "找人")
    for button in ("a:callback:1", "a:callbacks:1"):
        assert "没有 1 号回电" in (await neighbour.presses(QIAN, button, chat=THERE)).toast
    assert await neighbour.count("callbacks", "done_ms IS NULL") == 1


async def test_goods_are_counted_again_in_their_own_village(neighbour: Village) -> None:
    asked = await neighbour.says(CHEN, "/wu 改 肥皂 库存 500 盘点")
    confirm = asked.button("确认")
    assert (await neighbour.presses(QIAN, confirm, chat=THERE)).toast == "这个按钮已失效，请重新发一次命令。"
    assert await neighbour.count("goods", "stock = 500") == 0
    await neighbour.presses(ZHOU, confirm)
    assert await neighbour.count("goods", "stock = 500") == 1
