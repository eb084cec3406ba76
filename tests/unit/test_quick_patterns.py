"""Patterns with ranges of Han characters match what others match."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import pytest

from app.quick_patterns import compile_han_as_written

_INSIDE = vars(getattr(re, "_compiler", re))
_OPTIMISER = "_optimize_charset"

pytestmark = pytest.mark.skipif(_OPTIMISER not in _INSIDE, reason="Python has another way to compile patterns")

EVERY_CHARACTER = "".join(map(chr, range(sys.maxunicode + 1)))


@pytest.fixture
def quick() -> Iterator[list[int]]:
    """Patterns are compiled in our way; it has the lengths of the ranges that Python went through all the same."""
    before, lengths = _INSIDE[_OPTIMISER], [0]

    def optimise(charset: list[tuple[object, tuple[int, int]]], *how: object) -> object:
        lengths.extend(which[1] - which[0] + 1 for kind, which in charset if str(kind) == "RANGE")
        return before(charset, *how)

    _INSIDE[_OPTIMISER] = optimise
    compile_han_as_written()
    re.purge()
    yield lengths
    _INSIDE[_OPTIMISER] = before
    re.purge()


def places(pattern: str) -> list[tuple[int, int]]:
    """Where it is found among all characters."""
    return [found.span() for found in re.finditer(pattern, EVERY_CHARACTER)]


PATTERNS = (
    "[\u4e00-\u9fff]+",
    "[^\u4e00-\u9fff]+",
    "[^\u4e00-\u9fff\u3400-\u4dbfa-f\uff10-\uff19，。]+",
    "[\u4e00-\u9fffA-Za-z0-9]{1,3}",
    "(?i)[k-z\u4e00-\u9fff]+",
    "(?:[\u4e00-\u9fff]|[A-C])+",
    r"[\u4e00-\u9fff\d\s]+",
    "[一-\U00020010]+",
    "[\u3000-\u9fff]+",
)
AS_EVER = {pattern: places(pattern) for pattern in PATTERNS}
"""Where Python finds them by itself."""


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.usefixtures("quick")
def test_a_pattern_is_found_where_it_is_found_as_ever(pattern: str) -> None:
    assert places(pattern) == AS_EVER[pattern]


def test_nobody_goes_through_a_range_of_han(quick: list[int]) -> None:
    re.compile("[a-f\u4e00-\u9fff][^\u3400-\u4dbfx]")
    assert max(quick) == len("abcdef")
