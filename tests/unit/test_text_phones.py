import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.phones import mask, to_e164


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("13800000001", "+8613800000001"),
        ("138 0000 0001", "+8613800000001"),
        ("138-0000-0001", "+8613800000001"),
        ("１３８００００００００"[:11], "+8613800000000"),
        ("+86 138 0000 0001", "+8613800000001"),
        ("＋8613800000001", "+8613800000001"),
        ("0086-13800000001", "+8613800000001"),
        ("8613800000001", "+8613800000001"),
        ("021-57213456", "+862157213456"),
        ("（021）57213456", "+862157213456"),
        ("0572-8123456", "+865728123456"),
        ("10000000001", "+8610000000001"),
        ("+15550100001", "+15550100001"),
        ("57213456", None),
        ("1380000001", None),
        ("138000000012", None),
        ("00000000000", None),
        ("10086", None),
        ("没有", None),
        ("1800FLOWERS", None),
        ("", None),
        ("+", None),
    ],
)
def test_one_form_for_all_spellings(written: str, number: str | None) -> None:
    assert to_e164(written) == number


@given(st.text(alphabet="0123456789+-() "))
def test_never_fails_and_its_result_stands(written: str) -> None:
    number = to_e164(written)
    assert number is None or to_e164(number) == number


def test_masks() -> None:
    assert mask("+8613812345678") == "138****5678"
    assert mask("+862157213456") == "215****3456"
    assert mask("+15550100001") == "155****0001"
    assert mask("+1234567") == "****67"
