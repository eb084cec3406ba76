"""A delivery costs the same, however many wait behind it or went out before it. Counted in steps of the database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from domain.model.delivery import Draft, Queue, Sent, Settlement
from storage.claiming import CROWD
from storage.database import Database
from storage.outbox import SqlOutbox
from storage.posting import SqlPost
from storage.units import store_units
from tests.sms.village import ZONE, at

NOW = at("2026-07-06 10:00")
MORNING = NOW + timedelta(hours=22)
FEW, MANY = 50, 2_000
MOST = 3
"""How much more it may cost with forty times as many waiting: an index is a little deeper."""

Act = Callable[[SqlOutbox], Awaitable[object]]


async def steps(database: Database, act: Act) -> int:
    """How many hundreds of steps SQLite takes for it."""
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        return 0

    client: Any = database._client
    for connection in (client._writer.connection, client._reader):
        connection._conn.set_progress_handler(step, 100)
    await act(SqlOutbox(database, ZONE))
    return taken


async def wait(database: Database, kind: str, many: int) -> None:
    due = None if kind == "due" else MORNING
    async with database.transaction() as connection:
        notices = [Draft(Queue.SMS, f"{many}-{n}", {}, f"{kind} {many}-{n}", due, urgent=False) for n in range(many)]
        replies = [Draft(Queue.SMS, f"reply {many}-{n}", {}, f"reply {many}-{n}") for n in range(5)]
        await SqlPost(connection).post([*replies, *notices], NOW)


async def claim(desk: SqlOutbox) -> None:
    assert (await desk.claim(Queue.SMS, 5, NOW)).deliveries


async def rush(database: Database, many: int, chats: int) -> None:
    async with database.transaction() as connection:
        answers = [Draft(Queue.CHAT, f"c{n % chats}", {}, f"answer {many}-{n}") for n in range(many)]
        await SqlPost(connection).post(answers, NOW)


async def answer(desk: SqlOutbox) -> None:
    assert (await desk.claim(Queue.CHAT, 5, NOW)).deliveries


@pytest.mark.parametrize("chats", [9, 1_000])
async def test_it_costs_the_same_however_many_wait_in_chats(sqlite_database: Database, chats: int) -> None:
    await rush(sqlite_database, CROWD + FEW, chats)
    few = await steps(sqlite_database, answer)
    await rush(sqlite_database, MANY, chats)
    assert await steps(sqlite_database, answer) <= MOST * max(few, 1)


async def look(desk: SqlOutbox) -> None:
    assert (await desk.claim(Queue.SMS, 0, NOW)).due


@pytest.mark.parametrize("act", [claim, look])
@pytest.mark.parametrize("kind", ["due", "due tomorrow"])
async def test_it_costs_the_same_however_many_wait(sqlite_database: Database, act: Act, kind: str) -> None:
    await wait(sqlite_database, kind, FEW)
    few = await steps(sqlite_database, act)
    await wait(sqlite_database, kind, MANY)
    assert await steps(sqlite_database, act) <= MOST * max(few, 1)


async def reach(desk: SqlOutbox) -> None:
    async with desk.database.reading() as connection:
        await SqlPost(connection).reach(NOW)


async def test_what_does_not_get_through_is_counted_without_reading_what_waits(sqlite_database: Database) -> None:
    villages = [f"310116103{n:03}" for n in range(40)]
    async with sqlite_database.transaction() as connection:
        await store_units(connection, {village: village for village in villages})
        await connection.execute_many(
            "INSERT INTO households (code, unit_code, grp, number, head, joined_round, joined_on)"
            " VALUES ($1, $2, 1, 1, '王建国', '2026-01', '2026-01-01')",
            [(f"1{village[-3:]}000", village) for village in villages],
        )
    await wait(sqlite_database, "due", FEW)
    few = await steps(sqlite_database, reach)
    await wait(sqlite_database, "due", MANY)
    assert await steps(sqlite_database, reach) <= MOST * max(few, 1)


async def go_out(database: Database, many: int) -> None:
    async with database.transaction() as connection:
        await SqlPost(connection).post(
            [Draft(Queue.CHAT, f"c{n % 9}", {}, f"old {many}-{n}") for n in range(many)], NOW
        )
        await connection.execute(
            "UPDATE outbox SET state = 'sent', external_id = key, leased_ms = 1, settled_ms = 1 WHERE state = 'queued'"
        )
        await SqlPost(connection).post([Draft(Queue.CHAT, "c1", {}, f"answer {many}")], NOW)


async def deliver(desk: SqlOutbox) -> None:
    (answer,) = (await desk.claim(Queue.CHAT, 1, NOW)).deliveries
    await desk.settle(Settlement(answer, Sent(f"number {answer.id}"), NOW))


async def look_round(desk: SqlOutbox) -> None:
    assert not await desk.under_way(Queue.CHAT)
    assert not await desk.unknowns(Queue.CHAT, 5, NOW)


async def reply(desk: SqlOutbox) -> None:
    async with desk.database.transaction() as connection:
        assert not await SqlPost(connection).about("c1", "1")


@pytest.mark.parametrize("act", [deliver, look_round, reply])
async def test_it_costs_the_same_however_many_went_out(sqlite_database: Database, act: Act) -> None:
    await go_out(sqlite_database, FEW)
    few = await steps(sqlite_database, act)
    await go_out(sqlite_database, MANY)
    assert await steps(sqlite_database, act) <= MOST * max(few, 1)
