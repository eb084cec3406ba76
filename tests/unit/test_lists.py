"""The lists of a year 名单: who takes part, who comes first, and who is equal over the edge."""

from __future__ import annotations

import pytest

from domain.scoring.lists import Candidate, Chosen, first_places, took_part, welfare_places


@pytest.mark.parametrize(
    ("rounds", "of_year", "expected"),
    [(6, 12, True), (5, 12, False), (2, 3, True), (1, 3, False), (1, 1, True), (0, 0, False), (0, 12, False)],
)
def test_half_of_the_years_rounds_is_enough(rounds: int, of_year: int, expected: bool) -> None:
    assert took_part(rounds, of_year) is expected


def best(*earned: int) -> list[Candidate]:
    """Candidates by their points, numbered from 1."""
    return [Candidate(number, points, merits=0, deductions=0) for number, points in enumerate(earned, start=1)]


@pytest.mark.parametrize(
    ("earned", "places", "listed", "tied"),
    [
        ((110, 100, 90), 2, {1, 2}, set()),
        ((110, 100, 100, 90), 2, {1}, {2, 3}),
        ((100, 100, 100), 2, set(), {1, 2, 3}),
        ((110, 100), 2, {1, 2}, set()),
        ((110,), 2, {1}, set()),
        ((), 2, set(), set()),
        ((110, 100), 0, set(), set()),
    ],
)
def test_who_is_equal_to_the_next_one_behind_is_tied(
    earned: tuple[int, ...], places: int, listed: set[int], tied: set[int]
) -> None:
    assert first_places(best(*earned), places) == Chosen(frozenset(listed), frozenset(tied))


def test_more_merits_and_then_fewer_deductions_break_a_tie() -> None:
    three = [Candidate(1, 100, 5, 2), Candidate(2, 100, 6, 9), Candidate(3, 100, 5, 1)]
    assert first_places(three, 1).listed == {2}
    assert first_places(three, 2).listed == {2, 3}


@pytest.mark.parametrize(
    ("ranked", "percent", "places"),
    [(300, 10, 30), (305, 10, 30), (309, 10, 30), (5, 10, 1), (0, 10, 0), (300, 0, 0), (1, 100, 1)],
)
def test_welfare_is_for_a_share_rounded_down_and_for_one_at_least(ranked: int, percent: int, places: int) -> None:
    assert welfare_places(ranked, percent) == places
