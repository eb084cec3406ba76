"""How evenly officers score: like compared with like, and nothing said on too little."""

from __future__ import annotations

from collections import Counter

import pytest

from domain.model.activity import ItemTally, OfficerTally
from domain.scoring.fairness import Conduct, judge


def tally(officer: str, *items: tuple[str, int, int], households: Counter[int] | None = None) -> OfficerTally:
    """``items``: the item, how many entries, and the points of each; each on another household."""
    every = [ItemTally(item, points > 0, many, many * points) for item, many, points in items]
    return OfficerTally(officer, every, households or Counter(range(sum(one.entries for one in every))), 0)


def of(officer: str, tallies: list[OfficerTally]) -> Conduct:
    return next(one for one in judge(tallies) if one.officer == officer)


def test_nobody_scored() -> None:
    assert judge([]) == []


def test_the_busiest_comes_first_with_its_share() -> None:
    tallies = [tally("孙志明", ("环4", 1, -1)), tally("周美华", ("环4", 3, -1))]
    assert [(one.officer, one.entries, one.share, one.households) for one in judge(tallies)] == [
        ("周美华", 3, 0.75, 3),
        ("孙志明", 1, 0.25, 1),
    ]


def test_a_mild_officer_takes_less_off_for_the_same() -> None:
    tallies = [tally("周美华", ("环4", 5, -1)), tally("孙志明", ("环4", 5, -3))]
    assert of("周美华", tallies).milder == 2
    assert of("孙志明", tallies).milder == -2


def test_items_weigh_as_often_as_they_were_scored() -> None:
    tallies = [tally("周美华", ("环4", 8, -1), ("环1", 2, -4)), tally("孙志明", ("环4", 1, -2), ("环1", 1, -4))]
    assert of("周美华", tallies).milder == pytest.approx(0.8)
    assert of("周美华", tallies).compared == 10


def test_deductions_are_not_compared_with_additions_nor_one_item_with_another() -> None:
    tallies = [tally("周美华", ("环4", 5, -1)), tally("孙志明", ("环4", 5, 5), ("环1", 5, -5))]
    assert (of("周美华", tallies).milder, of("周美华", tallies).compared) == (None, 0)


@pytest.mark.parametrize(("entries", "compared"), [(4, None), (5, 1.0)])
def test_too_few_entries_say_nothing(entries: int, compared: float | None) -> None:
    tallies = [tally("周美华", ("环4", entries, -1)), tally("孙志明", ("环4", 1, -2))]
    assert of("周美华", tallies).milder == compared


def test_the_same_few_households_show() -> None:
    tallies = [
        tally("周美华", ("环4", 11, 1), households=Counter({2: 1, 1: 8, 3: 1, 4: 1})),
        tally("孙志明", ("环4", 10, 1)),
    ]
    conduct = of("周美华", tallies)
    assert conduct.few_share == pytest.approx(10 / 11)
    assert conduct.few_usual == pytest.approx(3 / 10)
