"""The village that the tests of this folder text with."""

from __future__ import annotations

import pytest

from storage.database import Database
from tests.sms.village import Village


@pytest.fixture
async def sqlite_village(sqlite_database: Database) -> Village:
    """The same on SQLite alone, for what does not depend on the kind of database."""
    founded = Village(sqlite_database)
    await founded.found()
    return founded


@pytest.fixture
async def village(database: Database) -> Village:
    """Founded on 6 July 2026, without households yet."""
    founded = Village(database)
    await founded.found()
    return founded
