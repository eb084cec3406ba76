"""Setting a sheet in a process of its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paper.apart import typeset_apart
from paper.typesetting import FilledTemplate, typeset

MADE = datetime(2026, 11, 1, 9, tzinfo=UTC)
PLATE = {"place": "3组1号", "head": "王秀英𪚥", "code": "10001"}
SHEET = FilledTemplate("plates", {"unit": "秦望村", "how": "查分：发短信“积分”。", "page": "<svg/>", "plates": [PLATE]})


def no_photo(_: str) -> None:
    """No sheet here has one."""


async def test_the_paper_is_the_same_as_that_set_here() -> None:
    apart = await typeset_apart(SHEET, MADE, no_photo)
    assert apart.pdf.startswith(b"%PDF")
    assert apart == typeset(SHEET, MADE)


async def test_a_sheet_that_cannot_be_set_is_a_fault_that_says_why() -> None:
    with pytest.raises(RuntimeError, match="no-such-template"):
        await typeset_apart(FilledTemplate("no-such-template", {}), MADE, no_photo)
