"""How a head's name stands on the notice board where the rulebook masks names."""

from __future__ import annotations

import pytest

from domain.settlement.publication import mask


@pytest.mark.parametrize(
    ("name", "shown"), [("王", "王"), ("王芳", "王*"), ("王建国", "王*国"), ("欧阳建国", "欧**国"), ("", "")]
)
def test_the_first_and_last_character_of_a_name_stay(name: str, shown: str) -> None:
    assert mask(name) == shown
