"""What the inbox says became of a text: done, asked or refused."""

from __future__ import annotations

import pytest

from tests.sms.village import LI, WANG, Village

DONE, ASKED, REFUSED = "done", "asked", "refused"


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("1", DONE),
        ("申报 献血", DONE),
        ("退订", DONE),
        ("规则", DONE),
        ("申报", ASKED),
        ("申报 献血 8月40日", ASKED),
        ("天气不错", ASKED),
        ("兑 1 0", ASKED),
        ("异议 99 没扔", REFUSED),
        ("兑 99", REFUSED),
        ("异议", REFUSED),
    ],
)
async def test_it_is_noted_as_what_it_was(village: Village, text: str, became: str) -> None:
    await village.household("王建国", WANG)
    await village.text(text)
    assert await village.count("inbox", f"outcome = '{became}'") == 1


async def test_which_household_is_a_question(village: Village) -> None:
    await village.household("王建国", WANG, LI)
    await village.household("李秀英", WANG)
    await village.text("1")
    assert await village.count("inbox", f"outcome = '{ASKED}'") == 1


async def test_an_objection_to_several_entries_opens_no_case(village: Village) -> None:
    wang = await village.household("王建国", WANG)
    await village.record(wang, "环4", -2, "没分类")
    reply = await village.text("异议 1、2 没扔")
    assert reply
    assert reply.startswith("一条短信只提一个编号")
    assert await village.count("objections") == 0
    assert await village.count("inbox", f"outcome = '{ASKED}'") == 1
