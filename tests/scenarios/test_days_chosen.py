"""Two days in a line, or a number that may be a day: the officer chooses on which day it was."""

from __future__ import annotations

from datetime import date

import pytest

from tests.scenarios.conftest import Homes
from tests.village import ZHOU, Village


@pytest.mark.parametrize(
    ("line", "button", "day"),
    [
        ("/kou 3-12 环2 1 9月5日说好昨天清没清", "9月5日", date(2026, 9, 5)),
        ("/kou 3-12 环2 1 9月5日说好昨天清没清", "9月9日", date(2026, 9, 9)),
        ("/jia 3-12 志愿 1 2号铲雪", "9月2日", date(2026, 9, 2)),
        ("/jia 3-12 志愿 1 2号铲雪", "编号，记今天", date(2026, 9, 10)),
        ("/kou 3-12 河道 1 1号河里放地笼", "9月1日", date(2026, 9, 1)),
        ("昨天检查情况：\n/jia 3-12 志愿 1 2号铲雪", "编号，记9月9日", date(2026, 9, 9)),
    ],
)
async def test_the_entry_is_of_the_day_that_was_chosen(
    village: Village, homes: Homes, line: str, button: str, day: date
) -> None:
    asked = await village.says(ZHOU, line)
    assert await village.count("entries") == 0

    await village.presses(ZHOU, asked.button(button))

    assert [entry.day for entry in await village.entries(homes.wang)] == [day]


async def test_each_line_of_a_message_is_asked_about(village: Village, homes: Homes) -> None:
    asked = await village.says(ZHOU, "/jia\n3-12 志愿 1 2号铲雪\n3-13 志愿 1 3号铲雪")
    assert asked.text == "“2号”是日子还是编号？"
    asked = await village.presses(ZHOU, asked.button("9月2日"))
    assert asked.text == "“3号”是日子还是编号？"

    await village.presses(ZHOU, asked.button("9月3日"))

    assert [entry.day for entry in await village.entries(homes.wang)] == [date(2026, 9, 2)]
    assert await village.count("entries") == 2


async def test_a_claim_and_a_veto_are_asked_about_as_well(village: Village, homes: Homes) -> None:
    claimed = await village.presses(ZHOU, (await village.says(ZHOU, "/shen 3-12 志1 2号铲雪")).button("9月2日"))
    assert "日子：9月2日" in claimed.text

    await village.presses(ZHOU, (await village.says(ZHOU, "/fou 3-12 秸秆 5号焚烧稻草")).button("9月5日"))

    assert [entry.day for entry in await village.entries(homes.wang)] == [date(2026, 9, 5)]


async def test_what_is_wrong_with_the_household_is_told_before_the_day_is_asked(village: Village) -> None:
    assert "2号" not in (await village.says(ZHOU, "/jia 3-99 志愿 1 2号铲雪")).text
