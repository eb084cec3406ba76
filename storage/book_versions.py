"""The rulebook versions in use: each was checked in full when it was stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.model.current_book import CurrentBook
from domain.model.rulebook import Rulebook
from rules.loader import BookSource, parse
from storage.database import Connection
from storage.instants import to_ms


async def store_version(connection: Connection, book: CurrentBook, now: datetime) -> None:
    """Keep a version, once. A county's is long, and every unit begins every round with it: it is looked for first."""
    if await connection.fetch("SELECT 1 FROM rulebook_versions WHERE hash = $1", book.hash):
        return
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


@dataclass(frozen=True, slots=True)
class SqlBooks:
    """``domain.ports.books.Books`` on SQL. ``books`` caches versions by hash; they never change."""

    connection: Connection
    books: dict[str, Rulebook]

    async def version(self, book_hash: str) -> Rulebook:
        """A stored rulebook version."""
        known = self.books.get(book_hash)
        if known is None:
            (row,) = await self.connection.fetch(
                "SELECT town_text, overlay_text FROM rulebook_versions WHERE hash = $1", book_hash
            )
            known = parse(BookSource(row["town_text"], row["overlay_text"], "rulebook", "overlay", stored=True))
            self.books[book_hash] = known
        return known
