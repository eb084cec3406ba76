"""Versions of rulebooks, kept once however many units begin their rounds with them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from domain.model.current_book import CurrentBook
from rules.loader import load_town
from storage.book_versions import SqlBooks, store_version
from storage.database import Database
from tests.sms.village import BOOK, at

NOW = at("2026-07-06 10:00")


def a_book() -> CurrentBook:
    source, book = next(iter(load_town(BOOK).values()))
    return CurrentBook(source.hash, book, source.town_text, source.overlay_text)


async def test_a_version_that_is_kept_is_not_written_again(sqlite_database: Database) -> None:
    book, seen = a_book(), list[str]()
    client: Any = sqlite_database._client
    async with sqlite_database.transaction() as connection:
        await store_version(connection, book, NOW)
        assert asdict(await SqlBooks(connection, {}).version(book.hash)) == asdict(book.book)
        client._writer.connection._conn.set_trace_callback(seen.append)
        await store_version(connection, book, NOW)
        client._writer.connection._conn.set_trace_callback(None)
    assert [sql.partition(" ")[0] for sql in seen] == ["SELECT"]
