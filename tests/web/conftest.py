"""秦望村 in September with three households, and its pages, served over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from domain.model.people import Household, Role
from storage.database import Database
from tests.village import CHEN, ZHOU, Village, town
from tests.web.reader import Reader
from web.install import install
from web.site import Site

NUMBER = "+8610010000"


@dataclass(frozen=True)
class Homes:
    """Two with telephones, one without."""

    wang: Household
    li: Household
    zhao: Household


@pytest.fixture
async def village(sqlite_database: Database) -> Village:
    """陈国强 is the specialist, 周美华 an assessor; they sit in their bound group."""
    founded = Village(sqlite_database)
    await founded.found()
    await founded.officer(CHEN, "陈国强", Role.SPECIALIST)
    await founded.officer(ZHOU, "周美华")
    await founded.says(CHEN, "/bang")
    return founded


@pytest.fixture
async def homes(village: Village) -> Homes:
    return Homes(
        wang=await village.household(3, 12, "王建国", "+8619900000001"),
        li=await village.household(3, 13, "李秀芳", "+8619900000002"),
        zhao=await village.household(5, 1, "赵丽华"),
    )


@pytest.fixture
async def reader(village: Village, homes: Homes, tmp_path: Path) -> AsyncIterator[Reader]:
    """Whoever opens the pages; they see the village as it is then."""
    errors = iter(range(1, 100))
    base = town().base
    site = Site(village.transactions, village.town, base, lambda: village.now, lambda: f"E{next(errors)}", NUMBER)
    app = web.Application()
    install(app, site)
    async with TestServer(app) as server, ClientSession() as session:
        yield Reader(str(server.make_url("")).rstrip("/"), session)
