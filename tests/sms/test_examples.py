"""What a text is most like, and what follows from it."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand
from sms.understanding.examples import guess
from sms.understanding.likeness import LONGEST, Likeness
from sms.understanding.request import Intent

KNOWN = Likeness(
    [("离第一名差多少", "rank"), ("食用油要多少分", "goods"), ("食用油还有吗", "goods"), ("停水了", "none")]
)


@pytest.mark.parametrize(
    ("text", "what"),
    [("跟第一名差几分", "rank"), ("食用油几分", "goods"), ("今天又停水", "none"), ("离第一名差多少", "rank")],
)
def test_the_text_with_the_rarest_pieces_in_common_is_the_nearest(text: str, what: str) -> None:
    assert KNOWN.nearest(text, 1)[0][1] == what


def test_the_same_text_is_as_like_as_can_be_and_another_less() -> None:
    alike = [one for one, _ in KNOWN.nearest("食用油还有吗", 4)]
    assert alike[0] == pytest.approx(1)
    assert alike == sorted(alike, reverse=True)
    assert alike[1] < 1


def test_nothing_is_like_what_shares_no_piece_and_numbers_are_all_alike() -> None:
    assert KNOWN.nearest("weather", 3) == []
    numbered = Likeness([("对12号有意见", 1), ("谢谢", 2)])
    ((alike, what),) = numbered.nearest("对7号有意见", 1)
    assert what == 1
    assert alike == pytest.approx(1)


def test_only_the_beginning_of_a_text_is_looked_at() -> None:
    assert KNOWN.nearest("停" * LONGEST + "食用油", 3) == KNOWN.nearest("停" * LONGEST, 3)


def test_none_is_known() -> None:
    assert Likeness[int]([]).nearest("积分", 3) == []


def test_what_denies_is_like_nothing_that_does_not() -> None:
    said, denied = guess("打电话给我"), guess("不用打电话给我")
    assert said is not None
    assert said.example.intent is Intent.CALLBACK
    assert denied is None or denied.example.intent is not Intent.CALLBACK


@pytest.mark.parametrize("text", ["我老公说同意你们的事情", "差不多就取消了那个东西好了", "把那个2号给我留一份呗"])
def test_an_example_never_acts(text: str) -> None:
    assert understand(text).intent is Intent.UNCLEAR
