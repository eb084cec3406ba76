"""What the demo's visitors read beneath the Chinese: the tables fit, and nothing unknown is passed over in silence."""

from __future__ import annotations

import re

import pytest

from app.demo.english import REST, in_english
from app.demo.english.slots import name
from app.demo.english.tables import LINES

_SLOT = re.compile(r"\{(\w+)\}")


TEXTS = {
    "✅ #7 3组12号 王建国": "✅ #7 3-12 Wang Jianguo",
    "环4“垃圾分类投放”扣2分，计 2 分": "H4 “waste sorted” −2, counts 2",
    "王建国户：11月111分，全年222分，第13名，可用212分。回2看明细。": (
        "Wang Jianguo’s household: Nov 111 points, this year 222, rank 13, 212 to spend. 2 for details."
    ),
    "⚠️ 2户没人看过：1组1号 胡阿根、1组4号 李志强等": (
        "⚠️ 2 households that nobody looked at: 1-1 Hu Agen, 1-4 Li Zhiqiang and others"
    ),
    "📨 2026年第三季度通知": "📨 Notices of Q3 2026",
    "撤销 #7": "undo #7",
    "谁都没见过的一句话。": "",
    "🎁 兑换物品：\n谁都没见过的一句话。": f"🎁 Goods:\n{REST}",
}


@pytest.mark.parametrize(("chinese", "english"), TEXTS.items())
def test_a_text_in_english(chinese: str, english: str) -> None:
    assert in_english(chinese) == english


@pytest.mark.parametrize(("chinese", "english"), [("王芳", "Wang Fang"), ("秦望村", "Qinwang village")])
def test_a_name_by_its_sound_or_its_word(chinese: str, english: str) -> None:
    assert name(chinese) == english


@pytest.mark.parametrize(("chinese", "english"), LINES.items())
def test_the_english_has_no_place_that_the_chinese_lacks(chinese: str, english: str) -> None:
    places = [int(place) for place in _SLOT.findall(english)]
    assert all(place < len(_SLOT.findall(chinese)) for place in places)
