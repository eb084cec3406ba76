"""The quarterly notice: its wording, and that it is one segment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.model.calendar import quarter_of
from domain.model.notice import NoticeTarget
from domain.model.people import Household
from domain.model.standing import Account, Standing
from sms.wording.notice import QuarterNotice

NOTICE = QuarterNotice()
Q3 = quarter_of(date(2026, 9, 1))


def target(
    head: str = "王建国", points: int | None = 358, earned: int = 358, rank: int | None = 12, vetoes: int = 0
) -> NoticeTarget:
    household = Household(1, "10019", "310116103208", 3, 12, head)
    standing = Standing(household, Account(2026, earned, 3, vetoes, earned), None, None, rank)
    return NoticeTarget(standing, "+8619900000001", None, quarter_points=points)


@pytest.mark.parametrize(
    ("household", "text"),
    [
        (target(), "【张堰积分】王建国户三季度得358分，全年358分，第12名，可用358分。回1查分，回T退订。"),
        (
            target(rank=None, vetoes=1),
            "【张堰积分】王建国户三季度得358分，全年358分，被一票否决，不参加排名和兑换。回1查分，回T退订。",
        ),
        (
            target(points=None, earned=0, rank=None),
            "【张堰积分】王建国户三季度未计分，全年0分，暂无排名，可用0分。回1查分，回T退订。",
        ),
    ],
)
def test_wording(household: NoticeTarget, text: str) -> None:
    assert NOTICE.write(household, Q3, "张堰积分") == text
    assert NOTICE.segments(text) == 1


@given(
    head=st.text("王欧阳文华司马建国", min_size=2, max_size=5),
    points=st.one_of(st.none(), st.integers(0, 9999)),
    earned=st.integers(0, 9999),
    rank=st.one_of(st.none(), st.integers(1, 9999)),
    vetoes=st.integers(0, 1),
    month=st.integers(1, 12),
    signature=st.text("张堰积分", min_size=2, max_size=8),
)
def test_ordinary_names_and_figures_are_one_segment(
    head: str, points: int | None, earned: int, rank: int | None, vetoes: int, month: int, signature: str
) -> None:
    text = NOTICE.write(target(head, points, earned, rank, vetoes), quarter_of(date(2026, month, 1)), signature)
    assert NOTICE.segments(text) == 1


def test_a_long_name_costs_what_it_costs() -> None:
    long = replace(target(), standing=target("买买提" * 10).standing)
    assert NOTICE.segments(NOTICE.write(long, Q3, "张堰积分")) == 2
