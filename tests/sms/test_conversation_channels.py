"""Whole conversations, with a slip at every step, by each SMS channel and with another channel at every text."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from itertools import cycle

import pytest

from tests.contract.sms_platforms import CHANNELS, NOW, Played
from tests.sms.village import WANG, ZONE, Village

CONVERSATIONS: dict[str, list[tuple[str, str]]] = {
    "a claim": [
        ("申报啊", "没看明白"),
        ("申报 老王", "“老王”是您家做的事吗"),
        ("不晓得", "没看明白"),
        ("申报", "请写上做了什么"),
        ("明天去献血", "还没做的事不能申报"),
        ("申报 献血 2月30日", "日子“2月30日”看不懂"),
        ("13月1日", "看不懂"),
        ("献血 11月2日", "申报1号"),
        ("申报 献血 11月2日", "这件事您报过了，是申报1号"),
        ("撤回 9", "9号"),
        ("撤回申报 1", "申报1号撤回了"),
    ],
    "an objection": [
        ("异议 天", "请写编号和原因"),
        ("99 没有扔", "没有找到您家#99"),
        ("异议 1 天气", "#1哪里不对"),
        ("知道了，扣得对", "不客气"),
        ("异议 1", "#1哪里不对"),
        ("那天下雨冲过来的", "异议1号收下了"),
        ("异议 1 不是我家", "#1的异议已经收下了，是1号"),
    ],
    "goods": [
        ("有啥好换", "洗衣粉"),
        ("1", "要兑洗衣粉（20分）吗"),
        ("不要", ""),
        ("兑 1", "CODE"),
        ("好", "CODE"),
        ("0000", "确认码不对"),
        ("CODE", "兑好了"),
        ("CODE", "已经"),
        ("盐退掉", "要取消哪一样"),
        ("1", "洗衣粉1件取消了"),
    ],
}
"""What the phone writes and a part of what it reads; CODE is the latest order's."""


@pytest.fixture
async def told(sqlite_village: Village) -> Village:
    """November, with points to spend, goods on the shelf and one deduction of this month."""
    village = sqlite_village
    wang = await village.household("王建国", WANG)
    village.now = NOW.astimezone(ZONE)
    await village.close_months()
    await village.record(wang, "环4", -2, "门口垃圾没分类")
    await village.stock("洗衣粉", 20, 5)
    return village


@pytest.fixture(params=[*CHANNELS, "another at every text"])
async def channels(request: pytest.FixtureRequest, told: Village) -> AsyncIterator[Sequence[Played]]:
    names = list(CHANNELS) if request.param not in CHANNELS else [request.param]
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(CHANNELS[name](told.desk)) for name in names]


async def one(village: Village, sql: str) -> str:
    async with village.database.reading() as connection:
        rows = await connection.fetch(sql)
    return str(rows[0]["said"]) if rows else ""


@pytest.mark.parametrize("about", CONVERSATIONS)
async def test_a_conversation_goes_on_by_whatever_channel(
    told: Village, channels: Sequence[Played], about: str
) -> None:
    turns = cycle(channels)
    for number, (text, part) in enumerate(CONVERSATIONS[about]):
        code = await one(told, "SELECT code AS said FROM orders ORDER BY id DESC LIMIT 1")
        response = await next(turns).write(f"SM{number}", text.replace("CODE", code))
        assert response.status == 200
        reply = await one(told, "SELECT reply AS said FROM inbox WHERE source = 'sms' ORDER BY id DESC LIMIT 1")
        code = await one(told, "SELECT code AS said FROM orders ORDER BY id DESC LIMIT 1")
        assert re.search(re.escape(part.replace("CODE", code)), reply), (text, reply)
