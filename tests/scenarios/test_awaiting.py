"""What waits for a second officer is listed by /shen and /yi with its buttons, until it is done."""

from __future__ import annotations

import pytest

from domain.model.people import Role
from tests.scenarios.conftest import Homes
from tests.village import CHEN, SUN, ZHOU, Answer, Village

LIN = 104


@pytest.fixture
async def full(mall: Village, homes: Homes) -> Village:
    """陈国强 and others want something of each kind; nobody has confirmed anything."""
    del homes
    await mall.officer(LIN, "林晓燕", Role.SPECIALIST)
    await mall.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    mall.now = mall.now.replace(day=17)
    await mall.says(LIN, "/che 1 记错户")
    await mall.says(ZHOU, "/fou 3-13 秸秆 冒烟")
    await mall.says(LIN, "/hu 电话 3-12 13900000018")
    question = await mall.says(LIN, "/jia 3-13 9月20日 环2 8 打扫了")
    await mall.presses(LIN, question.button("更正"))
    await mall.says(LIN, "/wu 改 肥皂 库存 500 盘点")
    return mall


def waiting(answer: Answer) -> list[str]:
    """The lines of the list under an answer."""
    return [line.removeprefix("· ") for line in answer.text.splitlines() if line.startswith("· ")]


@pytest.mark.parametrize("command", ["/shen", "/yi"])
async def test_everything_that_waits_is_listed_with_its_buttons(full: Village, command: str) -> None:
    answer = await full.says(CHEN, command)
    assert waiting(answer) == [
        "3组13号 李秀芳 环2加8分（林晓燕，10月17日提）",
        "3组12号 王建国 改电话（林晓燕，10月17日提）",
        "3组13号 李秀芳 撤销 #1（环4扣2分）（林晓燕，10月17日提）",
        "肥皂库存改动 +495（林晓燕，10月17日提）",
        "3组13号 李秀芳 一票否决 否2（#2）（周美华，10月17日提）",
    ]
    assert answer.labels == [
        "确认 3-13 环2",
        "不记了 3-13 环2",
        "确认 3-12 改电话",
        "确认撤销 #1",
        "确认 肥皂",
        "确认否决 #2",
    ]


async def test_a_button_of_the_list_does_its_own_and_leaves_the_others(full: Village) -> None:
    listed = await full.says(SUN, "/shen")
    done = await full.presses(SUN, listed.button("确认撤销"))
    assert "孙志明已确认：" in done.text
    assert not done.unbuttoned
    assert len(waiting(await full.says(SUN, "/shen"))) == len(waiting(listed)) - 1


async def test_who_proposed_it_cannot_confirm_it_from_the_list_either(full: Village) -> None:
    listed = await full.says(ZHOU, "/shen")
    assert "自己" in (await full.presses(ZHOU, listed.button("确认否决"))).toast


async def test_where_nothing_waits_there_is_no_list(mall: Village) -> None:
    assert (await mall.says(CHEN, "/shen")).text == "没有等答复的申报。"
