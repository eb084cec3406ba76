"""Which items a villager's words may be about."""

from __future__ import annotations

import pytest

from rules.loader import load_town
from rules.suggest import likely_items, one_merit
from tests.sms.village import BOOK, QINWANG


@pytest.mark.parametrize(
    ("words", "certain", "likely"),
    [
        ("献血", "志2", ["志2", "文2", "志1", "志3"]),
        ("xianxue", "志2", ["志2", "文2", "志1", "志3"]),
        ("去镇里 xianxue", "志2", ["志2", "文2", "志1", "志3"]),
        ("参加志愿服务捡垃圾", "志1", ["志1", "环4"]),
        ("捡垃圾", None, ["环4", "文2", "志1", "志2", "志3"]),
        ("献血得了表彰", None, ["文2", "志2"]),
        ("帮邻居收稻子", None, ["文1", "文2"]),
        ("现血", "志2", ["志2", "文2"]),
        ("献xue", "志2", ["志2", "文2"]),
        ("昨天，献Xue", "志2", ["志2", "文2"]),
        ("鲜血，昨天", "志2", ["志2", "文2"]),
        ("下雪，我把弄堂扫了", None, ["志2", "文2"]),
        ("小学 门口站岗", None, ["志2", "文2"]),
        ("下雪，献血", "志2", ["志2", "文2"]),
        ("做了好事", None, ["文2", "志1", "志2", "志3"]),
        ("", None, ["文2", "志1", "志2", "志3"]),
    ],
)
def test_items_to_suggest(words: str, certain: str | None, likely: list[str]) -> None:
    book = load_town(BOOK)[QINWANG][1]
    merit = one_merit(book, words)
    assert (merit.code if merit else None) == certain
    assert [item.code for item in likely_items(book, words)][: len(likely)] == likely
