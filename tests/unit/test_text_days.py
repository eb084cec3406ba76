"""Days as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.days import find_day, scan, without_days

TODAY = date(2026, 9, 10)
"""A Thursday."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("献血 8月12日", "2026-08-12"),
        ("献血，8月12号", "2026-08-12"),
        ("８月１２日献血", "2026-08-12"),
        ("八月十二献血", "2026-08-12"),
        ("八月二十三号", "2026-08-23"),
        ("2026年8月12日", "2026-08-12"),
        ("2026-08-12", "2026-08-12"),
        ("2026/8/2", "2026-08-02"),
        ("2025.12.31 献血", "2025-12-31"),
        ("8/12献血", "2026-08-12"),
        ("12月30日", "2026-12-30"),
        ("5月30日", "2026-05-30"),
        ("去年8月1日", "2025-08-01"),
        ("9月20日", "2026-09-20"),
        ("5号献血", "2026-09-05"),
        ("12号献血", "2026-08-12"),
        ("上个月12号", "2026-08-12"),
        ("本月12号", "2026-09-12"),
        ("今天献血", "2026-09-10"),
        ("昨天去了", "2026-09-09"),
        ("昨晚巡逻", "2026-09-09"),
        ("前天", "2026-09-08"),
        ("大前天", "2026-09-07"),
        ("大大前天", "2026-09-06"),
        ("大大后天", "2026-09-14"),
        ("农历八月十二", None),
        ("老历初八", None),
        ("明天去献血", "2026-09-11"),
        ("后天义诊", "2026-09-12"),
        ("以后天天扫地", None),
        ("说明天气好", None),
        ("李明天天扫地", None),
        ("周三扫河道", "2026-09-09"),
        ("周五扫河道", "2026-09-04"),
        ("上周六", "2026-09-05"),
        ("上个星期天", "2026-09-06"),
        ("礼拜四", "2026-09-10"),
        ("2月29日", None),
        ("2月30日献血", None),
        ("13月1日", None),
        ("献血", None),
        ("献血200毫升", None),
        ("捡垃圾2.5小时", None),
        ("帮3-12搬东西", None),
        ("3组12号的邻居", None),
        ("在12号楼扫地", None),
        ("", None),
    ],
)
def test_the_day_that_is_meant(text: str, expected: str | None) -> None:
    found = find_day(text, TODAY)
    assert (None if found is None else found.isoformat()) == expected


@pytest.mark.parametrize(
    ("text", "left"), [("献血 8月12日", "献血"), ("昨天8月12号我献血了", "我献血了"), ("8月12日", ""), ("献血", "献血")]
)
def test_what_is_left_without_the_days(text: str, left: str) -> None:
    assert without_days(text, TODAY) == left


@given(st.dates(date(2020, 1, 1), date(2099, 12, 31)), st.integers(0, 180))
def test_a_day_of_the_last_half_year_is_found_again_without_its_year(today: date, back: int) -> None:
    day = today - timedelta(days=back)
    assert find_day(f"{day.month}月{day.day}日献血", today) == day


@given(st.text(), st.dates(date(2020, 1, 1), date(2099, 12, 31)))
def test_no_text_is_too_odd(text: str, today: date) -> None:
    find_day(text, today)
    without_days(text, today)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("25年11月3日", date(2025, 11, 3)),
        ("26年11月3日", date(2026, 11, 3)),
        ("二五年11月3号", date(2025, 11, 3)),
        ("二零二五年十一月三日", date(2025, 11, 3)),
        ("2025 年 11 月 3 日", date(2025, 11, 3)),
        ("1999年3月1日", None),
        ("99999年1月1日", None),
        ("3年1月1日", None),
        ("二十五年11月3日", None),
    ],
)
def test_a_day_is_of_the_year_that_stands_before_it(text: str, day: date | None) -> None:
    """Without such a year it cannot be told which day is meant; it is not that of this year."""
    (said,) = scan(text, date(2026, 11, 28))
    assert (said.day, text[said.start : said.end]) == (day, text)


@given(st.text("年月日号天旬历初周星期礼拜昨今刚才明后前去上下大农廿卅晚夜元旦节间隔次几半两一二十月腊0123456789./- "))
def test_a_quick_look_misses_nothing_that_speaks_of_a_day(text: str) -> None:
    passed_by_every_look = f"{text}，旬"
    assert scan(text, TODAY) == scan(passed_by_every_look, TODAY)
