"""A county's notices wait: a delivery costs the same, however many wait behind it. Counted in steps of the database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from domain.model.delivery import Draft, Queue
from storage.database import Database
from storage.outbox import SqlOutbox
from storage.posting import SqlPost
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
    assert await desk.claim(Queue.SMS, 5, NOW)


async def look(desk: SqlOutbox) -> None:
    assert await desk.next_due(Queue.SMS)


@pytest.mark.parametrize("act", [claim, look])
@pytest.mark.parametrize("kind", ["due", "due tomorrow"])
async def test_it_costs_the_same_however_many_wait(sqlite_database: Database, act: Act, kind: str) -> None:
    await wait(sqlite_database, kind, FEW)
    few = await steps(sqlite_database, act)
    await wait(sqlite_database, kind, MANY)
    assert await steps(sqlite_database, act) <= MOST * max(few, 1)
