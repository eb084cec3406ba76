"""What is read, and locked, before a message is understood."""

from __future__ import annotations

from datetime import date

import pytest

from bot.commands import GRAMMAR
from bot.expecting import expected

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("/kou 3-12 垃圾 2 没分类", TODAY),
        ("/jia 3-3 志1 2 帮忙", TODAY),
        ("/kou 3-12 垃圾 2 昨天没分类", date(2026, 11, 27)),
        ("/kou 3组12号 垃圾 2 10月30日 没分类", date(2026, 10, 30)),
        ("/cha 3-12", None),
        ("/kou 3-12 垃圾\n/kou 3-13 垃圾", None),
    ],
)
def test_the_round_that_is_locked_first_is_that_of_the_day_that_is_named(text: str, day: date | None) -> None:
    sent = TODAY if text[1:4] in GRAMMAR.scoring else None
    assert expected(text, text[1:4], "telegram:-1", "telegram:1", sent).scored_on == day
