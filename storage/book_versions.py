"""The rulebook versions in use: each was checked in full when it was stored."""

from __future__ import annotations

from datetime import datetime

from domain.model.current_book import CurrentBook
from storage.database import Connection
from storage.instants import to_ms


async def store_version(connection: Connection, book: CurrentBook, now: datetime) -> None:
    """Keep a version, once."""
    await connection.execute(
        "INSERT INTO rulebook_versions (hash, town_text, overlay_text, stored_ms) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (hash) DO NOTHING",
        book.hash,
        book.town_text,
        book.overlay_text,
        to_ms(now),
    )


async def stored_versions(connection: Connection) -> frozenset[str]:
    """The hashes of all that are kept."""
    return frozenset(row["hash"] for row in await connection.fetch("SELECT hash FROM rulebook_versions"))
