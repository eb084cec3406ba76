"""Two processes, or two of our databases, on one file; and a process that ends."""

from __future__ import annotations

import asyncio
import multiprocessing
import subprocess
import sys
from multiprocessing.synchronize import Barrier

from storage.database import Database
from tests.contract.rows import unit_names
from tests.keys import KEY


def _read_then_write(url: str, times: int, start: Barrier) -> None:
    async def once(database: Database) -> None:
        async with database.transaction() as connection:
            (row,) = await connection.fetch("SELECT made_ms FROM prompts WHERE token = 't'")
            await connection.execute("UPDATE prompts SET made_ms = $1 WHERE token = 't'", row["made_ms"] + 1)

    async def work() -> None:
        database = await Database.open(url, KEY)
        try:
            start.wait()
            for _ in range(times):
                await once(database)
        finally:
            await database.close()

    asyncio.run(work())


async def test_two_processes_that_read_before_they_write_lose_nothing(
    sqlite_url: str, sqlite_database: Database
) -> None:
    times = 100
    async with sqlite_database.transaction() as connection:
        await connection.execute(
            "INSERT INTO prompts (token, kind, chat_id, payload, made_ms) VALUES ('t', 'x', '', '', 0)"
        )
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    workers = [context.Process(target=_read_then_write, args=(sqlite_url, times, start)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        await asyncio.to_thread(worker.join)
    async with sqlite_database.reading() as connection:
        (row,) = await connection.fetch("SELECT made_ms FROM prompts")
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert row["made_ms"] == 2 * times


async def test_two_databases_on_one_file_take_turns(sqlite_url: str) -> None:
    first, second = await Database.open(sqlite_url, KEY), await Database.open(sqlite_url, KEY)

    async def add(database: Database, number: int) -> None:
        async with database.transaction() as connection:
            await connection.fetch("SELECT count(*) FROM units")
            await connection.execute("INSERT INTO units (code, name) VALUES ($1, $1)", str(number))

    await asyncio.gather(*(add(database, n) for n, database in enumerate([first, second] * 30)))
    assert len(await unit_names(first)) == 60
    await first.close()
    await second.close()


async def test_settings_that_keep_what_was_acknowledged(sqlite_database: Database) -> None:
    async with sqlite_database.transaction() as connection:
        pragmas: dict[str, tuple[object, ...]] = {
            name: tuple((await connection.fetch(f"PRAGMA {name}"))[0])
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    full = 2
    assert pragmas == {
        "journal_mode": ("wal",),
        "synchronous": (full,),
        "foreign_keys": (1,),
        "busy_timeout": (5000,),
    }


def test_a_process_ends_after_close(database_url: str) -> None:
    program = """
import asyncio, sys
from storage.database import Database
async def main():
    database = await Database.open(sys.argv[1])
    async with database.reading() as connection:
        print(len(await connection.fetch("SELECT code FROM units")))
    await database.close()
asyncio.run(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", program, database_url], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "0\n", "")
