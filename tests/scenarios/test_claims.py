"""申报: a villager asks for points by text or on paper, an officer approves or rejects, the villager hears of it."""

from __future__ import annotations

import asyncio

import pytest

from domain.entry import Source
from domain.people import Role
from sms.segments import count
from tests.scenarios.conftest import Homes
from tests.village import CHEN, GROUP, STRANGER, SUN, ZHOU, Village, at

WANG, LI = "+8619900000001", "+8619900000002"
CHEN_PHONE = "+8619900000007"
LIU = 104


async def claimed(village: Village, words: str = "申报 献血 9月8日", phone: str = WANG) -> str:
    return await village.texts(phone, words)


async def test_a_claim_gets_a_number_and_a_day_and_appears_in_the_group(village: Village, homes: Homes) -> None:
    reply = await claimed(village)
    assert reply == "收到王建国户申报1号：献血 9月8日。9月17日前短信答复您。"
    said = await village.posted()
    assert said.text == (
        "📝 申报 1：3组12号 王建国\n“献血 9月8日”\n日子：9月8日，项目：志2“参加义务献血活动”2分\n请在 9月17日前答复。"
    )
    assert said.labels == ["同意", "不同意"]
    assert await village.entries(homes.wang) == []
    assert await village.points(homes.wang) == 110


async def test_approved_it_becomes_an_entry_and_the_villager_hears_of_it(village: Village, homes: Homes) -> None:
    await claimed(village)
    approve, _ = (await village.posted()).buttons
    village.restart()
    village.now = at("2026-09-12 15:00")
    answer = await village.presses(CHEN, approve)
    assert answer.unbuttoned
    assert answer.text.startswith(
        "📝 申报 1 已同意（陈国强），短信已答复村民。\n✅ #1 3组12号 王建国\n志2“参加义务献血活动”加2分"
    )
    assert answer.labels == ["撤销 #1"]
    [entry] = await village.entries(homes.wang)
    assert (entry.item, entry.points, entry.source, entry.reason) == ("志2", 2, Source.SMS, "献血 9月8日")
    assert (f"{entry.day}", entry.officer_name) == ("2026-09-08", "陈国强")
    [text] = await village.texted(WANG)
    assert text == "【张堰积分】您家的申报1号通过了：献血加2分，9月共112分。您报的是：献血 9月8日。"
    assert count(text) == 1


async def test_words_that_leave_the_item_open_make_the_bot_ask(village: Village, homes: Homes) -> None:
    await claimed(village, "申报 昨天帮邻居收稻子")
    assert "项目：待定" in (await village.posted()).text
    question = await village.presses(CHEN, "a:claim-yes:1")
    assert not question.unbuttoned
    assert "记哪一项？别的项目请发：/shen 准 1 项目" in question.text
    assert [label[:2] for label in question.labels] == ["文1", "文2", "志1", "志2", "志3"]
    answer = await village.presses(CHEN, question.button("志1"))
    assert "志1“积极参与志愿活动或公益服务”加1分，计 1 分" in answer.text
    assert f"{(await village.entries(homes.wang))[0].day}" == "2026-09-09"
