"""The command line and a village, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest

from storage.database import Database
from tests.contract.desk import Desk
from tests.contract.kept_loop import KeptLoop
from tests.contract.sheets import Paper, september
from tests.keys import KEY
from tests.postgres import KeptPool, OneDatabase
from tests.sms.village import Village


@pytest.fixture(scope="session")
def kept_loop() -> Iterator[KeptLoop]:
    loop = KeptLoop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def connections_of_commands(one_postgres: OneDatabase, kept_loop: KeptLoop) -> Iterator[KeptPool]:
    """To connect to PostgreSQL takes longer than most commands."""
    kept = KeptPool(one_postgres)
    yield kept
    kept.close()


@pytest.fixture
def desk(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    desk = Desk(database_url, tmp_path / "data", monkeypatch)
    if database_url.startswith("sqlite:"):
        yield desk
        return
    loop: KeptLoop = request.getfixturevalue("kept_loop")
    connections: KeptPool = request.getfixturevalue("connections_of_commands")
    with monkeypatch.context() as patch:
        patch.setattr(asyncio, "run", loop.run)
        loop.run(connections.try_out())
        with connections.lent():
            yield desk


@pytest.fixture
async def village(database: Database) -> Village:
    """秦望村 in July 2026, on SQLite and on PostgreSQL: two specialists and no household yet."""
    founded = Village(database)
    await founded.found()
    return founded


@pytest.fixture
async def blank_url(database_url: str, tmp_path: Path) -> str:
    """The address of a database without any table, of each kind."""
    if database_url.startswith("sqlite"):
        return f"sqlite://{tmp_path}/blank.db"
    connection = await asyncpg.connect(database_url)
    await connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    await connection.close()
    return database_url


@pytest.fixture
async def blank(blank_url: str) -> AsyncIterator[Database]:
    """A database without any table, of each kind."""
    database = await Database.open(blank_url, KEY)
    yield database
    await database.close()


@pytest.fixture
def paper(desk: Desk, tmp_path: Path) -> Paper:
    desk.tell(september)
    return Paper(desk, tmp_path)
