"""上次申报批了没有: where the own claims and objections stand, and by when they are answered."""

from __future__ import annotations

import pytest

from sms.segments import count
from sms.understanding.engine import understand
from sms.understanding.request import Intent, Request
from tests.sms.august import says
from tests.sms.village import WANG, Village, at

ASKED = [
    *(
        "上次申报批了没有",
        "我的异议处理好了吗",
        "申报有结果了吗",
        "申报3号怎么样了",
        "异议什么时候答复",
        "申报进度",
        "异议 1 怎么还没答复我",
    ),
    *("上次报的献血加了吗", "我的申诉受理了吗？", "异议5有结果没"),
]


@pytest.mark.parametrize("text", ASKED)
def test_it_is_a_question_and_no_act(text: str) -> None:
    assert understand(text) == Request(Intent.HELP, {"topic": "progress"})


@pytest.mark.parametrize("text", ["申报 批改志愿者试卷", "异议 12 处理结果不对", "申报 修路"])
def test_an_act_stays_one(text: str) -> None:
    assert understand(text).intent in (Intent.CLAIM, Intent.OBJECTION)


async def test_what_waits_is_told_with_its_day(sqlite_village: Village) -> None:
    village = sqlite_village
    wang = await village.household("王建国", WANG)
    assert "您家没有申报，也没有异议" in (await village.text("上次申报批了没有") or "")
    await village.record(wang, "环4", -2, "门口垃圾没分类")
    claimed = await village.text("申报 献血") or ""
    disputed = await village.text("异议 1 分好类的") or ""
    assert "申报1号" in claimed
    assert "异议1号" in disputed
    reply = await village.text("我的异议处理好了吗") or ""
    first, second = reply.splitlines()
    assert first.startswith("申报1号还在等答复，")
    assert first.endswith("前短信答复您。")
    assert second.startswith("异议1号还在等答复，")
    assert second.endswith("前短信答复您。")
    assert count(reply) == 1
    village.now = at("2027-08-10 09:00")
    assert "还没答复，请找村里的管理专员" in (await village.text("申报进度") or "")


async def test_what_was_answered_is_told(sqlite_village: Village) -> None:
    village = sqlite_village
    await village.household("王建国", WANG)
    await village.text("申报 献血")
    await village.text("撤回申报1")
    assert "申报1号撤回了" in (await village.text("申报批了没有") or "")


@pytest.mark.parametrize("text", ["申报收到没有", "申报收到了没", "我的申报批下来没有", "异议收到没有", "申报报上了伐"])
async def test_whether_it_came_is_a_question_and_no_claim(told: Village, text: str) -> None:
    assert "申报1号还在等答复" in await says(told, "申报 献血 昨天", text)
    assert await told.count("objections") == 0


@pytest.mark.parametrize("text", ["申报 扫雪没有", "申报 捡到手机没有要报酬", "异议 1 没有收到垃圾桶"])
def test_what_only_has_its_words_is_none(text: str) -> None:
    assert understand(text).args.get("topic") != "progress"
