"""What holds for any text and any order."""

from __future__ import annotations

import re
import unicodedata
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import COMMANDS, GRAMMAR
from bot.grammar.records import LogEntries, Mistakes
from tests.bot.village import Village, short, understood

HOUSEHOLDS = st.sampled_from(["3-12", "3组12号", "三组 12 号", "10014", "尾号1234", "王建国", "３－１２"])
ITEMS = st.sampled_from(["环4", "h 4", "H4", "垃圾", "献血", "环四"])
POINTS = st.sampled_from(["2", "2分", "两分", "-2", "扣2分", "１０"])
REASONS = st.sampled_from(["没扔垃圾", "门口堆了3袋 2 天", "很脏，没人管", "ＡＢＣ", "在 3-15 门口 吵架"])
WORDS = [
    "3-12",
    "环4",
    "垃圾",
    "王建国",
    "2分",
    "2",
    "分",
    "组",
    "号",
    "#12",
    "扣",
    "尾号1234",
    "10014",
    "没扔",
    "，",
    "十分",
    "迁出",
    "电话",
    "分",
    "并",
    "13800003012",
]
NAMES = [*(name for command in COMMANDS.values() for name in command.spellings), "xx"]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*WORDS, " ", "\n", "　", "\u200b"]), max_size=30).map("".join),
)


@given(st.sampled_from(NAMES), TEXTS)
def test_any_text_is_answered(name: str, text: str) -> None:
    GRAMMAR.parse(text, Village(), "jifen_bot")
    assert GRAMMAR.parse(f"/{name} {text}", Village(), "jifen_bot") is not None


FRONTS = st.lists(st.sampled_from(["@jifen_bot ", "@jifen_bot", "@jifen_bot：", "/", "1、", "给", "请"]), max_size=3)


@given(FRONTS.map("".join), st.sampled_from(NAMES), TEXTS)
def test_what_is_read_has_a_command_that_takes_it(front: str, name: str, text: str) -> None:
    said = f"{front}{name} {text}"
    read = GRAMMAR.parse(said, Village(), "jifen_bot", addressed=True)
    if read is not None and not isinstance(read, Mistakes):
        unsaid = isinstance(read, LogEntries) and read.unsaid
        assert unsaid or GRAMMAR.called(said) is not None


@given(HOUSEHOLDS, ITEMS, POINTS, REASONS)
def test_the_order_of_arguments_does_not_matter(household: str, item: str, points: str, reason: str) -> None:
    """The reason stands at the end, where its words cannot be mistaken for arguments."""
    orders = permutations([household, item, points])
    read = {understood(f"/kou {' '.join(order)} {reason}") for order in orders}
    assert len(read) == 1
    assert read.pop().endswith(f"|{reason}")


@given(HOUSEHOLDS, ITEMS, POINTS, st.permutations(range(4)))
def test_a_plain_reason_may_stand_anywhere(household: str, item: str, points: str, order: list[int]) -> None:
    parts = [household, item, points, "没有清扫"]
    in_order = understood(f"/kou {' '.join(parts)}")
    assert understood(f"/kou {' '.join(parts[index] for index in order)}") == in_order


@given(TEXTS)
def test_no_word_of_a_reason_is_lost(text: str) -> None:
    """Once household, item and points are said, all that follows but a day and the stops around it is kept as typed."""
    reason = re.sub(r"\s+", " ", text).strip("，,、；;。| \u200b")
    command = GRAMMAR.parse(f"/jia 3-12 环4 2分 {reason}", Village(), "jifen_bot")
    if isinstance(command, LogEntries) and command.lines[0].day is None:
        assert _visible(command.lines[0].reason) == _visible(reason)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=10), st.sampled_from([" ", "，", "　"]))
def test_every_character_is_an_argument_or_in_the_reason(words: list[str], separator: str) -> None:
    command = GRAMMAR.parse(f"/jia {separator.join(words)}", Village(), "jifen_bot")
    if not isinstance(command, LogEntries):
        return
    line = command.lines[0]
    left = len(re.sub(r"[，\s]", "", "".join(words))) - len(re.sub(r"[，\s]", "", line.reason))
    households = len(command.lines) + 1  # a name may stand beside the first
    longest_arguments = households * len("尾号1234") + len("垃圾") + len("扣2分")
    assert 0 <= left <= longest_arguments, short(line)


@pytest.mark.parametrize(
    "text",
    [
        "/kou " + "环" * 4000,
        "/kou " + "3-12" * 1000,
        "/che " + "#" * 4000,
        "/cha " + " 3" * 2000,
        "/wu 加 " + "、" * 4000,
        "/dui 3-12 " + "1袋" * 2000,
        "/kou 3-12 垃圾 2 " + "1；" * 2000,
        "/jia 3-12 志愿 " + "扫 " * 2000,
    ],
)
def test_a_whole_message_of_nonsense_is_read_at_once(text: str) -> None:
    questions = 0

    class Counting(Village):
        def is_item(self, token: str) -> bool:
            nonlocal questions
            questions += 1
            return super().is_item(token)

    assert GRAMMAR.parse(text, Counting(), "jifen_bot") is not None
    assert questions < 10_000


def _visible(text: str) -> str:
    shown = "".join(one for one in text if unicodedata.category(one) not in {"Cf", "Mn", "Me"})
    return re.sub(r"[\s，,、；;。!！]", "", shown.strip().lstrip("：:") or shown)
