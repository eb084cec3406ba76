import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.normalise import normalise, numeral, typeset


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("積分", "积分"),
        ("查詢　１２", "查询 12"),
        ("／加　１００１７", "/加 10017"),
        ("① ⑫ ❸", "1 12 3"),
        ("1️⃣", "1"),
        ("积\u200b分\ufeff", "积分"),
        ("兑3🍎2", "兑3 2"),
        ("👍🏽 好", "好"),
        ("a\tb\u00a0 c", "a b c"),
        ("一行\r\n二行\r三行", "一行\n二行\n三行"),
        ("你好，在吗？", "你好,在吗?"),
        ("坏\ud83d了", "坏 了"),
        ("Jf", "Jf"),
        ("a\x07b", "a b"),
        ("", ""),
    ],
)
def test_plain_form(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


@given(st.text())
def test_the_plain_form_is_stable_and_can_be_stored(text: str) -> None:
    plain = normalise(text)
    plain.encode()
    assert plain == plain.strip()
    assert "\x00" not in plain


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("3", 3),
        ("012", 12),
        ("一", 1),
        ("两", 2),
        ("俩", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十五", 25),
        ("一百零五", 105),
        ("两百", 200),
        ("一千二百三十四", 1234),
        ("一零零一七", 10017),
        ("幺二", 12),
        ("零", 0),
        ("", None),
        ("百", None),
        ("十十", None),
        ("三个", None),
        ("-3", None),
        ("1234567890", None),
    ],
)
def test_numbers_said_in_chinese(word: str, number: int | None) -> None:
    assert numeral(word) == number


def test_typesetting_gives_chinese_text_its_punctuation_back() -> None:
    assert typeset("没有扔,是邻居:8:30见!a,b") == "没有扔，是邻居：8:30见！a,b"
