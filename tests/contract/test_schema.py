"""What the schema itself refuses, on both databases."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from storage.database import Conflict, Connection, Database
from tests.contract.rows import add_entry, add_household, add_unit, unit_names

Write = Callable[[Connection], Awaitable[object]]


async def change_entry(connection: Connection) -> None:
    await connection.execute("UPDATE entries SET points = 9 WHERE id = $1", await add_entry(connection))


async def delete_entry(connection: Connection) -> None:
    await connection.execute("DELETE FROM entries WHERE id = $1", await add_entry(connection))


async def same_unit_twice(connection: Connection) -> None:
    await add_unit(connection)
    await add_unit(connection)


async def same_unit_twice_in_bulk(connection: Connection) -> None:
    await connection.execute_many("INSERT INTO units (code, name) VALUES ($1, $2)", [("1", "甲"), ("1", "乙")])


async def same_unit_twice_with_returning(connection: Connection) -> None:
    await connection.fetch("INSERT INTO units (code, name) VALUES ('1', '甲'), ('1', '乙') RETURNING code")


async def household_without_its_unit(connection: Connection) -> None:
    await add_household(connection)


async def household_number_nought(connection: Connection) -> None:
    await add_unit(connection)
    await add_household(connection, number=0)


async def unit_without_a_name(connection: Connection) -> None:
    await connection.execute("INSERT INTO units (code, name) VALUES ('1', $1)", None)


async def second_current_round(connection: Connection) -> None:
    await add_entry(connection)
    await connection.execute(
        "INSERT INTO rounds (unit_code, key, year, first_day, after_day, state, rulebook_hash, opened_ms, current)"
        " VALUES ('310116103001', '2026-12', 2026, '2026-12-01', '2027-01-01', 'open', 'h', 0, 1)"
    )


@pytest.mark.parametrize(
    ("write", "kind"),
    [
        (same_unit_twice, "unique"),
        (same_unit_twice_in_bulk, "unique"),
        (same_unit_twice_with_returning, "unique"),
        (second_current_round, "unique"),
        (household_number_nought, "check"),
        (household_without_its_unit, "foreign-key"),
        (unit_without_a_name, "not-null"),
        (change_entry, "trigger"),
        (delete_entry, "trigger"),
    ],
)
async def test_what_the_schema_refuses_is_a_conflict(database: Database, write: Write, kind: str) -> None:
    with pytest.raises(Conflict) as refused:
        async with database.transaction() as connection:
            await write(connection)
    assert refused.value.kind == kind
    assert await unit_names(database) == []
