"""Databases for tests: every test finds one that is migrated and empty, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.nodeid import coerce_node_id
from hypothesis import HealthCheck, settings

from app.terminal.chinese import speak_chinese
from storage.database import Database
from tests import kept_models
from tests.keys import KEY, key_file
from tests.postgres import KeptPool, OneDatabase, migrated, server

if TYPE_CHECKING:
    from playwright.async_api import Browser

# How long an example takes says how busy the machine is, and nothing of the product.
settings.register_profile("busy", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

speak_chinese()  # as the program does, before any command is made: some of what click says is fixed there

_MEMORY = Path("/dev/shm")
_ROOM = 2 * 1024**3
"""Bytes that must be free there: a container often has 64 MB."""

# Tests wait for the disk more than for anything else: every commit is synced. What is killed in them is a process and
# never the machine, so memory keeps what a disk would.
if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


_START_PROGRAMS = {"e2e", "faults"}
"""Folders whose tests wait for programs that they start; those of a file often share one."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep a group in one worker, and begin with groups and long tests: what is short fills up the end.

    xdist 3.8 writes a group's name into a field that pytest 9.2 no longer has.
    """
    items.sort(key=lambda item: _group(item) is None and item.get_closest_marker("long") is None)
    if getattr(config.option, "loadgroup", False):
        for item in items:
            group = _group(item)
            if group is not None and "@" not in item.nodeid.rpartition("]")[2]:
                item._id = coerce_node_id(f"{item.nodeid}@{group}")


def _group(item: pytest.Item) -> str | None:
    marker = item.get_closest_marker("xdist_group")
    if marker is not None:
        return str(marker.args[0])
    return item.path.stem if item.path.parent.name in _START_PROGRAMS else None


@pytest.fixture(scope="session")
def one_postgres(worker_id: str) -> Iterator[OneDatabase]:
    """The database of this test process."""
    with server() as url:
        one = OneDatabase(url, f"jifen_{worker_id}")
        one.create()
        yield one
        one.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database file to copy."""
    file = tmp_path_factory.mktemp("template") / "jifen.db"
    asyncio.run(migrated(f"sqlite://{file}"))
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated, empty SQLite database."""
    file = tmp_path / "jifen.db"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite://{file}"


@pytest.fixture
def postgres_url(one_postgres: OneDatabase) -> str:
    """The address of a migrated, empty PostgreSQL database."""
    one_postgres.restore()
    return one_postgres.url


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    """SQLite, migrated and empty."""
    database = await Database.open(sqlite_url, KEY)
    yield database
    await database.close()


@pytest.fixture(scope="session")
async def kept_pool(one_postgres: OneDatabase) -> AsyncIterator[KeptPool]:
    """The connections of this test process to its database."""
    kept = KeptPool(one_postgres)
    yield kept
    kept.close()


@pytest.fixture
async def postgres_database(postgres_url: str, kept_pool: KeptPool) -> AsyncIterator[Database]:
    """PostgreSQL, migrated and empty."""
    assert postgres_url
    async with kept_pool.database() as database:
        yield database


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated, empty database: the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(request: pytest.FixtureRequest, database_url: str) -> Database:
    """A migrated, empty database: the test runs once on each kind."""
    kind = "sqlite" if database_url.startswith("sqlite:") else "postgres"
    opened: Database = request.getfixturevalue(f"{kind}_database")
    return opened


@pytest.fixture(scope="session")
async def one_browser() -> AsyncIterator[Browser]:
    """The browser of this test process: to start one takes longer than most tests in it."""
    from tests.browser import running  # noqa: PLC0415 - few tests need what it loads

    async with running() as browser:
        yield browser


@pytest.fixture
async def browser(one_browser: Browser) -> AsyncIterator[Browser]:
    """A real browser, in which nothing is open."""
    yield one_browser
    for context in list(one_browser.contexts):
        await context.close()


@pytest.fixture(scope="session", autouse=True)
def _key_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Commands that run in this process find the key of the databases above."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JIFEN_KEY_FILE", str(key_file(tmp_path_factory.mktemp("key"))))
        yield


@pytest.fixture(scope="session", autouse=True)
def _models_kept() -> Iterator[None]:
    with kept_models.kept():
        yield
