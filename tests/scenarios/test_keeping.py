"""What was said is kept for the rulebook's months, and no longer."""

from __future__ import annotations

import pytest

from app.duties.keeping import reduce_old_messages
from domain.model.delivery import Draft, Queue
from storage import old_messages
from storage.inbox import SqlInbox
from storage.posting import SqlPost
from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.scenarios.duties import due
from tests.village import CHEN, Village, at


async def look(village: Village, when: str) -> None:
    village.now = at(when)
    async with village.transactions.writing() as store:
        await reduce_old_messages(due(village, store, ""))


async def said(village: Village) -> list[str]:
    """What the outbox still says that has gone out."""
    async with village.database.reading() as connection:
        rows = await connection.fetch("SELECT target || payload AS said FROM outbox WHERE settled_ms IS NOT NULL")
    return [row["said"] for row in rows]


async def settled(village: Village) -> None:
    async with village.database.transaction() as connection:
        await connection.execute("UPDATE outbox SET state = 'sent', settled_ms = posted_ms")


async def test_what_was_said_goes_after_two_years_and_the_books_are_right(village: Village, homes: Homes) -> None:
    village.now = at("2026-09-18 09:00")
    await village.says(CHEN, "/kou 3-12 环4 2 垃圾")
    await village.texts("+8619900000001", "积分")
    await settled(village)
    before = await said(village)
    assert any("垃圾" in text for text in before)
    await look(village, "2028-08-01 03:00")
    assert await said(village) == before
    await look(village, "2028-11-01 03:00")
    assert await said(village) == []
    assert [await village.count(table) for table in ("inbox", "prompts", "text_attempts")] == [0, 0, 0]
    assert await village.count("entries") == 1
    assert await audited(village) == []


async def test_what_no_chat_platform_ever_took_goes_as_well(new_village: Village, homes: Homes) -> None:
    village = new_village
    await village.texts("+8619900000001", "找人")
    assert await village.count("outbox", "queue = 'chat' AND state = 'queued'") == 1
    await look(village, "2028-11-01 03:00")
    assert await village.count("outbox", "queue = 'chat'") == 0
    assert await audited(village) == []


async def test_of_a_notice_stays_that_it_went_out_and_no_number(village: Village, homes: Homes) -> None:
    village.now = at("2026-09-18 09:00")
    draft = Draft(Queue.SMS, "+8619900000001", {"body": "三季度 118 分"}, f"notice:quarter:2026Q3:{homes.wang.id}")
    async with village.database.transaction() as connection:
        await SqlPost(connection).post([draft], village.now)
        await connection.execute(
            "INSERT INTO notices (household_id, unit_code, quarter, kind, queued_ms, phone, outbox_id)"
            " SELECT $1, $2, '2026Q3', 'quarter', 0, $3, id FROM outbox WHERE key = $4",
            homes.wang.id,
            homes.wang.unit,
            draft.target,
            draft.key,
        )
    await settled(village)
    await look(village, "2028-11-01 03:00")
    async with village.database.reading() as connection:
        rows = await connection.fetch("SELECT state, target, payload, digest FROM outbox WHERE key = $1", draft.key)
    assert [tuple(dict(row).values()) for row in rows] == [("sent", "", "{}", None)]
    assert await audited(village) == []


async def test_a_long_past_goes_in_small_parts_and_each_day_goes_on_where_the_last_ended(
    village: Village, homes: Homes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(old_messages, "AT_ONCE", 4)
    for number in range(10):
        assert await taken(village, f"key {number}", "2026-09-18 09:00")
    assert await taken(village, "young", "2028-10-01 09:00")
    left = []
    for minute in range(4):
        await look(village, f"2028-11-01 03:{minute:02}")
        left.append(await village.count("inbox", "key LIKE 'key%'"))
    assert left[0] > left[1] > left[-1] == 0
    assert not await taken(village, "young", "2028-11-01 04:00")
    await look(village, "2031-01-01 03:00")
    assert await village.count("inbox") == 0


async def taken(village: Village, key: str, when: str) -> bool:
    """Whether a message was not known yet."""
    async with village.database.transaction() as connection:
        return await SqlInbox(connection).take("chat", key, at(when))


async def test_what_still_waits_is_kept(village: Village, homes: Homes) -> None:
    village.now = at("2026-09-18 09:00")
    await village.says(CHEN, "/kou 3-12 环4 2 垃圾")
    await look(village, "2029-11-01 03:00")
    async with village.database.reading() as connection:
        rows = await connection.fetch("SELECT payload FROM outbox WHERE settled_ms IS NULL")
    assert all(row["payload"] != "{}" for row in rows)


async def test_it_is_done_once_a_day(village: Village, homes: Homes) -> None:
    await look(village, "2028-11-01 03:00")
    village.now = at("2026-09-18 09:00")
    await village.says(CHEN, "/kou 3-12 环4 2 垃圾")
    await settled(village)
    before = await said(village)
    await look(village, "2028-11-01 03:01")
    assert await said(village) == before


async def test_who_was_called_long_ago_is_no_longer_known_and_the_books_are_right(
    village: Village, homes: Homes
) -> None:
    village.now = at("2026-09-18 09:00")
    await village.texts("+8619900000001", "找人 屋顶漏了")
    listed = await village.says(CHEN, "/dian")
    await village.presses(CHEN, listed.buttons[0])
    await look(village, "2028-11-01 03:00")
    assert await village.count("callbacks", "phone = '' AND words = ''") == 1
    assert await audited(village) == []
