"""Rows written by hand, for the tests of the database itself."""

from __future__ import annotations

from storage.database import Connection, Database


async def add_unit(connection: Connection, code: str = "310116103001", name: str = "东村") -> None:
    await connection.execute("INSERT INTO units (code, name) VALUES ($1, $2)", code, name)


async def add_household(connection: Connection, number: int = 1) -> int:
    rows = await connection.fetch(
        "INSERT INTO households (code, unit_code, grp, number, head, joined_round, joined_on)"
        " VALUES ($1, '310116103001', 1, $2, '王芳', '2026-11', '2026-11-01') RETURNING id",
        f"1{number:03}",
        number,
    )
    household_id: int = rows[0]["id"]
    return household_id


async def add_entry(connection: Connection) -> int:
    """A unit, a household, a round and one entry; the entry's id."""
    await add_unit(connection)
    household_id = await add_household(connection)
    await connection.execute("INSERT INTO rulebook_versions VALUES ('h', 'town', '', 0)")
    rounds = await connection.fetch(
        "INSERT INTO rounds (unit_code, key, year, first_day, after_day, state, rulebook_hash, opened_ms, current)"
        " VALUES ('310116103001', '2026-11', 2026, '2026-11-01', '2026-12-01', 'open', 'h', 0, 1) RETURNING id"
    )
    entries = await connection.fetch(
        "INSERT INTO entries (household_id, round_id, unit_code, item, points, at_ms, day, officer_name,"
        " source, reason, key) VALUES ($1, $2, '310116103001', '环1', -2, 0, '2026-11-03', '李四', 'chat', '',"
        " 'k') RETURNING id",
        household_id,
        rounds[0]["id"],
    )
    entry_id: int = entries[0]["id"]
    return entry_id


async def unit_names(database: Database) -> list[str]:
    async with database.reading() as connection:
        return [row["name"] for row in await connection.fetch("SELECT name FROM units ORDER BY code")]
