"""A text twice as long takes about twice the work, whatever it repeats: no pattern goes back and forth over it."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import product

import pytest

from sms.understanding.engine import understand
from sms.understanding.second_thoughts import has_second_thoughts

SHORT = 500
"""Characters; twice as many are the most that are read."""
TIMES = 3.2
"""Twice the work, and what a measurement may err by; a pattern that goes back and forth takes four times as long."""
RUNS = 5
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


def work(text: str, read: Callable[[str], object] = understand) -> float:
    """Processor seconds, the best of some runs."""
    best = float("inf")
    for _ in range(RUNS):
        begun = time.process_time()
        read(text)
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize("piece", [*PIECES, *PAIRS])
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    understand("积分怎么样")
    once, twice = (work((piece * length)[:length]) for length in (SHORT, 2 * SHORT))
    assert twice <= once * TIMES + 0.0005, (once, twice)


@pytest.mark.parametrize("piece", ["，", "，。", " 。 ", "了，", "我错"])
def test_twice_an_answer_is_twice_the_work(piece: str) -> None:
    once, twice = (work((piece * length)[:length], has_second_thoughts) for length in (SHORT, 2 * SHORT))
    assert twice <= once * TIMES + 0.0005, (once, twice)
