"""A caller who goes away at the worst moment takes neither the lock nor a connection along."""

from __future__ import annotations

import asyncio
import random

import pytest

from storage.database import Connection, Database, DatabaseUnreachable
from tests.keys import KEY
from tests.patience import PATIENCE_SECONDS

CANCELS = 300


async def _insert(connection: Connection, number: int) -> None:
    await connection.fetch("SELECT count(*) FROM units")
    await connection.execute("INSERT INTO units (code, name) VALUES ($1, $1)", f"{number:06}")


async def _write(database: Database, number: int) -> None:
    async with database.transaction() as connection:
        await _insert(connection, number)


async def _read(database: Database) -> int:
    async with database.reading() as connection:
        (row,) = await connection.fetch("SELECT count(*) AS known FROM units")
    known: int = row["known"]
    return known


async def _cancelled(task: asyncio.Task[object], chance: random.Random) -> None:
    """Cancel at any step: waiting for nothing, for the lock, for the answer to BEGIN, to a statement, to COMMIT."""
    for _ in range(chance.randrange(8)):
        await asyncio.sleep(0)
    await asyncio.sleep(chance.choice((0, chance.uniform(0, 0.003))))
    task.cancel()
    await asyncio.wait([task])


async def _works(database: Database) -> None:
    """As many at once as the pool has connections, and more."""
    before = await _read(database)
    await asyncio.wait_for(
        asyncio.gather(*(_write(database, 900_000 + before + n) for n in range(30))), PATIENCE_SECONDS
    )
    assert await asyncio.wait_for(_read(database), PATIENCE_SECONDS) == before + 30


@pytest.mark.parametrize("what", ["write", "read"])
async def test_hundreds_of_cancels_at_any_step_leak_nothing(database: Database, what: str) -> None:
    chance = random.Random(7)
    finished = 0
    for number in range(CANCELS):
        call = _write(database, number) if what == "write" else _read(database)
        task: asyncio.Task[object] = asyncio.create_task(call)
        await _cancelled(task, chance)
        finished += what == "write" and not task.cancelled()
    assert await _read(database) >= finished
    await _works(database)


async def test_what_became_of_a_cancelled_block_is_settled_when_it_is_left(database: Database) -> None:
    """A COMMIT under way is kept or lost by then; it does not come true later."""
    chance = random.Random(11)
    seen = []
    for number in range(CANCELS):
        task: asyncio.Task[object] = asyncio.create_task(_write(database, number))
        await _cancelled(task, chance)
        left = await _read(database)
        async with database.transaction():
            pass
        seen.append((left, await _read(database)))
    assert [left for left, _ in seen] == [later for _, later in seen]


async def test_many_waiting_callers_cancelled_together(database: Database) -> None:
    for _ in range(10):
        tasks = [asyncio.create_task(_write(database, number)) for number in range(30)]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    await _works(database)


async def test_a_cancelled_block_is_rolled_back_before_the_next_one_begins(database: Database) -> None:
    inside = asyncio.Event()

    async def linger() -> None:
        async with database.transaction() as connection:
            await _insert(connection, 1)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(linger())
    await inside.wait()
    task.cancel()
    await asyncio.wait([task])
    assert await _read(database) == 0
    await _works(database)


async def test_a_deadline_while_another_process_writes(sqlite_url: str, sqlite_database: Database) -> None:
    other = await Database.open(sqlite_url, KEY)
    async with other.transaction() as connection:
        await _insert(connection, 1)
        for _ in range(3):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(_write(sqlite_database, 2), 0.01)
    await _works(sqlite_database)
    await other.close()


async def test_a_database_that_stays_locked_is_told_and_then_works_again(
    sqlite_url: str, sqlite_database: Database
) -> None:
    other = await Database.open(sqlite_url, KEY)
    sqlite_database._client._writer.connection._conn.execute("PRAGMA busy_timeout = 10")  # type: ignore[union-attr] # SQLite it is
    async with other.transaction() as connection:
        await _insert(connection, 1)
        with pytest.raises(DatabaseUnreachable):
            await _write(sqlite_database, 2)
    await _works(sqlite_database)
    await other.close()


async def test_a_connection_that_the_server_drops_is_replaced(postgres_database: Database) -> None:
    with pytest.raises(Exception, match="terminat"):
        async with postgres_database.transaction() as connection:
            await connection.fetch("SELECT pg_terminate_backend(pg_backend_pid())")
    await _works(postgres_database)
