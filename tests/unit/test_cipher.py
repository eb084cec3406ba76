"""Which parts of a text are hidden, and that they come back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cipher import Cipher, names_a_number, new_key
from tests.keys import KEY

_KEY = new_key()
_AROUND = st.sampled_from("019８一零 .-－a电，：\n")

NUMBERS = (
    "+8613800003012",
    "13800003012",
    "138 0000 3012",
    "138-0000-3012",
    "1380 000 3012",
    "138  0000 - 3012",
    "+86 138 0000 3012",
    "008613800003012",
    "８６１３８００００３０１２",
    "１３８００００３０１２",
    "一三八零零零零三零一二",
    "幺三八〇〇〇〇三〇幺二",
    "021-57212345",
    "02157212345",
    "０２１－５７２１２３４５",
    "+15005550006",
    "+~",
)
OTHERS = (
    "3-12",
    "310116103208",
    "2026-11-28",
    "20261128",
    "telegram:-1001234567890",
    "1764300000000",
    "扣2分 垃圾",
    "一三八号二零二六年十一月",
    "10043",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c13800003012",
    "notice:quarter:2026Q4:55",
)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("around", ["{}", "电话{}，找我", '{{"to": "{}"}}', "tel{}x"])
def test_a_number_is_hidden_wherever_it_stands(number: str, around: str) -> None:
    text = around.format(number)
    hidden = KEY.hide(text)
    assert number not in hidden.replace("+~", "", 1) if number == "+~" else number not in hidden
    assert KEY.show(hidden) == text


@pytest.mark.parametrize("numbers", ["1380000301213900003013", "1380000301213900003013+8613700003014"])
def test_numbers_that_nothing_parts_are_hidden(numbers: str) -> None:
    hidden = KEY.hide(f"电话{numbers}，找我")
    assert not any(number in hidden for number in ("13800003012", "13900003013", "13700003014"))
    assert KEY.show(hidden) == f"电话{numbers}，找我"


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_number_stays_as_it_is(text: str) -> None:
    assert KEY.hide(text) == text


@given(st.text(st.sampled_from("0139８一三零+~-_ .aZ电=\n"), max_size=60))
def test_every_text_comes_back(text: str) -> None:
    assert KEY.show(KEY.hide(text)) == text


@given(st.lists(st.lists(st.sampled_from([*"0139八三零+~-_ .a电=\n", *NUMBERS]), max_size=9).map("".join)))
def test_many_texts_are_hidden_as_each_by_itself(texts: list[str]) -> None:
    many = Cipher(_KEY)
    assert many.hide_all(texts) == [Cipher(_KEY).hide(text) for text in texts]
    assert many.hide_all(texts) == [many.hide(text) for text in texts], "of numbers that are known as well"


@given(before=st.text(_AROUND, max_size=12), number=st.sampled_from(NUMBERS), after=st.text(_AROUND, max_size=12))
def test_nothing_around_a_number_keeps_it_from_being_found(before: str, number: str, after: str) -> None:
    assert names_a_number(f"{before}电{number}话{after}")


def test_the_same_number_has_the_same_token() -> None:
    assert KEY.hide("打13800003012") == "打" + KEY.hide("13800003012")


def test_another_key_reads_nothing() -> None:
    hidden = KEY.hide("13800003012")
    other = Cipher(new_key())
    assert other.show(hidden) == hidden
    assert (other.fingerprint, other.tail("3012")) != (KEY.fingerprint, KEY.tail("3012"))
