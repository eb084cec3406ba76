"""Whoever did not say which household is the own owns all heads of that name, in whatever characters it is written."""

from __future__ import annotations

import pytest

from tests.village import ZHOU, Village


@pytest.mark.parametrize(
    ("officer", "head"),
    [
        ("张征", "张徵"),
        ("张徵", "张征"),
        ("陆明后", "陆明後"),
        ("买买提·艾力", "買買提‧艾力"),
        ("王 芳", "王芳"),
        ("李\uf9e1", "李李"),
    ],
)
async def test_the_own_household_is_known_in_every_spelling(new_village: Village, officer: str, head: str) -> None:
    home = await new_village.household(2, 1, head)
    await new_village.officer(ZHOU, officer)
    answer = await new_village.whispers(ZHOU, "/kou 2-1 垃圾 1 乱")
    assert "是您自己家" in answer.text
    assert await new_village.entries(home) == []
