"""On SQLite a statement that runs for each message is prepared once, and not anew for each value that it is given."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from sqlite3 import SQLITE_OK, SQLITE_PRAGMA, SQLITE_TRANSACTION
from typing import Any

import pytest

from domain.model.delivery import Draft, Queue, Rate, Sent, Settlement
from domain.model.people import Role
from sms.inbound import InboundText
from storage.outbox import SqlOutbox
from tests.village import CHEN, ZONE, Village

PHONE = "+8619900000003"


@pytest.fixture
async def village(database: Any) -> Village:
    village = Village(database)
    await village.found()
    await village.household(3, 3, "王五", PHONE)
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    return village


async def written(village: Village, number: int) -> None:
    """A line of chat."""
    await village.says(CHEN, f"/kou 3-3 环{number} 1 纸箱")


async def texted(village: Village, number: int) -> None:
    """A villager's text."""
    await village.sms.receive(InboundText(f"SM{number}", PHONE, "积分"), village.now)


async def delivered(village: Village, number: int) -> None:
    """What waits goes out."""
    outbox, rate = SqlOutbox(village.database, ZONE), Rate(30, 1)
    async with village.transactions.writing() as store:
        await store.post.post([Draft(queue, PHONE, {}, f"{queue} {number}") for queue in Queue], village.now)
    for queue in Queue:
        for delivery in (await outbox.claim(queue, 1, village.now, rate)).deliveries:
            await outbox.settle(Settlement(delivery, Sent(f"{queue} {number}"), village.now))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("act", [written, texted, delivered])
async def test_it_is_prepared_once(village: Village, act: Callable[[Village, int], Awaitable[None]]) -> None:
    prepared: list[str | None] = []

    def notice(action: int, what: str | None, *_where: str | None) -> int:
        if action not in {SQLITE_PRAGMA, SQLITE_TRANSACTION}:  # of these nothing is kept, and it takes no time
            prepared.append(what)
        return SQLITE_OK

    client: Any = village.database._client
    for connection in (client._writer.connection._conn, client._reader._conn):
        connection.set_authorizer(notice)
    for number in range(1, 4):
        prepared.clear()
        await act(village, number)
    assert prepared == []
