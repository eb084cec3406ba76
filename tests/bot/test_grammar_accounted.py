"""Numbers of a reason: what they tell, and those that nobody reads."""

from __future__ import annotations

import pytest

from bot.grammar.accounted import unaccounted

TELL = (
    "门口3袋垃圾 第3次 20:15乱倒 8点30分没扫 沪C8T213运来 打110 赔80 201路车站旁 上次扣2分没改"
    " 张府发〔2024〕15号 照片3 5、6袋 和3-13吵架 音量80分贝 2小时 90后"
)
ARE_NOT_READ = "没扫2 2没扫 敬2 脏3脏 没分2了 1/2 0.5 记2 一3二 扣2 3-5"


@pytest.mark.parametrize("reason", [*TELL.split(), "堆了 3 捆柴", "罚款 200"])
def test_a_number_that_tells_something(reason: str) -> None:
    assert unaccounted(reason) is None


@pytest.mark.parametrize("reason", ARE_NOT_READ.split())
def test_a_number_that_nobody_reads(reason: str) -> None:
    assert unaccounted(reason) is not None


def test_the_first_of_several_is_named() -> None:
    assert unaccounted("3袋 没扫2 脏4") == (5, 6)
