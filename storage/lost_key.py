"""Going on with a database whose key is lost: what only numbers say goes, all else stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from domain.model.current_book import CurrentBook
from storage import digests
from storage.cipher import Cipher
from storage.database import Connection
from storage.rekeying import unguarded

_BY_NUMBER: Final = ("failing_numbers", "released_numbers")


@dataclass(frozen=True, slots=True)
class Lost:
    """How many households had numbers, and how many numbers had opted out of notices."""

    households: int
    optouts: int


async def give_up_numbers(connection: Connection, new: Cipher, books: Iterable[CurrentBook]) -> Lost:
    """Let the database go by a new key. Numbers are taken off the roster, as nobody can read them any more.

    ``books``: whose texts are known, so that a telephone in them is stored anew. Tokens of the old key that stand in
    former rulebooks and in what was said stay, unreadable for good.
    """
    stored = connection.stored
    homes = [row["id"] for row in await stored.fetch("SELECT DISTINCT household_id AS id FROM household_phones")]
    numbers = [row["phone"] for row in await stored.fetch("SELECT phone FROM optouts")]
    for table in ("household_phones", "optouts", *_BY_NUMBER):
        await stored.execute(f"DELETE FROM {table}")
    await stored.execute("DELETE FROM cipher_key")
    await stored.execute("INSERT INTO cipher_key (id, fingerprint) VALUES (1, $1)", new.fingerprint)
    async with unguarded(connection):
        for book in books:
            await connection.execute(
                "UPDATE rulebook_versions SET town_text = $1, overlay_text = $2 WHERE hash = $3",
                book.town_text,
                book.overlay_text,
                book.hash,
            )
    await digests.note(connection, "household_phones", homes)
    await digests.drop(connection, "optouts", numbers)
    return Lost(len(homes), len(numbers))
