"""Approving and rejecting: by button and by command, once, and the villager hears of it."""

from __future__ import annotations

import asyncio

import pytest

from domain.model.entry import Source
from domain.model.people import Role
from sms.segments import count
from storage.instants import to_ms
from storage.roster import SqlRoster
from tests.scenarios.claiming import LI, LIU, WANG, claimed
from tests.scenarios.conftest import Homes
from tests.village import CHEN, Village, at


async def test_approved_it_becomes_an_entry_and_the_villager_hears_of_it(village: Village, homes: Homes) -> None:
    await claimed(village)
    approve, _ = (await village.posted()).buttons
    village.restart()
    village.now = at("2026-09-12 15:00")
    answer = await village.presses(CHEN, approve)
    assert answer.unbuttoned
    assert answer.text.startswith(
        "📝 申报 1 已同意（陈国强），会发短信告诉村民。\n✅ #1 9月8日 3组12号 王建国\n志2“参加义务献血活动”加2分"
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


async def test_a_rejected_claim_has_a_reason_that_the_villager_reads(village: Village, homes: Homes) -> None:
    await claimed(village)
    question = await village.presses(CHEN, "a:claim-no:1")
    assert question.text == "申报 1 为什么不同意？别的原因请发：/shen 驳 1 原因"
    assert question.labels == ["查无此事", "不在积分范围内", "已经记过了", "材料不全，请补齐再报"]
    answer = await village.presses(CHEN, question.button("已经记过了"))
    assert answer.text == (
        "📝 申报 1 不同意（陈国强）：3组12号 王建国“献血 9月8日”\n原因：已经记过了\n会发短信告诉村民。"
    )
    assert await village.texted(WANG) == [
        "【张堰积分】您家的申报1号没有通过，原因：已经记过了。有疑问请找村里的管理专员。"
    ]
    assert await village.entries(homes.wang) == []


async def test_deciding_by_command(village: Village, homes: Homes) -> None:
    await claimed(village)
    await claimed(village, "申报 捡垃圾", LI)
    answer = await village.says(CHEN, "/shen 驳 2 那天没有活动")
    assert "原因：那天没有活动" in answer.text
    answer = await village.says(CHEN, "／申报　准　１号　志１ １分")
    assert "志1“积极参与志愿活动或公益服务”加1分" in answer.text
    assert [entry.item for entry in await village.entries(homes.wang)] == ["志1"]
    assert (await village.says(CHEN, "/shen 准")).text == "没写是几号申报，例如：/shen 准 12 志2"
    assert (await village.says(CHEN, "/shen 准 9")).text == "本村没有 9 号申报，发 /shen 看等答复的。"


async def test_a_claim_is_decided_once(village: Village, homes: Homes) -> None:
    await village.officer(LIU, "刘文清", Role.SPECIALIST)
    await claimed(village)
    answers = await asyncio.gather(village.presses(CHEN, "a:claim-yes:1"), village.presses(LIU, "a:claim-yes:1"))
    assert len(await village.entries(homes.wang)) == 1
    assert len(answers) == 2
    for button in ("a:claim-yes:1", "a:claims-no:1"):
        assert (await village.presses(LIU, button)).toast == "申报 1 已经同意过了。"
    assert len(await village.texted(WANG)) == 1
    assert await village.count("claims", "state = 'approved'") == 1


async def test_a_number_that_is_no_longer_the_households_gets_no_answer(village: Village, homes: Homes) -> None:
    await claimed(village)
    async with village.database.transaction() as connection:
        await SqlRoster(connection).replace_phones({homes.wang.id: ["+8619900000055"]})
    await village.presses(CHEN, "a:claim-yes:1")
    assert await village.texted(WANG) == []
    assert len(await village.texted("+8619900000055")) == 1


async def test_the_answer_waits_for_the_morning_and_comes_in_spite_of_an_opt_out(
    village: Village, homes: Homes
) -> None:
    await claimed(village)
    await village.texts(WANG, "退订")
    village.now = at("2026-09-10 21:30")
    await village.presses(CHEN, "a:claim-yes:1")
    await village.texts(WANG, "退订")
    morning = to_ms(at("2026-09-11 08:00"))
    assert await village.count("outbox", f"queue = 'sms' AND state = 'queued' AND due_ms = {morning}") == 1


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("准 1、2", "一条消息只答复一件申报，请一件发一条，或发 /shen 按按钮。"),
        ("准 1 志2 0分", "分数“0分”不对，要写 1 到 120 的整数。"),
        ("准 1 500分", "分数“500分”不对，要写 1 到 120 的整数。"),
        ("准 1 志2 1分 2分", "分数写了两个，多了“2分”。"),
        ("准 1 2", "“2”是不是分数看不出来，请把分数写在项目后面，例如：垃圾 2 没分类"),
        ("准 1 跳舞", "没有“跳舞”这一项，发 /gui 可看全部项目。"),
        ("准 1 秸秆焚烧", "“秸秆焚烧”是一票否决项，请用 /fou"),
    ],
)
async def test_a_decision_that_can_be_read_in_two_ways_changes_nothing(
    village: Village, homes: Homes, words: str, answer: str
) -> None:
    await claimed(village)
    await claimed(village, "申报 志愿 9月8日")
    assert (await village.says(CHEN, f"/shen {words}")).text == answer
    assert await village.count("claims", "state = 'open'") == 2


async def test_a_reason_of_several_lines_is_one_in_the_text(village: Village, homes: Homes) -> None:
    await claimed(village)
    await village.says(CHEN, "/shen 驳 1 没有这回事\n问过邻居了")
    assert "原因：没有这回事 问过邻居了。" in (await village.texted(WANG))[0]
