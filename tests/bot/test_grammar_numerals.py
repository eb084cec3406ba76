"""Words with a numeral in them are no amounts; what could be one is no such word."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from bot.grammar.words.amounts import MOST_POINTS
from tests.bot.village import understood
from text.normalise import numeral

WORDS = [
    word
    for line in files("bot.grammar.words").joinpath("numeral_words.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
]


def test_every_word_of_the_file_is_there_once_and_is_no_number_of_points() -> None:
    assert [word for word, times in Counter(WORDS).items() if times > 1] == []
    assert [word for word in WORDS if (numeral(word) or MOST_POINTS + 1) <= MOST_POINTS] == []


def test_a_word_of_the_file_may_stand_in_a_reason_without_points() -> None:
    read = {word: understood(f"/kou 3-12 邻里 为{word}的事吵") for word in WORDS}
    assert {word: said for word, said in read.items() if not said.startswith("-1 3-12|邻里||")} == {}


@pytest.mark.parametrize(
    ("reason", "read"),
    [
        ("捐了二百", "-1 3-12|邻里||捐了二百"),
        ("欠了三千五百不还", "-1 3-12|邻里||欠了三千五百不还"),
        ("罚二没分类", "!unclear-points@1:二"),
        ("三没分类", "!unclear-points@1:三没分类"),
    ],
)
def test_a_numeral_of_more_than_points_can_be_is_none(reason: str, read: str) -> None:
    assert understood(f"/kou 3-12 邻里 {reason}") == read
