"""Whatever table knows a household: what was said and who it was goes with it, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.database import Database
from storage.people import ERASING
from tests.contract.test_migrations import columns_of

STAYS = {
    *("unit_code", "key", "day", "item", "state", "kind", "source", "quarter", "due", "due_on", "unreached"),
    *("officer_name", "entries.reason"),  # the books: who recorded what, and why
    *("redemptions.code", "redemptions.collector"),  # a used code, and whether it was the household itself
    *("households.code", "households.joined_on", "households.joined_round", "households.left_on"),
}
"""Text columns, of every table or of one, that say nothing of who a household was."""


def _erased(table: str, columns: set[str]) -> Iterator[str]:
    for statement in ERASING:
        if statement.startswith(f"DELETE FROM {table} WHERE household_id"):
            yield from columns
        if statement.startswith(f"UPDATE {table} SET "):
            yield from re.findall(r"(\w+) = ", statement.partition(" WHERE ")[0])


async def test_every_text_about_a_household_is_erased_or_says_nothing_of_it(sqlite_database: Database) -> None:
    columns = await columns_of(sqlite_database)
    known = {table for table, column, _, _ in columns if column == "household_id"} - {"digests"} | {"households"}
    texts = {table: {name for of, name, _, kind in columns if of == table and kind == "text"} for table in known}
    left = {
        f"{table}.{column}"
        for table, names in texts.items()
        for column in names - set(_erased(table, names))
        if not STAYS & {column, f"{table}.{column}"}
    }
    assert left == set()
