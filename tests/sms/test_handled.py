"""What the inbox says became of a text: done, asked or refused."""

from __future__ import annotations

import pytest

from tests.sms.village import LI, WANG, Village
from text.normalise import normalise

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
        ("积分 9-9", REFUSED),
        ("9组9号明细", REFUSED),
        ("积分 99992", REFUSED),
        ("规则 没有这一项的", REFUSED),
        ("规则 环境", ASKED),
        ("规则 献血", DONE),
        ("物品", DONE),
        ("1 2", ASKED),
        ("1234", ASKED),
        ("订阅", DONE),
        ("帮助", DONE),
    ],
)
async def test_it_is_noted_as_what_it_was(village: Village, text: str, became: str) -> None:
    await village.household("王建国", WANG)
    await village.text(text)
    assert await village.count("inbox", f"outcome = '{became}'") == 1


async def test_opting_out_is_done_even_where_no_reply_is_left(village: Village) -> None:
    await village.household("王建国", WANG)
    await village.text("退订", LI, sid="SM-stranger")
    for number in range(20):
        await village.text(f"{'查一下' * (number % 7)}积分{'吧' * (number // 7)}")
    assert await village.text("退订", sid="SM-late") is None
    assert await village.text("积分", sid="SM-saved") is None
    assert await village.count("inbox", "key IN ('SM-stranger', 'SM-late') AND outcome = 'done'") == 2
    assert await village.count("inbox", "key = 'SM-saved' AND outcome = 'refused'") == 1


@pytest.mark.parametrize("said", ["积分 3-{}", "3组{}号 积分", "我是3组{}号的，查一下积分", "3-{}明细"])
async def test_one_of_several_households_is_named_by_its_place(village: Village, said: str) -> None:
    await village.household("王建国", WANG)
    li = await village.household("李秀英", WANG)
    reply = await village.text(said.format(li.number))
    assert reply
    assert "李秀英" in reply
    assert await village.count("inbox", f"outcome = '{DONE}'") == 1


@pytest.mark.parametrize("said", ["积分 9-9", "9组9号的积分", "九组九号积分"])
async def test_somebody_elses_household_is_told_to_nobody(village: Village, said: str) -> None:
    await village.household("王建国", WANG)
    reply = await village.text(said)
    assert reply == "9-9不是用您这个手机登记的，只能查自己家的。查自己家回1；手机换过的，请找村里的管理专员。"


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


async def test_a_text_is_put_into_plain_characters_once(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    converted: list[str] = []

    def noted(text: str) -> str:
        converted.append(text)
        return text

    monkeypatch.setattr("text.normalise.simplified", noted)
    normalise.cache_clear()
    await village.household("王建国", WANG)
    assert await village.text("我家的积分头一回问")
    assert converted.count("我家的积分头一回问") == 1
