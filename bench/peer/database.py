"""Opening the peer's database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

from tortoise import Tortoise

_AT_ONCE = 20


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[None]:
    """tortoise as its manual says, with a pool for a server that many use at once."""
    await Tortoise.init(
        {
            "connections": {"default": _connection(url)},
            "apps": {"models": {"models": ["bench.peer.models"]}},
        },
        _enable_global_fallback=True,
    )
    try:
        yield
    finally:
        await Tortoise.close_connections()


def _connection(url: str) -> str | dict[str, object]:
    if url.startswith("sqlite"):
        return url
    parts = urlsplit(url)
    place = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return {
        "engine": "tortoise.backends.asyncpg",
        "credentials": {
            "host": place["host"],
            "port": int(place["port"]),
            "user": parts.username,
            "password": None,
            "database": parts.path.removeprefix("/"),
            "minsize": 1,
            "maxsize": _AT_ONCE,
        },
    }
