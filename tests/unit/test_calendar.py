"""Rounds, quarters and years: keys, half-open ranges, and what people type."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.model.calendar import month_of, parse_quarter, parse_round, quarter_of, round_of
from domain.model.errors import Refused
from domain.model.rulebook import RoundLength

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
LENGTHS = st.sampled_from(("month", "quarter"))


@pytest.mark.parametrize(
    ("day", "month", "quarter"),
    [
        (date(2026, 1, 1), "2026-01", "2026Q1"),
        (date(2026, 3, 31), "2026-03", "2026Q1"),
        (date(2026, 4, 1), "2026-04", "2026Q2"),
        (date(2026, 11, 23), "2026-11", "2026Q4"),
        (date(2028, 2, 29), "2028-02", "2028Q1"),
        (date(2026, 12, 31), "2026-12", "2026Q4"),
    ],
)
def test_a_day_belongs_to_one_month_and_one_quarter(day: date, month: str, quarter: str) -> None:
    assert (round_of(day, "month").key, round_of(day, "quarter").key) == (month, quarter)


def test_a_range_ends_before_the_next_one_begins() -> None:
    december = month_of(date(2026, 12, 5))
    assert (december.first, december.after) == (date(2026, 12, 1), date(2027, 1, 1))
    autumn = quarter_of(date(2026, 12, 5))
    assert (autumn.first, autumn.after) == (date(2026, 10, 1), date(2027, 1, 1))


@given(DAYS, LENGTHS)
def test_periods_follow_each_other_without_a_gap(day: date, length: RoundLength) -> None:
    period = round_of(day, length)
    assert day in period
    assert period.first.year == period.year == (period.after - timedelta(days=1)).year
    assert period.after not in period
    assert period.next().first == period.after
    assert period.next().previous() == period == period.previous().next()


@given(DAYS, LENGTHS)
def test_a_key_reads_back_as_its_period(day: date, length: RoundLength) -> None:
    period = round_of(day, length)
    assert parse_round(period.key) == period


def test_keys_are_read_as_people_type_them() -> None:
    assert parse_quarter(" 2026q3 ").key == "2026Q3"
    assert parse_round(" 2026-11 ").key == "2026-11"
    assert parse_round("2026q4").key == "2026Q4"


@pytest.mark.parametrize(
    "key", ["", "2026", "2026Q0", "2026Q5", "Q3", "26Q3", "0000Q1", "9999Q4", "2026 Q3", "2026Q3x", "2026-03", "三季度"]
)
def test_what_is_no_quarter_is_refused(key: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_quarter(key)
    assert (refused.value.code, refused.value.data) == ("bad-quarter", {"key": key})


@pytest.mark.parametrize(
    "key", ["", "2026", "2026-00", "2026-13", "0000-05", "9999-12", "2026-1", "11月", "2026-11-01"]
)
def test_what_is_no_round_is_refused(key: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_round(key)
    assert (refused.value.code, refused.value.data) == ("bad-round", {"key": key})
