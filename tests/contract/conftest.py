"""The command line and a village, on SQLite and on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.database import Database
from tests.contract.desk import Desk
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
