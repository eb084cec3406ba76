"""Months, quarters and years as people write them; without its year the latest that has begun."""

from __future__ import annotations

from datetime import date

import pytest

from text.periods import round_key, year_of

TODAY = date(2026, 11, 28)
KEYS = {
    "2026-12": "2026-12 2026-12月 2026年12月 2026年十二月 今年12月 ２０２６－１２ 202612 2026.12 26年12月",
    "2025-12": "12月 12 十二月 12月份 去年12月 2025年12月 去年的十二月",
    "2026-11": "11月 11 十一月 本月 这个月 当月 2026-11",
    "2026-10": "10月 十月 上个月 上月",
    "2026-09": "9月 上上个月 上上月",
    "2026Q2": "二季度 上上个季度 上上季度",
    "2026-01": "1 1月 01 一月 2026-1",
    "2024-03": "前年3月 2024年3月",
    "2026Q3": "2026Q3 2026q3 Q3 三季度 第三季度 3季度 今年三季度 2026年三季度 上个季度 上季度",
    "2026Q4": "四季度 Q4 本季度 这个季度",
    "2025Q4": "去年四季度 2025Q4",
}


@pytest.mark.parametrize(("key", "said"), [(key, said) for key, many in KEYS.items() for said in many.split()])
def test_a_month_or_quarter(key: str, said: str) -> None:
    assert round_key(said, TODAY) == key


def test_the_month_before_january_is_in_the_year_before() -> None:
    assert round_key("上个月", date(2027, 1, 31)) == "2026-12"
    assert round_key("上上个月", date(2027, 1, 31)) == "2026-11"
    assert round_key("上个季度", date(2027, 1, 31)) == "2026Q4"


NEITHER = ["", "13月", "0", "0月", "五季度", "Q5", "百家村", "2026", "去年", "12日", "2026-13", "月", "-"]


@pytest.mark.parametrize("said", NEITHER)
def test_what_is_neither(said: str) -> None:
    assert round_key(said, TODAY) is None


YEARS = [("2026", 2026), ("2026年", 2026), ("今年", 2026), ("去年", 2025), ("26年", 2026)]


@pytest.mark.parametrize(("said", "year"), YEARS)
def test_a_year(said: str, year: int) -> None:
    assert year_of(said, TODAY) == year


@pytest.mark.parametrize("said", ["", "26", "12月", "明年", "1999", "2026-11"])
def test_what_is_no_year(said: str) -> None:
    assert year_of(said, TODAY) is None
