import pytest
import smsutil
from hypothesis import given
from hypothesis import strategies as st

from sms.segments import MORE, SEGMENT, count, fit, page

GSM = "abc @£€[]\\^~|{}\n0Ω"


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 10, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("分" * 70, 1),
        ("分" * 71, 2),
        ("分" * 134, 2),
        ("分" * 135, 3),
        ("a" * 69 + "分", 1),
        ("a" * 70 + "分", 2),
        ("👍" * 35, 1),
        ("👍" * 36, 2),
        ("分" * 66 + "👍" + "分" * 66, 3),
    ],
)
def test_segments(text: str, segments: int) -> None:
    assert count(text) == segments


@given(st.text(alphabet=GSM, min_size=1, max_size=500) | st.text(alphabet=GSM + "分村👍", min_size=1, max_size=400))
def test_a_second_opinion(text: str) -> None:
    assert count(text) == len(smsutil.split(text).parts)


def test_additions_come_as_far_as_they_fit() -> None:
    text = fit("积分" * 30, "，第3名", "，明细请回复数字二", "。")
    assert text == "积分" * 30 + "，第3名" + "。"
    assert len(text) <= SEGMENT


def test_what_is_required_stays_even_when_it_is_long() -> None:
    assert fit("分" * 100, "。") == "分" * 100


@given(st.text(alphabet="分村积户a👍😀", min_size=1, max_size=300))
def test_pages_are_one_segment_each_and_lose_nothing(text: str) -> None:
    pages, rest = [], text
    while rest:
        first, rest = page(rest)
        assert count(first) == 1
        pages.append(first)
    assert "".join(one.removesuffix(MORE) for one in pages) == text
