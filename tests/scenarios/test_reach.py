"""Deliveries that cannot be read, that may have gone out, or that their group does not take."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.wording.supervising import unreached
from domain.model.delivery import Delivery, Draft, Failed, Queue, Repeat, Retry, Sent, Settlement
from domain.model.message import Reach
from storage import digests
from storage.database import Connection
from storage.outbox import SqlOutbox
from tests.scenarios.supervisors import TOWN_GROUP
from tests.village import GROUP, QINWANG, ZHOU, ZONE, Village, named

CLOSED = Retry("TelegramForbiddenError: bot was kicked", closed=True)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
async def _nothing_on_its_way(village: Village) -> None:
    async with village.database.transaction() as connection:
        await connection.execute("DELETE FROM outbox")


async def post(village: Village, *keys: str) -> None:
    async with village.transactions.writing() as store:
        drafts = [Draft(Queue.CHAT, named(GROUP), {"key": key}, key) for key in keys]
        await store.post.post(drafts, village.now)


def desk(village: Village) -> SqlOutbox:
    return SqlOutbox(village.database, ZONE)


async def claim(village: Village) -> Sequence[Delivery]:
    return (await desk(village).claim(Queue.CHAT, 10, village.now)).deliveries


async def claimed(village: Village) -> list[str]:
    return [delivery.payload["key"] for delivery in await claim(village)]


async def _damage(connection: Connection, sets: str, *args: object) -> None:
    """By hand, and as if the program had written it."""
    rows = await connection.fetch(f"UPDATE outbox SET {sets} WHERE key = 'damaged' RETURNING id", *args)
    await digests.note(connection, "outbox", [row["id"] for row in rows])


@pytest.mark.parametrize("payload", ["", "{", "null", "[]", "5", '"text"'])
async def test_a_damaged_row_is_set_aside_and_named_and_the_others_go(
    village: Village, payload: str, caplog: pytest.LogCaptureFixture
) -> None:
    await post(village, "damaged", "sound")
    async with village.database.transaction() as connection:
        await _damage(connection, "payload = $1, target = '-1'", payload)
    with caplog.at_level(logging.ERROR):
        assert await claimed(village) == ["sound"]
    assert "is damaged and was set aside" in caplog.text
    assert await village.count("outbox", "state = 'failed' AND error = 'damaged'") == 1


async def test_a_damaged_row_of_which_nobody_knows_whether_it_went_is_set_aside_too(village: Village) -> None:
    await post(village, "damaged", "sound")
    async with village.database.transaction() as connection:
        await connection.execute("UPDATE outbox SET state = 'unknown'")
        await _damage(connection, "payload = '{'")
    unknown = await desk(village).unknowns(Queue.CHAT, 10, village.now)
    assert [delivery.payload["key"] for delivery in unknown] == ["sound"]
    assert await village.count("outbox", "state = 'failed' AND error = 'damaged'") == 1


async def test_what_the_carrier_could_not_read_is_a_loss_as_well(village: Village) -> None:
    await post(village, "answer")
    (delivery,) = await claim(village)
    await desk(village).settle(Settlement(delivery, Failed("damaged: KeyError"), village.now))
    async with village.transactions.reading() as store:
        assert (await store.post.reach(village.now - HOUR)).lost == {Queue.CHAT: 1}


async def test_a_repetition_stays_one_whatever_comes_between(village: Village) -> None:
    await post(village, "answer")
    (first,) = await claim(village)
    await desk(village).settle(Settlement(first, Repeat("TelegramServerError"), village.now, village.now))
    (second,) = await claim(village)
    await desk(village).settle(Settlement(second, Retry("TelegramRetryAfter", 1), village.now, village.now))
    (third,) = await claim(village)
    assert (first.repeated, second.repeated, third.repeated) == (False, True, True)


async def missed(village: Village) -> None:
    """Two announcements that the group did not take."""
    await post(village, "first", "second")
    for _ in range(2):
        (delivery,) = await claim(village)
        await desk(village).settle(Settlement(delivery, CLOSED, village.now, village.now + HOUR))
    assert await claim(village) == []
    assert await village.count("chats", "closed_ms IS NOT NULL") == 1


async def test_what_a_group_missed_comes_in_order_when_it_opens(village: Village) -> None:
    await missed(village)
    await village.opens()
    for key in ("first", "second"):
        (delivery,) = await claim(village)
        assert delivery.payload["key"] == key
        await desk(village).settle(Settlement(delivery, Sent("9"), village.now))
    assert await village.count("chats", "closed_ms IS NOT NULL") == 0


async def test_a_message_that_arrives_shows_that_the_group_is_open(village: Village) -> None:
    await missed(village)
    await post(village, "third")
    (third,) = await claim(village)
    assert third.payload["key"] == "third"
    await desk(village).settle(Settlement(third, Sent("9"), village.now))
    assert await claimed(village) == ["first"]
    assert await village.count("chats", "closed_ms IS NOT NULL") == 0


async def test_the_town_hears_of_a_group_that_removed_the_bot(supervised: Village) -> None:
    assert "秦望村的群收不到我的消息了" in (await supervised.closes()).text
    assert "秦望村的群收不到我的消息了" in (await supervised.posted(TOWN_GROUP)).text
    assert await supervised.count("chats", "closed_ms IS NOT NULL") == 1
    await supervised.opens()
    assert await supervised.count("chats", "closed_ms IS NOT NULL") == 0


async def test_a_private_chat_that_blocks_the_bot_is_nobodys_business(supervised: Village) -> None:
    assert (await supervised.closes(chat=ZHOU)).replies == ()


async def test_what_does_not_get_through_is_counted_and_told(village: Village) -> None:
    await missed(village)
    await post(village, "lost")
    async with village.database.transaction() as connection:
        await connection.execute(
            "UPDATE outbox SET state = 'failed', error = 'damaged', settled_ms = posted_ms WHERE key = 'lost'"
        )
    async with village.transactions.reading() as store:
        reach = await store.post.reach(village.now - HOUR)
    assert (list(reach.closed), reach.waiting, reach.lost) == ([QINWANG], 2, {Queue.CHAT: 1})
    assert unreached({QINWANG: "秦望村"}, reach, {}) == (
        "⚠️秦望村的群收不到我的消息，请群主把我请回去或解除禁言；2 条等群能收了再发；没送到的：群消息1条。"
    )


def test_when_all_got_through_nothing_is_said() -> None:
    assert unreached({}, Reach([], 0, {}), {}) == ""
