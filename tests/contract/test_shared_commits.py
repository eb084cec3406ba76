"""Blocks of SQLite that wait for each other share a commit, and nothing but the commit."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from storage.database import Connection, Database
from storage.engine.sqlite.shared_commits import SharedCommits
from tests.keys import KEY
from tests.patience import PATIENCE_SECONDS

WRITERS = 20
Step = Callable[[Connection], Awaitable[object]]


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


def writer(database: Database) -> SharedCommits:
    shared = database._client._writer  # type: ignore[union-attr] # SQLite it is
    assert shared is not None
    return shared


async def write(database: Database, name: str, then: Step | None = None) -> str:
    """A block with one row, and whatever else happens in it."""
    async with database.transaction() as connection:
        await connection.execute("INSERT INTO units (code, name) VALUES ($1, $1)", name)
        if then is not None:
            await then(connection)
    return name


async def kept(database: Database) -> set[str]:
    async with database.reading() as connection:
        return {row["code"] for row in await connection.fetch("SELECT code FROM units")}


async def fail(_: Connection) -> None:
    raise ZeroDivisionError


async def linger(_: Connection) -> None:
    await asyncio.sleep(0.005)


async def give_up(connection: Connection) -> None:
    """What SQLite does by itself when the disk is full: the whole transaction is gone."""
    await connection.execute("ROLLBACK")


@contextmanager
def said(database: Database) -> Iterator[list[str]]:
    """What SQLite is told meanwhile."""
    lines: list[str] = []
    raw: Any = writer(database).connection._conn
    raw.set_trace_callback(lines.append)
    yield lines
    raw.set_trace_callback(None)


class FullDisk:
    """A connection on which nothing can be committed."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def commit(self) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    def __getattr__(self, name: str) -> object:
        return getattr(self._raw, name)


@contextmanager
def full_disk(database: Database) -> Iterator[None]:
    shared = writer(database)
    raw: Any = shared._raw
    shared._raw = FullDisk(raw)  # type: ignore[assignment] # it quacks
    yield
    shared._raw = raw


async def test_many_that_come_together_are_committed_together(database: Database) -> None:
    names = [f"u{number}" for number in range(WRITERS)]
    with said(database) as lines:
        await asyncio.gather(*(write(database, name) for name in names))
    assert await kept(database) == set(names)
    assert lines.count("COMMIT") <= WRITERS / 4


async def test_one_alone_is_committed_at_once(database: Database) -> None:
    with said(database) as lines:
        for number in range(3):
            await write(database, f"u{number}")
    assert lines.count("COMMIT") == 3


async def test_nobody_is_answered_before_it_is_durable(database: Database) -> None:
    with said(database) as lines:

        async def one(name: str) -> int:
            await write(database, name)
            return lines.count("COMMIT")

        done = await asyncio.gather(*(one(f"u{number}") for number in range(WRITERS)))
    assert min(done) >= 1
    assert max(done) == lines.count("COMMIT")


async def test_one_that_fails_takes_only_its_own_work_back(database: Database) -> None:
    steps = [fail if number % 3 == 1 else None for number in range(WRITERS)]
    done = await asyncio.gather(
        *(write(database, f"u{number}", step) for number, step in enumerate(steps)), return_exceptions=True
    )
    failed = {f"u{number}" for number, result in enumerate(done) if isinstance(result, ZeroDivisionError)}
    assert len(failed) == sum(step is fail for step in steps)
    assert await kept(database) == {f"u{number}" for number in range(WRITERS)} - failed


async def test_a_row_that_clashes_with_one_of_the_same_commit(database: Database) -> None:
    done = await asyncio.gather(*(write(database, "same") for _ in range(5)), return_exceptions=True)
    assert sum(result == "same" for result in done) == 1
    assert await kept(database) == {"same"}


async def test_a_commit_that_fails_is_told_to_each_and_keeps_nothing(database: Database) -> None:
    with full_disk(database):
        done = await asyncio.gather(
            *(write(database, f"u{number}") for number in range(WRITERS)), return_exceptions=True
        )
    assert all(isinstance(result, sqlite3.OperationalError) for result in done)
    assert await kept(database) == set()
    assert await write(database, "afterwards") == "afterwards"


@pytest.mark.parametrize("afterwards", [None, fail])
async def test_a_transaction_that_sqlite_gives_up_is_told_to_each_that_was_in_it(
    database: Database, afterwards: Step | None
) -> None:
    async def lost(connection: Connection) -> None:
        await give_up(connection)
        if afterwards is not None:
            await afterwards(connection)

    blocks = [write(database, "first"), write(database, "second"), write(database, "third", lost)]
    done = await asyncio.gather(*blocks, return_exceptions=True)
    assert all(isinstance(result, Exception) for result in done)
    assert await kept(database) == set()
    assert await write(database, "afterwards") == "afterwards"


async def test_one_cancelled_within_its_block_leaves_the_others(database: Database) -> None:
    inside = asyncio.Event()

    async def stay(_: Connection) -> None:
        inside.set()
        await asyncio.Event().wait()

    before = asyncio.create_task(write(database, "before"))
    staying = asyncio.create_task(write(database, "staying", stay))
    after = asyncio.create_task(write(database, "after"))
    await inside.wait()
    assert not before.done()
    staying.cancel()
    assert list(await asyncio.gather(before, after)) == ["before", "after"]
    assert staying.cancelled()
    assert await kept(database) == {"before", "after"}


async def test_one_cancelled_while_it_waits_for_the_commit_is_settled_when_it_ends(database: Database) -> None:
    inside, go = asyncio.Event(), asyncio.Event()

    async def stay(_: Connection) -> None:
        inside.set()
        await go.wait()

    first = asyncio.create_task(write(database, "first"))
    second = asyncio.create_task(write(database, "second", stay))
    await inside.wait()
    first.cancel()
    await asyncio.sleep(0)
    assert not first.done()
    go.set()
    assert await second == "second"
    await asyncio.wait([first])
    assert first.cancelled()
    assert await kept(database) == {"first", "second"}


async def test_a_next_one_that_goes_away_does_not_leave_the_commit_undone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = asyncio.create_task(write(database, "first", linger))
    next_one = asyncio.create_task(write(database, "next"))
    turn = writer(database)._turn
    hand_on = turn.release

    def hand_on_to_one_that_goes_away() -> None:
        hand_on()
        next_one.cancel()

    monkeypatch.setattr(turn, "release", hand_on_to_one_that_goes_away)
    assert await asyncio.wait_for(first, PATIENCE_SECONDS) == "first"
    assert next_one.cancelled()
    assert await kept(database) == {"first"}


async def test_closing_waits_for_what_is_not_committed_yet(sqlite_url: str, sqlite_database: Database) -> None:
    other = await Database.open(sqlite_url, KEY)
    tasks = [asyncio.create_task(write(other, f"u{number}")) for number in range(5)]
    await asyncio.sleep(0)
    await other.close()
    assert await asyncio.gather(*tasks) == [f"u{number}" for number in range(5)]
    assert len(await kept(sqlite_database)) == 5
