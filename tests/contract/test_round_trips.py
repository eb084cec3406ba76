"""How many ways to the database a message takes: round trips on PostgreSQL, statements on SQLite."""

from __future__ import annotations

from collections.abc import Awaitable

import pytest

from domain.model.people import Role
from sms.desk import InboundText
from storage.database import Database
from tests.village import CHEN, Village, at

PHONE = "+8619900000003"

PostgresTrips = {
    "/kou 3-3 环1 2 搭了棚子": 5,
    "/kou 王五 环1 2 搭了棚子": 5,
    "/jia 3-3 志1 2 帮忙": 5,
}


@pytest.fixture
async def told(database: Database) -> Village:
    """October, September is final; what is asked for the first time in a process has been asked."""
    village = Village(database)
    await village.found()
    for number, head in enumerate("二三四五六七八", 1):
        await village.household(3, number, f"王{head}", f"+861990000000{number}")
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.says(CHEN, "/bang")
    await village.says(CHEN, "/kou 3-3 环1 2 棚子")
    village.now = at("2026-10-15 09:00")
    await village.close_months()
    await village.says(CHEN, "/kou 3-3 环2 2 柴堆")
    return village


class Counter:
    """Counts what goes to the database: statements, with BEGIN and COMMIT; it looks at the drivers' connections."""

    def __init__(self, database: Database) -> None:
        self.statements: list[str] = []
        client: object = database._client
        if database.dialect == "sqlite":
            client._writer.connection._conn.set_trace_callback(self.statements.append)  # type: ignore[attr-defined]
            client._reader._conn.set_trace_callback(self.statements.append)  # type: ignore[attr-defined]
            return
        for holder in client._pool._holders:  # type: ignore[attr-defined]
            if holder._con is not None:
                holder._con.add_query_logger(lambda query: self.statements.append(query.query))

    async def of(self, message: Awaitable[object]) -> list[str]:
        """What one message takes."""
        self.statements.clear()
        await message
        return list(self.statements)


@pytest.mark.parametrize(("line", "trips"), PostgresTrips.items())
async def test_a_line_takes_few_ways(told: Village, line: str, trips: int) -> None:
    taken = await Counter(told.database).of(told.says(CHEN, line))
    assert len(taken) <= (trips if told.database.dialect == "postgres" else 17), taken
