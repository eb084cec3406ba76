"""秦望村 in September with three households, and its pages, served over HTTP."""

from __future__ import annotations

import itertools
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from app.kept_photos import KeptPhotos
from app.pages import workbook
from app.printing.slips import PassbookSlips
from bot.news import ChatNews
from bot.wording.household_file import history_line
from domain.model.people import Household
from domain.pages.links import give_household
from domain.work import Work
from paper.contact import Contact
from storage.database import Database
from tests.village import PUBLIC_URL, Village, in_its_group, town
from tests.web.reader import Reader
from web.install import install
from web.site import Site
from web.slowing import Misses


@dataclass(frozen=True)
class Links:
    """Gives households links to their pages, as the answer to 网页 does."""

    village: Village
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    async def give(self, household: Household, phone: str | None = None) -> str:
        """A new link's token."""
        token = f"a-token-of-{household.id}-{next(self._numbers)}"
        async with self.village.transactions.writing() as store:
            work = Work(store, self.village.town, household.unit, self.village.now, token)
            await give_household(work, household, phone, token)
        return token


NUMBER = "+8610010000"
MOST_BYTES = 200_000


@dataclass(frozen=True)
class Homes:
    """Two with telephones, one without."""

    wang: Household
    li: Household
    zhao: Household


async def _no_sleep(_: float) -> None:
    """Whoever guesses waits; the tests need not."""


@pytest.fixture
async def village(sqlite_database: Database) -> Village:
    """陈国强 is the specialist, 周美华 an assessor; they sit in their bound group."""
    return await in_its_group(sqlite_database)


@pytest.fixture
async def homes(village: Village) -> Homes:
    return Homes(
        wang=await village.household(3, 12, "王建国", "+8619900000001"),
        li=await village.household(3, 13, "李秀芳", "+8619900000002"),
        zhao=await village.household(5, 1, "赵丽华"),
    )


@pytest.fixture
def links(village: Village) -> Links:
    return Links(village)


@pytest.fixture
def pages(village: Village, tmp_path: Path) -> web.Application:
    """The pages, which see the village as it is then."""
    errors = iter(range(1, 100))
    site = Site(
        transactions=village.transactions,
        town=village.town,
        base=town().base,
        now=lambda: village.now,
        new_id=lambda: f"E{next(errors)}",
        new_key=lambda: f"a-key-of-a-form-{next(errors)}",
        news=ChatNews(),
        photos=KeptPhotos(tmp_path / "evidence", MOST_BYTES),
        misses=Misses(time.monotonic, _no_sleep),
        as_workbook=workbook,
        slips=PassbookSlips(town(), Contact(PUBLIC_URL, NUMBER)),
        history_line=history_line,
        number=NUMBER,
    )
    app = web.Application()
    install(app, site)
    return app


@pytest.fixture
async def reader(pages: web.Application, homes: Homes) -> AsyncIterator[Reader]:
    """Whoever opens the pages."""
    async with TestServer(pages) as server, ClientSession() as session:
        yield Reader(str(server.make_url("")).rstrip("/"), session)
