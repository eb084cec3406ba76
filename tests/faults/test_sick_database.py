"""The database takes nothing for a while: its disk is full, or it is read-only. What was not taken comes again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest

from domain.ports.store import Unavailable
from storage.database import Database
from tests.scenarios.auditing import audited
from tests.village import ZHOU, Village

Sick = Callable[[Database], AbstractAsyncContextManager[None]]
ITEMS = ("环1", "环2", "环3", "环4", "环5", "环6", "环8", "文1", "文3", "文5")
HOMES = ("3-13", "3-14", "5-1")


def _raw(database: Database) -> Any:
    return database._client._writer.connection._conn  # type: ignore[union-attr] # SQLite it is


@asynccontextmanager
async def full(database: Database) -> AsyncIterator[None]:
    """The file may not grow."""
    raw = _raw(database)
    raw.execute(f"PRAGMA max_page_count = {raw.execute('PRAGMA page_count').fetchone()[0]}")
    try:
        yield
    finally:
        raw.execute("PRAGMA max_page_count = 1000000")


@asynccontextmanager
async def read_only(database: Database) -> AsyncIterator[None]:
    _raw(database).execute("PRAGMA query_only = ON")
    try:
        yield
    finally:
        _raw(database).execute("PRAGMA query_only = OFF")


@asynccontextmanager
async def standing_by(database: Database) -> AsyncIterator[None]:
    """As a standby is before it takes over."""
    await _default(database, "on")
    try:
        yield
    finally:
        await _default(database, "off")


async def _default(database: Database, read_only: str) -> None:
    """For every connection from now on; those that are open end."""
    async with database.transaction() as connection:
        await connection.execute("SET TRANSACTION READ WRITE")
        (row,) = await connection.fetch("SELECT current_database() AS name")
        await connection.execute(f'ALTER DATABASE "{row["name"]}" SET default_transaction_read_only = {read_only}')
    with pytest.raises(Exception, match=r"terminat|closed"):
        async with database.reading() as connection:
            await connection.fetch(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                " ORDER BY pid = pg_backend_pid()"
            )


async def say(village: Village, number: int) -> bool:
    """Whether the message was taken."""
    home, item = HOMES[number // len(ITEMS)], ITEMS[number % len(ITEMS)]
    try:
        await village.says(ZHOU, f"/kou {home} {item} 1 {'门口没扫' * 50}", key=f"sick{number}")
    except Unavailable:
        return False
    return True


@pytest.mark.parametrize(
    ("database", "sick"),
    [("sqlite", full), ("sqlite", read_only), ("postgres", standing_by)],
    indirect=["database"],
)
async def test_what_was_not_taken_comes_again_and_counts_once(village: Village, sick: Sick) -> None:
    numbers = range(len(HOMES) * len(ITEMS))
    async with sick(village.database):
        taken = {number for number in numbers if await say(village, number)}
        assert len(taken) < len(numbers)
    for number in numbers:
        for _ in range(10):  # connections of the pool that were ended are found out one by one
            if await say(village, number):
                break
    assert await village.count("entries") == len(numbers)
    assert await village.count("inbox", "key LIKE 'sick%' AND outcome = 'done'") == len(numbers)
    assert await village.count("outbox", "key LIKE 'chat:sick%'") == len(numbers)
    assert await audited(village) == []


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Database:
    """The one that is named."""
    named: Database = request.getfixturevalue(f"{request.param}_database")
    return named
