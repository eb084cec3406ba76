"""How evenly officers score: like compared with like, and nothing said on too little."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.model.mark import OfficerMark
from domain.scoring.fairness import Conduct, judge

END = datetime(2026, 10, 1, tzinfo=UTC)


def mark(officer: str, household: int, points: int, item: str = "环4", hours_before: float = 200) -> OfficerMark:
    return OfficerMark(officer, household, item, points, END - timedelta(hours=hours_before), END)


def of(officer: str, marks: list[OfficerMark]) -> Conduct:
    return next(one for one in judge(marks) if one.officer == officer)


def test_nobody_scored() -> None:
    assert judge([]) == []


def test_the_busiest_comes_first_with_its_share() -> None:
    marks = [mark("周美华", household, -1) for household in range(3)] + [mark("孙志明", 1, -1)]
    assert [(one.officer, one.entries, one.share, one.households) for one in judge(marks)] == [
        ("周美华", 3, 0.75, 3),
        ("孙志明", 1, 0.25, 1),
    ]


def test_a_mild_officer_takes_less_off_for_the_same() -> None:
    marks = [mark("周美华", n, -1) for n in range(5)] + [mark("孙志明", n, -3) for n in range(5)]
    assert of("周美华", marks).milder == 2
    assert of("孙志明", marks).milder == -2


def test_deductions_are_not_compared_with_additions_nor_one_item_with_another() -> None:
    marks = [mark("周美华", n, -1) for n in range(5)]
    marks += [mark("孙志明", n, 5) for n in range(5)] + [mark("孙志明", n, -5, "环1") for n in range(5)]
    assert (of("周美华", marks).milder, of("周美华", marks).compared) == (None, 0)


@pytest.mark.parametrize(("entries", "compared"), [(4, None), (5, 1.0)])
def test_too_few_entries_say_nothing(entries: int, compared: float | None) -> None:
    marks = [mark("周美华", n, -1) for n in range(entries)] + [mark("孙志明", 1, -2)]
    assert of("周美华", marks).milder == compared


def test_the_same_few_households_show() -> None:
    marks = [mark("周美华", 1, 1) for _ in range(8)] + [mark("周美华", n, 1) for n in (2, 3, 4)]
    marks += [mark("孙志明", n, 1) for n in range(10)]
    conduct = of("周美华", marks)
    assert conduct.few_share == pytest.approx(10 / 11)
    assert conduct.few_usual == pytest.approx(3 / 10)


@pytest.mark.parametrize(("hours", "counted"), [(24.1, 0), (24, 1), (0.1, 1), (-1, 0)])
def test_what_is_logged_in_the_last_day_of_a_round_is_last_minute(hours: float, counted: int) -> None:
    assert of("周美华", [mark("周美华", 1, -1, hours_before=hours)]).last_minute == counted
