"""The database fails under a burst of commands: every one is recorded once and answered in the end."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest
from tortoise.exceptions import DBConnectionError, OperationalError

from domain.model.delivery import Queue
from domain.ports.store import Unavailable
from storage.database import Database
from storage.engine.outages import is_outage
from tests.village import ZHOU, Village

COMMANDS = 40


async def settled(database: Database) -> Village:
    """秦望村 with an assessor, its group bound by nobody: everything is said in private."""
    village = Village(database)
    await village.found()
    await village.household(3, 13, "李秀芳", "+8619900000002")
    await village.officer(ZHOU, "周美华")
    async with database.transaction() as connection:
        await connection.execute("DELETE FROM outbox")
    return village


async def insist(village: Village, number: int) -> None:
    """One command, delivered again until it is taken, as the platform does."""
    text = f"/jia 3-13 献血 1 第{number}次"
    for wait in range(200):
        try:
            await village.says(ZHOU, text, chat=ZHOU, private=True, key=f"burst{number}")
        except Unavailable:
            await asyncio.sleep(0.01 * min(wait, 20))
        else:
            return
    raise AssertionError("never taken")


async def every_one_is_recorded_once_and_answered(village: Village) -> None:
    outcomes = await village.count("inbox", "key LIKE 'burst%' AND outcome IN ('done', 'asked')")
    assert outcomes == await village.count("inbox", "key LIKE 'burst%'") == COMMANDS
    assert await village.count("inbox", "outcome = 'failed'") == 0
    assert len(await village.deliveries(Queue.CHAT, ZHOU)) == COMMANDS


async def test_connections_that_are_killed_lose_and_double_nothing(
    postgres_database: Database, postgres_url: str
) -> None:
    village = await settled(postgres_database)
    parts = urlsplit(postgres_url)
    dsn = postgres_url.replace("asyncpg://", "postgres://") if parts.scheme == "asyncpg" else postgres_url
    killer = await asyncpg.connect(dsn)

    async def kill() -> None:
        for _ in range(40):
            await asyncio.sleep(0.05)
            await killer.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    killing = asyncio.create_task(kill())
    try:
        await asyncio.gather(*(insist(village, number) for number in range(COMMANDS)))
        await killing
    finally:
        await killer.close()
    await insist(village, 0)  # whatever connections of the pool were killed while they rested are replaced
    await every_one_is_recorded_once_and_answered(village)


async def test_a_file_that_another_process_keeps_locked_loses_nothing(
    sqlite_database: Database, sqlite_url: str
) -> None:
    village = await settled(sqlite_database)
    async with sqlite_database.transaction() as connection:
        await connection.fetch("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(Path(sqlite_url.removeprefix("sqlite://")), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable):
            await village.says(ZHOU, "/jia 3-13 献血 1 第0次", chat=ZHOU, private=True, key="burst0")
        burst = asyncio.gather(*(insist(village, number) for number in range(COMMANDS)))
        await asyncio.sleep(0.3)
        other.execute("ROLLBACK")
        await burst
    await every_one_is_recorded_once_and_answered(village)


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (sqlite_error(sqlite3.SQLITE_BUSY), True),
        (sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT), True),
        (sqlite_error(sqlite3.SQLITE_FULL), True),
        (sqlite_error(sqlite3.SQLITE_IOERR_FSYNC), True),
        (sqlite_error(sqlite3.SQLITE_ERROR), False),
        (OperationalError(sqlite_error(sqlite3.SQLITE_BUSY)), True),
        (OperationalError(sqlite_error(sqlite3.SQLITE_ERROR)), False),
        (OperationalError(asyncpg.AdminShutdownError("bye")), True),
        (asyncpg.ConnectionDoesNotExistError("closed"), True),
        (asyncpg.InterfaceError("connection is closed"), True),
        (asyncpg.TooManyConnectionsError("too many"), True),
        (asyncpg.DiskFullError("full"), True),
        (asyncpg.DeadlockDetectedError("deadlock"), True),
        (asyncpg.NumericValueOutOfRangeError("too large"), False),
        (asyncpg.UndefinedTableError("nowhere"), False),
        (asyncpg.InFailedSQLTransactionError("aborted"), False),
        (asyncpg.exceptions.DataError("invalid input"), False),
        (DBConnectionError("gone"), True),
        (ConnectionResetError(), True),
        (TimeoutError(), True),
        (OverflowError("too large for SQLite"), False),
        (KeyError("x"), False),
    ],
    ids=repr,
)
def test_what_is_the_databases_fault_and_what_is_ours(error: Exception, outage: bool) -> None:
    assert is_outage(error) is outage
