"""Ranks: by points, ties share one (1, 2, 2, 4), and who is out takes none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.scoring.ranking import medalled, ranks

POINTS = st.lists(st.none() | st.integers(0, 5), max_size=8)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], []),
        ([110], [1]),
        ([120, 110, 110, 90], [1, 2, 2, 4]),
        ([90, 110, 120, 110], [4, 2, 1, 2]),
        ([100, 100, 100], [1, 1, 1]),
        ([None, 100, None, 90], [None, 1, None, 2]),
        ([None, None], [None, None]),
        ([0, None, 0], [1, None, 1]),
    ],
)
def test_ties_share_a_rank_and_none_has_none(points: list[int | None], expected: list[int | None]) -> None:
    assert ranks(points) == expected


@given(POINTS)
def test_a_rank_is_one_more_than_there_are_better_ones(points: list[int | None]) -> None:
    for mine, rank in zip(points, ranks(points), strict=True):
        better = sum(mine is not None and other is not None and other > mine for other in points)
        assert rank == (None if mine is None else 1 + better)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], set()),
        ([5, 4, 3, 2], {1, 2, 3}),
        ([5, 4, 4, 2], {1, 2}),
        ([5, 4, 4, 4], {1}),
        ([5, 5, 5], {1}),
        ([5, 5, 4, 4], {1}),
        ([5, 5, 5, 5, 1], set()),
        ([None, 5, None], {1}),
    ],
)
def test_who_shares_a_rank_has_a_medal_when_all_of_them_are_among_the_first_three(
    points: list[int | None], expected: set[int]
) -> None:
    assert medalled(ranks(points)) == expected
