import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.codes import is_valid, make

serials = st.integers(min_value=1000, max_value=9_999_999)


@given(serials)
def test_a_made_code_is_valid_and_keeps_its_serial(serial: int) -> None:
    assert is_valid(make(serial))
    assert make(serial)[:-1] == str(serial)


@given(serials, st.data())
def test_one_wrong_digit_is_noticed(serial: int, data: st.DataObject) -> None:
    code = make(serial)
    at = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != code[at]]))
    assert not is_valid(code[:at] + wrong + code[at + 1 :])


@given(serials, st.data())
def test_two_neighbours_swapped_are_noticed(serial: int, data: st.DataObject) -> None:
    code = make(serial)
    at = data.draw(st.integers(0, len(code) - 2))
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert swapped == code or not is_valid(swapped)


@pytest.mark.parametrize("code", ["", "0", "9999", "００", "1000８", "10008 ", "-10008", "010008", "1" * 40])
def test_what_is_no_code(code: str) -> None:
    assert not is_valid(code)


def test_serials_start_at_1000() -> None:
    assert len(make(1000)) == 5
    with pytest.raises(ValueError):
        make(999)
