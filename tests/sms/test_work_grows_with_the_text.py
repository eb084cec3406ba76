"""A text twice as long takes about twice the work, whatever it repeats: no pattern goes back and forth over it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from itertools import product

import pytest

from sms.understanding.agreeing import agrees, declines
from sms.understanding.claims import is_only_when
from sms.understanding.engine import understand
from sms.understanding.second_thoughts import has_second_thoughts
from tests.sms.shortest import shortest
from text.days import scan

SHORT = 500
"""Characters; twice as many are the most that are read."""
TIMES = 3.2
"""Twice the work, and what a measurement may err by; a pattern that goes back and forth takes four times as long."""
FIRST_LOOKS = 2
LOOKS = 40
PIECES = [
    "，",
    "-",
    "谢谢",
    "请帮我",
    "不要",
    "退订",
    "申报",
    "异议12",
    "兑1",
    "扣",
    "王建国家",
    "垃圾",
    "发自我的华为",
    "1",
    "一",
    "十月",
    "号码",
    "怎么加分",
    "a",
]
PAIRS = [
    first + second
    for first, second in product(("，", "\n", "了", "3 "), ("谢谢", "取消", "发自我的", "同意", "家", "-"))
]


def assert_work_grows_with(
    piece: str, read: Callable[[str], object], seconds: Callable[[], float] = time.process_time
) -> None:
    """Other work on the machine only ever makes a run longer: the best runs of both lengths are looked for until they
    agree, or until there have been so many that the text itself must be the reason."""
    read("积分怎么样")
    once = twice = float("inf")
    for look in range(LOOKS):
        once = min(once, shortest((piece * SHORT)[:SHORT], read, seconds))
        twice = min(twice, shortest((piece * SHORT * 2)[: 2 * SHORT], read, seconds))
        if look >= FIRST_LOOKS and twice <= once * TIMES + 0.0001:
            return
    pytest.fail(f"{piece!r}: {once} s, and {twice} s for twice as much")


@pytest.mark.parametrize("piece", [*PIECES, *PAIRS])
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    assert_work_grows_with(piece, understand)


@pytest.mark.parametrize("piece", ["，", "，。", " 。 ", "了，", "我错"])
def test_twice_an_answer_is_twice_the_work(piece: str) -> None:
    assert_work_grows_with(piece, has_second_thoughts)


@pytest.mark.parametrize(
    ("begun", "piece"), [("玩", "看"), ("随便看", "看"), ("随便", "看一下"), ("试", "一下"), ("我", "就")]
)
def test_twice_the_words_given_up_is_twice_the_work(begun: str, piece: str) -> None:
    assert_work_grows_with(piece, lambda text: has_second_thoughts(f"{begun}{text}x"))


@pytest.mark.parametrize("piece", ["昨天 ", "昨天、", "8月9日 和 ", "。", " ", "是"])
def test_twice_the_days_of_a_deed_are_twice_the_work(piece: str) -> None:
    assert_work_grows_with(piece, lambda text: is_only_when(f"昨天{text}x"))


@pytest.mark.parametrize("read", [agrees, declines])
@pytest.mark.parametrize("piece", ["嗯", "好", "那就", "谢谢", "不要", "了"])
def test_twice_a_yes_or_no_is_twice_the_work(piece: str, read: Callable[[str], object]) -> None:
    assert_work_grows_with(piece, lambda text: read(f"{text}x"))


@pytest.mark.parametrize("piece", ["1", "一", "1 ", "20", "1号", "1月", "今天"])
def test_twice_the_days_are_twice_the_work(piece: str) -> None:
    assert_work_grows_with(piece, lambda text: scan(f"{text}昨天", date(2026, 11, 30)))


def test_work_that_grows_faster_is_found_out() -> None:
    worked = 0.0

    def goes_back_and_forth(text: str) -> None:
        nonlocal worked
        worked += 1e-6 * len(text) ** 2

    with pytest.raises(pytest.fail.Exception):
        assert_work_grows_with("1", goes_back_and_forth, lambda: worked)
