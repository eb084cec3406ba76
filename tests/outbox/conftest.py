"""A village with an outbox for each test."""

from __future__ import annotations

import pytest

from app.town import load
from storage.database import Database
from tests.outbox.office import Office
from tests.sms.village import BOOK, Village


@pytest.fixture
async def office(database: Database) -> Office:
    village = Village(database, load(BOOK))
    await village.found()
    return Office(village)
