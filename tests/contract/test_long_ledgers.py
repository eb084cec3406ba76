"""What is asked about one village costs the same, however much its neighbours wrote. Counted in steps of SQLite."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from domain.model.calendar import quarter_of
from domain.town.reviewing import year_of
from storage.database import Connection, Database
from storage.ledger import SqlLedger
from storage.notices import SqlNotices
from storage.supervision import SqlSupervision
from tests.contract.rows import add_entry, add_unit
from tests.contract.steps import counted
from tests.sms.village import ZONE

HERE, THERE, YEAR = "310116103001", "310116103002", 2026
FEW, MANY = 50, 2_000
MOST = 3
"""How much more it may cost with forty times as many: an index is a little deeper."""

Ask = Callable[[Connection], Awaitable[object]]

ASKED: dict[str, Ask] = {
    "live points": lambda connection: SqlLedger(connection, ZONE).live_points(HERE, YEAR),
    "deductions": lambda connection: SqlLedger(connection, ZONE).deductions(HERE, YEAR),
    "vetoes": lambda connection: SqlLedger(connection, ZONE).vetoes(HERE, YEAR),
    "awards of a deed": lambda connection: SqlLedger(connection, ZONE).of_deed(1, "环1", date(YEAR, 11, 3)),
    "unseen awards": lambda connection: SqlLedger(connection, ZONE).unseen_awards(HERE, 1),
    "officers' entries": lambda connection: SqlSupervision(connection, ZONE).activity(HERE, year_of(YEAR)),
}


async def refuse_there(database: Database, many: int) -> None:
    """So many numbers, of nobody here, want no notices, and as many are set aside."""
    async with database.transaction() as connection:
        phones = [(f"+8619{many:04}{number:05}",) for number in range(many)]
        await connection.execute_many("INSERT INTO optouts (phone, at_ms) VALUES ($1, 0)", phones)
        await connection.execute_many(
            "INSERT INTO failing_numbers (phone, failed_ms, set_aside_ms) VALUES ($1, 0, 0)", phones
        )


async def settle_there(connection: Connection) -> None:
    await add_unit(connection, THERE, "西村")
    await connection.execute(
        "INSERT INTO rounds (unit_code, key, year, first_day, after_day, state, rulebook_hash, opened_ms, current)"
        " VALUES ($1, '2026-11', 2026, '2026-11-01', '2026-12-01', 'open', 'h', 0, 1)",
        THERE,
    )
    await connection.execute(
        "INSERT INTO households (code, unit_code, grp, number, head, joined_round, joined_on)"
        " VALUES ('2001', $1, 1, 1, '李芳', '2026-11', '2026-11-01')",
        THERE,
    )


async def write_there(database: Database, many: int) -> None:
    async with database.transaction() as connection:
        await connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)"
            " INSERT INTO entries (household_id, round_id, unit_code, item, points, at_ms, day, officer_name, source,"
            " reason, key) SELECT h.id, o.id, h.unit_code, '环1', 2, 0, '2026-11-03', '李四', 'chat', '',"
            " $2 || n.i FROM n, households h JOIN rounds o ON o.unit_code = h.unit_code WHERE h.unit_code = $3",
            many,
            f"{many}-",
            THERE,
        )


@pytest.mark.parametrize("what", ASKED)
async def test_it_costs_the_same_however_much_is_written_elsewhere(sqlite_database: Database, what: str) -> None:
    async with sqlite_database.transaction() as connection:
        await add_entry(connection)
        await settle_there(connection)
    await write_there(sqlite_database, FEW)
    few = await counted(sqlite_database, ASKED[what])
    await write_there(sqlite_database, MANY)
    assert await counted(sqlite_database, ASKED[what]) <= MOST * max(few, 1)


async def test_whom_notices_reach_is_found_without_reading_who_refuses_them_elsewhere(
    sqlite_database: Database,
) -> None:
    async with sqlite_database.transaction() as connection:
        await add_entry(connection)

    async def targets(connection: Connection) -> object:
        return await SqlNotices(connection).targets(HERE, quarter_of(date(YEAR, 11, 1)))

    await refuse_there(sqlite_database, FEW)
    few = await counted(sqlite_database, targets)
    await refuse_there(sqlite_database, MANY)
    assert await counted(sqlite_database, targets) <= MOST * max(few, 1)
