"""A village on WeCom from its people's side: desk, outbox, database and connection are the product's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.wecom.access import Access
from bot.outgoing import announcement
from bot.reply import Button
from domain.model.people import Role
from sandbox.wecom.faults import LineFault
from sandbox.wecom.server import StandIn, start
from storage.database import Database
from tests.patience import PATIENCE_SECONDS
from tests.wecom.conftest import BOT, SECRET, make_ours, until
from tests.wecom.connected import GROUP, ZHOU, Connected, found, join, read, running


@pytest.fixture
async def plain_stand_in() -> AsyncIterator[StandIn]:
    stand_in = await start({BOT: SECRET}, tls=False)
    yield stand_in
    await stand_in.close()


@pytest.fixture
async def village(plain_stand_in: StandIn, database: Database, tmp_path: Path) -> AsyncIterator[Connected]:
    connected = await found(plain_stand_in, database)
    async with running(plain_stand_in, connected.village, tmp_path):
        await join(connected)
        yield connected


async def test_a_deduction_is_recorded_and_taken_back_by_its_button(village: Connected) -> None:
    said = await village.ask("/kou 3-13 垃圾 2 没分类")
    assert "3组13号 李秀芳" in read(said)
    assert await village.village.count("entries") == 1
    undone = await village.press(said, "撤销 #1")
    assert "已撤销 #1" in read(undone)


async def test_a_command_needs_no_slash_after_the_bots_name(village: Connected) -> None:
    assert "李秀芳" in read(await village.ask("查 3-13"))


async def test_a_message_that_is_brought_again_is_recorded_once(village: Connected) -> None:
    msgid = await village.stand_in.people.say(ZHOU, "/kou 3-13 垃圾 2 没分类", GROUP)
    await until(lambda: any("李秀芳" in read(one) for one in village.shown()))
    await village.stand_in.people.again(msgid)
    await village.ask("/gui 环1")
    assert await village.village.count("entries") == 1


async def test_a_picture_is_kept_as_evidence(village: Connected) -> None:
    count = len(village.shown())
    picture = b"\x89PNG\r\n\x1a\n" + b"picture"
    await village.stand_in.people.show(ZHOU, "/kou 3-13 垃圾 2 没分类", [picture, picture + b"2"], GROUP)
    await village.next(count)
    while await village.village.count("evidence", "state = 'kept'") < 2:  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0.01)
    assert await village.village.count("entries", "evidence_id IS NOT NULL") == 1


async def test_what_is_pushed_into_a_group_is_answered_by_number_after_a_restart(
    plain_stand_in: StandIn, database: Database, tmp_path: Path
) -> None:
    connected = await found(plain_stand_in, database)
    async with running(plain_stand_in, connected.village, tmp_path):
        await join(connected)
        await connected.ask("/kou 3-13 垃圾 2 没分类")
        count = len(connected.shown())
        async with connected.village.transactions.writing() as store:
            buttons = ((Button("撤销 #1", "u:1:2"),),)
            drafts = announcement(f"wecom:group:{GROUP}", "看一下这笔", "news", buttons)
            await store.post.post(drafts, connected.village.now)
        pushed = await connected.next(count)
        assert "1. 撤销 #1" in read(pushed)
    async with running(plain_stand_in, connected.village, tmp_path):
        answer = await connected.ask("1")
    assert "已撤销 #1" in read(answer)


async def test_what_finds_no_connection_goes_as_soon_as_there_is_one(village: Connected) -> None:
    """The village's clock stands: no pause before another attempt is ever over."""
    await village.stand_in.platform.hang_up()
    count = len(village.shown())
    async with village.village.transactions.writing() as store:
        await store.post.post(announcement(f"wecom:group:{GROUP}", "明天开会", "news"), village.village.now)
    assert "明天开会" in read(await village.next(count))


async def test_what_is_on_its_way_at_a_stop_is_waited_for(
    plain_stand_in: StandIn, database: Database, tmp_path: Path
) -> None:
    connected = await found(plain_stand_in, database)
    async with running(plain_stand_in, connected.village, tmp_path):
        await join(connected)
        plain_stand_in.platform.faults.order(LineFault("late", seconds=0.3))
        await connected.ask("/gui 环1")
    assert await connected.village.count("outbox", "state <> 'sent'") == 0


async def test_a_second_program_with_the_same_bot_is_told_and_not_fought(village: Connected) -> None:
    other = make_ours(Access(BOT, SECRET, village.stand_in.url))
    other.start()
    await other.connected()
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await village.village.count("troubles", "endpoint = 'wecom' AND kind = 'twice'"):  # noqa: ASYNC110 - tells nobody
            await asyncio.sleep(0.01)
    assert other.alarms == [None]
    await other.stop()


async def test_an_officer_on_two_platforms_is_one_person(village: Connected) -> None:
    code = await village.village.invitation("陈国强", Role.SPECIALIST)
    joined = await village.village.whispers(101, f"/bang {code}")
    assert "陈国强，您现在是秦望村的" in joined.text
    assert await village.village.count("chats") == 1
