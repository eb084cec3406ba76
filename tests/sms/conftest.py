"""The village that the tests of this folder text with."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from storage.database import Database
from tests.sms.august import lived_to_august
from tests.sms.fake_twilio import Twilio
from tests.sms.village import Village


@pytest.fixture
async def sqlite_village(sqlite_database: Database) -> Village:
    """The same on SQLite alone, for what does not depend on the kind of database."""
    founded = Village(sqlite_database)
    await founded.found()
    return founded


@pytest.fixture
async def told(sqlite_village: Village) -> Village:
    """The same, in August: points to spend, goods on the shelf, an entry of this month."""
    await lived_to_august(sqlite_village)
    return sqlite_village


@pytest.fixture
async def village(database: Database) -> Village:
    """Founded on 6 July 2026, without households yet."""
    founded = Village(database)
    await founded.found()
    return founded


@pytest.fixture
async def twilio() -> AsyncIterator[Twilio]:
    fake = Twilio()
    app = web.Application()
    app.router.add_post("/api" + fake.root, fake.create)
    app.router.add_get("/api" + fake.root, fake.list)
    app.router.add_get("/api" + fake.root.replace(".json", "/{sid}.json"), fake.fetch)
    async with TestServer(app) as server:
        fake.root_url = str(server.make_url("/api"))
        yield fake
        fake.closing.set()
