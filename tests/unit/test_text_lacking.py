"""What a unit lacks has its words, wherever they are said."""

from __future__ import annotations

import pytest

from domain.town.supervising import Lack
from text.lacking import lack_in_words


@pytest.mark.parametrize("lack", Lack)
def test_everything_that_can_be_lacking_is_said(lack: Lack) -> None:
    assert "{" not in lack_in_words(lack, 3)


def test_how_many_are_late_is_said() -> None:
    assert lack_in_words(Lack.CLAIMS, 3) == "申报超期3件"
