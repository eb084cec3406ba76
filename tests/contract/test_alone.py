"""Several workers on one database: one of them does a thing, and the others go on."""

from __future__ import annotations

import asyncio

import pytest

from storage.alone import alone, alone_now
from storage.database import Database
from storage.engine.outages import is_outage
from tests.patience import PATIENCE_SECONDS


async def test_another_worker_does_not_do_the_same_until_the_first_has_committed(postgres_database: Database) -> None:
    async def also(name: str) -> bool:
        async with postgres_database.transaction() as connection:
            return await alone_now(connection, name)

    async with postgres_database.transaction() as connection:
        assert await alone_now(connection, "duty settle 310116103208")
        assert not await asyncio.create_task(also("duty settle 310116103208"))
        assert await asyncio.create_task(also("duty settle 310116103209"))
    assert await also("duty settle 310116103208")


async def test_who_waits_has_its_turn_when_the_first_has_committed(postgres_database: Database) -> None:
    order: list[str] = []
    first_is_in = asyncio.Event()

    async def take(who: str) -> None:
        async with postgres_database.transaction() as connection:
            if who == "second":
                await first_is_in.wait()
            await alone(connection, "claim")
            first_is_in.set()
            order.append(f"{who} in")
            await asyncio.sleep(0.05 if who == "first" else 0)
            order.append(f"{who} out")

    await asyncio.gather(take("first"), take("second"))
    assert order == ["first in", "first out", "second in", "second out"]


async def test_who_falls_silent_holds_nobody_up_for_long(
    postgres_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that lost power says nothing more, and the server does not know that it is gone."""
    taken, claimed = asyncio.Event(), asyncio.Event()

    async def lose_power() -> None:
        async with postgres_database.transaction() as connection:
            await alone(connection, "claim")
            taken.set()
            await claimed.wait()
            await connection.execute("SELECT 1")

    with monkeypatch.context() as impatient:
        impatient.setattr("storage.alone.SILENT_MS", 50)
        silent = asyncio.create_task(lose_power())
        await taken.wait()
    async with asyncio.timeout(PATIENCE_SECONDS), postgres_database.transaction() as connection:
        await alone(connection, "claim")
        claimed.set()
    (lost,) = await asyncio.gather(silent, return_exceptions=True)
    assert isinstance(lost, Exception)
    assert is_outage(lost)


async def test_a_writer_of_a_file_is_alone_anyhow(sqlite_database: Database) -> None:
    async with sqlite_database.transaction() as connection:
        await alone(connection, "claim")
        assert await alone_now(connection, "claim")
