"""Setting a sheet in a process of its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paper.apart import Apart, typeset_apart
from paper.typesetting import FilledTemplate, typeset
from tests.paper.reading import pages, words

MADE = datetime(2026, 11, 1, 9, tzinfo=UTC)
PLATE = {"place": "3组1号", "head": "王秀英𪚥", "code": "10001"}
SHEET = FilledTemplate("plates", {"unit": "秦望村", "how": "查分：发短信“积分”。", "page": "<svg/>", "plates": [PLATE]})


def no_photo(_: str) -> None:
    """No sheet here has one."""


async def test_the_paper_is_the_same_as_that_set_here() -> None:
    apart, here = await typeset_apart(SHEET, MADE, no_photo), typeset(SHEET, MADE)
    assert (words(apart.pdf), apart.unprintable) == (words(here.pdf), here.unprintable)
    assert [one.tobytes() for one in pages(apart.pdf)] == [one.tobytes() for one in pages(here.pdf)]


@pytest.mark.parametrize("most", [0, 1_000_000])
async def test_several_sheets_are_set_by_one_process_or_each_by_its_own(most: int) -> None:
    two = FilledTemplate(SHEET.template, {**SHEET.values, "plates": [PLATE] * 11})
    async with Apart(most) as apart:
        papers = [await apart.typeset(sheet, MADE, no_photo) for sheet in (SHEET, two, SHEET)]
    assert [len(pages(paper.pdf)) for paper in papers] == [1, 2, 1]


async def test_a_sheet_that_cannot_be_set_is_a_fault_that_says_why() -> None:
    with pytest.raises(RuntimeError, match="no-such-template"):
        await typeset_apart(FilledTemplate("no-such-template", {}), MADE, no_photo)
