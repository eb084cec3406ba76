"""The file of the database is moved, deleted or replaced while it is open: nothing is written where nobody finds it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.database import Database
from storage.engine.causes import cause
from storage.engine.contract import DatabaseUnreachable
from storage.engine.outages import is_outage


def _moved(file: Path) -> None:
    file.rename(file.with_suffix(".elsewhere"))


def _deleted(file: Path) -> None:
    file.unlink()


def _replaced(file: Path) -> None:
    copy = file.with_suffix(".copy")
    shutil.copyfile(file, copy)
    copy.replace(file)


async def _add(database: Database, name: str) -> None:
    async with database.transaction() as connection:
        await connection.execute("INSERT INTO wrong_codes (person, kind, at_ms) VALUES ($1, 'link', 0)", name)


async def _names(database: Database) -> list[str]:
    async with database.reading() as connection:
        return [row["person"] for row in await connection.fetch("SELECT person FROM wrong_codes ORDER BY person")]


@pytest.mark.parametrize("disturb", [_moved, _deleted, _replaced])
async def test_neither_written_nor_read(
    sqlite_database: Database, sqlite_url: str, disturb: Callable[[Path], None]
) -> None:
    await _add(sqlite_database, "a")
    disturb(Path(sqlite_url.removeprefix("sqlite://")))
    for attempt in (_add(sqlite_database, "b"), _names(sqlite_database)):
        with pytest.raises(DatabaseUnreachable, match="请先停下 jifen serve") as raised:
            await attempt
        assert is_outage(raised.value)
        assert cause(raised.value) == "文件被移走、删掉或换成了别的"


async def test_goes_on_when_the_file_is_back(sqlite_database: Database, sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite://"))
    await _add(sqlite_database, "a")
    _moved(file)
    with pytest.raises(DatabaseUnreachable):
        await _add(sqlite_database, "b")
    file.with_suffix(".elsewhere").rename(file)
    await _add(sqlite_database, "b")
    assert await _names(sqlite_database) == ["a", "b"]
