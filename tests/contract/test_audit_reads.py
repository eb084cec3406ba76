"""An audit of a county costs what its villages cost: none of them makes it read what belongs to all."""

from __future__ import annotations

import re
from datetime import UTC
from typing import Any

from app.audit.audit import audit_parts
from bench.audited import fill
from storage.database import Database

LARGE = {"entries", "scores", "postings", "accounts", "sealed_entries", "confirmations", "households"}
"""What grows with the county by more than a few rows for each village."""


async def test_nothing_large_is_read_whole_for_each_village(sqlite_database: Database) -> None:
    await fill(sqlite_database, 1)
    client: Any = sqlite_database._client
    raw = client._reader._conn
    asked: list[str] = []
    raw.set_trace_callback(asked.append)
    async with sqlite_database.reading() as connection:
        units = [row["code"] for row in await connection.fetch("SELECT code FROM units")]
        async for _ in audit_parts(connection, UTC):
            pass
    raw.set_trace_callback(None)
    of_unit = {sql for sql in asked if f"'{units[0]}'" in sql}
    assert len(of_unit) > len(LARGE)
    assert {sql: whole for sql in of_unit if (whole := read_whole(raw, sql) & LARGE)} == {}


def read_whole(raw: Any, sql: str) -> set[str]:
    """The tables that a statement reads from their first row to their last."""
    plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()]
    names = [found[1] for step in plan if (found := re.match(r"SCAN (\w+)", step))]
    return {found[1] if (found := re.search(rf"(?:FROM|JOIN) (\w+) {name}\b", sql)) else name for name in names}
