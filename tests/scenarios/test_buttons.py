"""What buttons carry: never more than the platform takes, and always something that is understood again."""

from __future__ import annotations

import pytest

from app.ids import short_id
from bot.buttons import OptionButton, UndoButton, VetoButton, read_button
from tests.village import CHEN, ZHOU, Village

MOST_BYTES = 64
"""Source: the Bot API, InlineKeyboardButton.callback_data."""
LAST = 10**15 - 1


@pytest.mark.parametrize(
    "button",
    [UndoButton(1, 2), UndoButton(LAST, LAST), VetoButton(LAST), OptionButton(short_id(), 99)],
    ids=["undo", "undo-last", "veto-last", "option-last"],
)
def test_the_largest_numbers_fit(button: UndoButton | VetoButton | OptionButton) -> None:
    assert len(str(button).encode()) <= MOST_BYTES
    assert read_button(str(button)) == button


@pytest.mark.parametrize(
    "command",
    [
        "/jia 3-13 献血\n3-14 志愿",
        "/kou 王建国 垃圾 1 没分类",
        "/kou 李秀方 垃圾 1 没分类",
        "/kou 3-13 小三园 1 乱",
        "/fou 3-13 秸秆 冒烟",
    ],
)
async def test_every_button_is_understood_when_it_comes_back(village: Village, command: str) -> None:
    buttons = (await village.says(CHEN, command)).buttons
    assert buttons
    assert [str(read_button(button.data)) for button in buttons] == [button.data for button in buttons]


async def test_the_repeats_question_and_a_confirmed_veto_have_such_buttons_too(village: Village) -> None:
    await village.says(ZHOU, "/kou 3-13 垃圾 1 没分类")
    repeat = await village.says(CHEN, "/kou 3-13 垃圾 1 没分类")
    proposal = await village.says(ZHOU, "/fou 3-14 秸秆 冒烟")
    confirmed = await village.presses(CHEN, proposal.button("确认"))
    for answer in (repeat, confirmed):
        (button,) = answer.buttons
        assert str(read_button(button.data)) == button.data


@pytest.mark.parametrize(
    ("action", "toast"),
    [
        ("claims-yes", "没有 77 号申报"),
        ("yi-uphold", "没有异议 77"),
        ("callback", "没有 77 号回电"),
        ("photo-entry", "没有 #77"),
        ("look", "没有 #77"),
        *[
            (action, "按钮已失效")
            for action in ("second", "award", "award-drop", "rectify", "rectify-drop", "round", "stock", "household")
        ],
    ],
)
async def test_a_button_of_what_there_is_not_any_more_says_so(village: Village, action: str, toast: str) -> None:
    """As after a backup from before the button was brought back."""
    answer = await village.presses(CHEN, f"a:{action}:77")
    assert toast in answer.toast
    assert answer.text == ""
