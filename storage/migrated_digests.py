"""Digests around a migration: of what it rewrites, and of what is watched from then on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Final

from storage.audit.differing import pages
from storage.database import Connection
from storage.digests import DigestSubject, agreeing, note_as, note_stored
from storage.watched import WATCHED, Watched

_REWRITING: Final = {"0040_chat_ids.sql": "officers"}
"""Migrations that rewrite a column of a watched table."""


@asynccontextmanager
async def rewritten(connection: Connection, migration: str) -> AsyncIterator[None]:
    """Around a migration that rewrites a watched table: what stood as the program wrote it is noted again after it.

    What had been changed past the program keeps its digest, and is still found by it.
    """
    table = _REWRITING.get(migration)
    if table is None:
        yield
        return
    watched = WATCHED[table].before(migration)
    intact = await _intact(connection, watched)
    yield
    await note_as(connection, watched, intact)


async def _intact(connection: Connection, watched: Watched) -> Collection[DigestSubject]:
    """The subjects, as they are stored, that stand as the program wrote them: numbers may not be hidden yet."""
    rows = await connection.stored.fetch(f"SELECT DISTINCT {watched.subject} AS subject FROM {watched.table}")
    return await agreeing(connection, watched, [row["subject"] for row in rows])


async def note_since(connection: Connection, migrations: Collection[str]) -> None:
    """Note the rows, as they stand, of the tables that are watched since one of these: they were written before.

    Where columns came to be watched, what had been changed in the others keeps its digest.
    """
    for watched in WATCHED.values():
        if watched.since in migrations:
            known = watched if watched.added_since in migrations else watched.before(watched.added_since)
            async for page in pages(connection, known):
                await note_stored(connection, watched.name, page.rows)
        elif watched.added_since in migrations:
            await note_as(connection, watched, await _intact(connection, watched.before(watched.added_since)))
