"""The audit misses messages: what was answered, recorded or claimed came in by one."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.outgoing import announcement
from domain.model.delivery import group_to_come
from domain.model.people import Role
from storage import counted, digests
from storage.database import Database
from tests.patience import PATIENCE_SECONDS
from tests.scenarios.auditing import audited
from tests.village import CHEN, GROUP, JIANNONG, Village, named

PHONE = "+8619900000002"
CHAT = "收件箱里 2026-09-10 10:00 秦望村 聊天来的消息 telegram:1:77"
TEXT = "收件箱里 2026-09-10 10:00 秦望村 短信来的消息 SM88"


@pytest.fixture
async def village(database: Database) -> Village:
    """陈国强 takes points off a household, which claims some."""
    village = Village(database)
    await village.found()
    await village.household(3, 13, "李秀芳", PHONE)
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.says(CHEN, "/bang")
    await village.says(CHEN, "/kou 3-13 垃圾 2 没分类", key="telegram:1:77")
    await village.texts(PHONE, "申报 献血 昨天", sid="SM88")
    assert await audited(village) == []
    return village


async def by_hand(village: Village, *statements: str) -> list[str]:
    """What the audit says of that."""
    async with village.database.transaction() as connection:
        for statement in statements:
            await connection.execute(statement)
    return [line.split("'")[1] for line in await audited(village)]


async def test_a_message_of_a_chat_whose_row_is_gone_is_named(village: Village) -> None:
    gone = await by_hand(village, "DELETE FROM inbox WHERE key = 'telegram:1:77'")
    assert gone == [CHAT]


async def test_it_is_named_by_its_entry_where_the_answer_is_gone_as_well(village: Village) -> None:
    gone = await by_hand(
        village, "DELETE FROM inbox WHERE key = 'telegram:1:77'", "DELETE FROM outbox WHERE key LIKE 'chat:telegram%'"
    )
    assert gone == [CHAT, "发件箱 2026-09-10 聊天 秦望村的条数"]


async def test_news_for_a_group_to_come_is_named_by_its_village(village: Village) -> None:
    news = announcement(group_to_come(JIANNONG), "第三季度结了", "settled:1")
    async with village.transactions.writing() as store:
        await store.post.post(news, village.now)
    gone = await by_hand(village, "DELETE FROM outbox WHERE target LIKE 'unit:%'")
    assert gone == ["发件箱 2026-09-10 聊天 建农村的条数"]


async def test_a_text_whose_row_is_gone_is_named_by_its_claim(village: Village) -> None:
    assert await by_hand(village, "DELETE FROM inbox WHERE source = 'sms'") == [TEXT]


async def test_each_of_several_is_named_and_of_many_how_many_more(village: Village) -> None:
    assert await by_hand(village, "DELETE FROM inbox WHERE key IN ('SM88', 'telegram:1:77')") == [CHAT, TEXT]


async def test_of_many_the_first_are_named_and_the_others_counted(village: Village) -> None:
    for number in range(100, 125):
        await village.says(CHEN, "/cha 3-13", key=f"telegram:1:{number}")
    found = await by_hand(village, "DELETE FROM inbox WHERE key LIKE 'telegram:1:1%'")
    assert [line.split()[-1] for line in found[:20]] == [f"telegram:1:{number}" for number in range(100, 120)]
    assert found[20:] == ["收件箱里少的消息，没列出的"]


@pytest.mark.parametrize("sid", ["SM90", "SM91", "SM92"])
async def test_a_text_that_was_only_answered_is_missed_the_last_as_well(village: Village, sid: str) -> None:
    for one in ("SM90", "SM91", "SM92"):
        await village.texts(PHONE, "积分", sid=one)
    assert await by_hand(village, f"DELETE FROM inbox WHERE key = '{sid}'") == ["收件箱 2026-09-10 短信的条数"]


async def test_a_delivery_that_is_over_is_missed(village: Village) -> None:
    last = "DELETE FROM outbox WHERE id = (SELECT MAX(id) FROM outbox)"
    found = await by_hand(village, "UPDATE outbox SET state = 'sent'", last)
    assert found == ["发件箱 2026-09-10 聊天 秦望村的条数"]


async def test_where_a_private_answer_or_a_text_is_gone(village: Village) -> None:
    await village.says(CHEN, "/help", key="telegram:1:90", chat=CHEN)
    away = f"DELETE FROM outbox WHERE target = 'telegram:{CHEN}'"
    assert await by_hand(village, away) == ["发件箱 2026-09-10 聊天 私聊或没绑定的群的条数"]


async def test_what_kind_of_text_is_gone(village: Village) -> None:
    await village.says(CHEN, "/shen 驳 1 没有证明")
    found = await by_hand(village, "DELETE FROM outbox WHERE queue = 'sms' AND key NOT LIKE 'reply:%'")
    assert found == ["发件箱 2026-09-10 短信 申报的答复的条数"]


async def test_what_waits_for_a_group_that_moves_is_counted_where_it_goes(village: Village) -> None:
    async with village.transactions.writing() as store:
        await store.officers.chat_moved(named(GROUP), named(GROUP - 1))
    assert await audited(village) == []
    away = f"DELETE FROM outbox WHERE target = '{named(GROUP - 1)}'"
    assert await by_hand(village, away) == ["发件箱 2026-09-10 聊天 秦望村的条数"]


async def test_a_count_that_was_changed_is_told(village: Village) -> None:
    one = "name = (SELECT MIN(name) FROM counted WHERE name LIKE 'inbox:%:sms:%')"
    found = await by_hand(village, f"UPDATE counted SET many = many - 1 WHERE {one}")
    assert found == ["收件箱 2026-09-10 短信的条数"]


async def test_what_was_rolled_back_is_not_counted(village: Village) -> None:
    async def breaks() -> None:
        async with village.transactions.writing() as store:
            await store.inbox.take("chat", "telegram:1:99", village.now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await breaks()
    assert await audited(village) == []


async def test_nobody_waits_for_another_who_counts(postgres_database: Database) -> None:
    """Each connection has a row of its own: with one for all, the second would wait until the first commits."""
    village, both = Village(postgres_database), asyncio.Barrier(2)

    async def comes_in(key: str) -> None:
        async with village.transactions.writing() as store:
            assert await store.inbox.take("chat", key, village.now)
            await both.wait()

    async with asyncio.timeout(PATIENCE_SECONDS):
        await asyncio.gather(comes_in("telegram:1:1"), comes_in("telegram:1:2"))
    assert await audited(village) == []


async def test_messages_that_went_with_their_time_are_not_missed(village: Village) -> None:
    """Not even one between others, that came while the clock was behind."""
    await village.texts(PHONE, "积分", sid="SM90")
    village.now += timedelta(days=90)
    await village.texts(PHONE, "积分", sid="SM91")
    async with village.database.transaction() as connection:
        later = "UPDATE inbox SET received_ms = received_ms + 7776000000 WHERE key = 'SM88' RETURNING id"
        await counted.going(connection, "inbox", "key = 'SM88'")
        await digests.note(connection, "inbox", [row["id"] for row in await connection.fetch(later)])
        await connection.execute(
            "INSERT INTO counted (name, many) SELECT 'inbox:' || CAST((received_ms + 28800000) / 86400000 AS TEXT)"
            " || ':sms::9', 1"
            " FROM inbox WHERE key = 'SM88'"
        )
    assert await audited(village) == []
    async with village.transactions.writing() as store:
        await store.old_messages.reduce(village.now - timedelta(days=30), village.now)
    assert await village.count("inbox", "key IN ('SM88', 'SM90')") == 1
    assert await audited(village) == []
