"""Who delivers is told what was posted: once it is committed, and by another process as well."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import asyncpg
import pytest

from domain.model.delivery import Draft, Queue
from storage.database import Database
from storage.engine.postgres import notifying
from storage.posting import SqlPost
from tests.keys import KEY
from tests.patience import PATIENCE_SECONDS
from tests.sms.village import at

NOW = at("2026-07-06 10:00")


async def post(database: Database, *queues: Queue, due: timedelta | None = None) -> None:
    """One delivery in each of the queues."""
    drafts = [Draft(queue, "somebody", {}, f"key of {queue}", None if due is None else NOW + due) for queue in queues]
    async with database.transaction() as connection:
        await SqlPost(connection).post(drafts, NOW)


async def test_it_rings_once_a_queue_when_the_transaction_is_over(database: Database) -> None:
    rung: list[str] = []
    database.notifier.listen(rung.append)
    async with database.transaction() as connection:
        await SqlPost(connection).post([Draft(Queue.SMS, "a", {}, "one"), Draft(Queue.SMS, "b", {}, "two")], NOW)
        await SqlPost(connection).post([Draft(Queue.CHAT, "c", {}, "three")], NOW)
        assert rung == []
    assert sorted(rung) == ["chat", "sms"]


async def test_nobody_is_told_of_what_was_rolled_back(database: Database) -> None:
    rung: list[str] = []
    database.notifier.listen(rung.append)

    async def failing() -> None:
        async with database.transaction() as connection:
            await SqlPost(connection).post([Draft(Queue.SMS, "a", {}, "one")], NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await failing()
    assert rung == []


async def test_what_goes_later_wakes_nobody(database: Database) -> None:
    rung: list[str] = []
    database.notifier.listen(rung.append)
    await post(database, Queue.SMS, due=timedelta(seconds=1))
    assert rung == []
    await post(database, Queue.CHAT, due=timedelta())
    assert rung == ["chat"]


async def test_a_file_tells_no_other_process(sqlite_database: Database) -> None:
    assert list(sqlite_database.notifier_links(listen=True)) == []
    assert list(sqlite_database.notifier_links(listen=False)) == []


@asynccontextmanager
async def wired(database: Database, *, listen: bool) -> AsyncIterator[None]:
    running = [asyncio.create_task(link.run()) for link in database.notifier_links(listen=listen)]
    try:
        yield
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def heard(queue: asyncio.Queue[str], database: Database) -> str:
    """The next ring; posts until there is one, since nobody says when a listener has begun to listen."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            database.notifier.notify(Queue.CHAT)
            try:
                return await asyncio.wait_for(queue.get(), 0.05)
            except TimeoutError:
                continue


async def test_a_worker_hears_what_another_process_posts(postgres_database: Database, postgres_url: str) -> None:
    worker = await Database.open(postgres_url, KEY)
    rung: asyncio.Queue[str] = asyncio.Queue()
    worker.notifier.listen(rung.put_nowait)
    async with wired(worker, listen=True), wired(postgres_database, listen=False):
        assert await heard(rung, postgres_database) == "chat"
        await post(postgres_database, Queue.EVIDENCE, Queue.SMS)
        told: set[str] = set()
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not told >= {"evidence", "sms"}:
                told.add(await rung.get())
    await worker.close()


async def test_lost_connections_are_made_anew(
    postgres_database: Database, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notifying, "_AGAIN_SECONDS", 0.01)
    worker = await Database.open(postgres_url, KEY)
    rung: asyncio.Queue[str] = asyncio.Queue()
    worker.notifier.listen(rung.put_nowait)
    async with wired(worker, listen=True), wired(postgres_database, listen=False):
        await heard(rung, postgres_database)
        killer = await asyncpg.connect(postgres_url)
        await killer.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            " AND (query LIKE 'LISTEN%' OR query LIKE 'NOTIFY%')"
        )
        await killer.close()
        while not rung.empty():
            rung.get_nowait()
        assert await heard(rung, postgres_database) == "chat"
    await worker.close()
