"""The command line and a village, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from storage.database import Database
from tests.contract.desk import Desk
from tests.contract.sheets import Paper, september
from tests.keys import KEY
from tests.sms.village import Village


@pytest.fixture
def desk(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(database_url, tmp_path / "data", monkeypatch)


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
