"""An audit of a county costs what its villages cost: none of them makes it read what belongs to all."""

from __future__ import annotations

import re
from datetime import UTC
from typing import Any

from app.audit.audit import audit_parts
from bench.audited import fill
from storage.database import Database

LARGE = {
    *("entries", "scores", "postings", "accounts", "sealed_entries", "confirmations", "households", "excuses"),
    "rectifications",
}
"""What grows with the county by more than a few rows for each village."""


async def test_nothing_large_is_read_whole_for_each_village(sqlite_database: Database) -> None:
    await fill(sqlite_database, 1)
    of_unit = {sql for sql in await asked_by_an_audit(sqlite_database) if "'310000000001'" in sql}
    assert len(of_unit) > len(LARGE)
    raw = reader(sqlite_database)
    assert {sql: whole for sql in of_unit if (whole := read_whole(raw, sql) & LARGE)} == {}


async def test_entries_as_the_program_wrote_them_are_read_once(sqlite_database: Database) -> None:
    await fill(sqlite_database, 1)
    assert (
        len([sql for sql in await asked_by_an_audit(sqlite_database) if "reason" in sql and "FROM entries" in sql]) == 1
    )


async def asked_by_an_audit(database: Database) -> list[str]:
    """The statements of one."""
    asked: list[str] = []
    reader(database).set_trace_callback(asked.append)
    async with database.reading() as connection:
        async for _ in audit_parts(connection, UTC):
            pass
    reader(database).set_trace_callback(None)
    return asked


def reader(database: Database) -> Any:
    """SQLite's own connection on which an audit reads."""
    client: Any = database._client
    return client._reader._conn


def read_whole(raw: Any, sql: str) -> set[str]:
    """The tables that a statement reads from their first row to their last."""
    plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()]
    names = [found[1] for step in plan if (found := re.match(r"SCAN (\w+)", step))]
    return {found[1] if (found := re.search(rf"(?:FROM|JOIN) (\w+) {name}\b", sql)) else name for name in names}
