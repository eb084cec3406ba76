"""What a unit's officers logged in a period is added up from its entries, and never from what was kept too long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from domain.model.activity import Activity, Coverage, ItemTally, OfficerTally
from domain.model.calendar import parse_quarter
from domain.town.reviewing import year_of
from storage.database import Connection, Database
from storage.instants import to_ms
from storage.store import SqlTransactions
from tests.contract.rows import add_entry
from tests.sms.village import ZONE

UNIT, YEAR = "310116103001", year_of(2026)
END = datetime(2026, 12, 1, tzinfo=ZONE)
NEVER = END - timedelta(days=20)


async def log(connection: Connection, item: str, points: int, at: datetime = NEVER, reverses: int | None = None) -> int:
    """李四 logs something of the only household, in the last round."""
    rows = await connection.fetch(
        "INSERT INTO entries (household_id, round_id, unit_code, item, points, at_ms, day, officer_id, officer_name,"
        " source, reason, reverses, key) SELECT h.id, o.id, h.unit_code, $1, $2, $3, '2026-11-03', f.id, f.name,"
        " 'chat', '', $4, (SELECT CAST(COUNT(*) AS TEXT) FROM entries)"
        " FROM households h, officers f, rounds o WHERE o.id = (SELECT MAX(id) FROM rounds) RETURNING id",
        item,
        points,
        to_ms(at),
        reverses,
    )
    return int(rows[0]["id"])


@pytest.fixture
async def transactions(database: Database) -> SqlTransactions:
    """A village with one household that nobody has looked at, in an open November."""
    async with database.transaction() as connection:
        await add_entry(connection)
        await connection.execute(
            "INSERT INTO scores (household_id, round_id, unit_code, score)"
            " SELECT h.id, o.id, h.unit_code, 110 FROM households h, rounds o"
        )
        await connection.execute(
            "INSERT INTO officers (unit_code, role, name, status, chat_user, invited_ms)"
            " VALUES ($1, 'assessor', '李四', 'active', 'telegram:7', 0)",
            UNIT,
        )
    return SqlTransactions(database, ZONE)


async def activity(transactions: SqlTransactions) -> Activity:
    async with transactions.reading() as store:
        return await store.supervision.activity(UNIT, YEAR)


async def begin_december(connection: Connection) -> None:
    """November is settled, and the household takes part in December."""
    await connection.execute("UPDATE rounds SET state = 'published', current = 0, closed_ms = $1", to_ms(END))
    await connection.execute(
        "INSERT INTO rounds (unit_code, key, year, first_day, after_day, state, rulebook_hash, opened_ms, current)"
        " SELECT unit_code, '2026-12', year, '2026-12-01', '2027-01-01', 'open', rulebook_hash, 1, 1 FROM rounds"
    )
    await connection.execute(
        "INSERT INTO scores (household_id, round_id, unit_code, score)"
        " SELECT s.household_id, o.id, s.unit_code, 110 FROM scores s, rounds o WHERE o.key = '2026-12'"
    )


def seen(coverage: Sequence[Coverage]) -> list[tuple[str, int, int]]:
    return [(one.period.key, one.households, one.seen) for one in coverage]


async def test_entries_alike_are_added_up(transactions: SqlTransactions) -> None:
    async with transactions.database.transaction() as connection:
        first = await log(connection, "环4", -1)
        for item, points in (("环4", -2), ("环4", 1), ("志2", 2), ("否1", 0)):
            await log(connection, item, points)
        await log(connection, "环4", 1, reverses=first)
    found = await activity(transactions)
    (home,) = {household for tally in found.tallies for household in tally.households}
    items = [ItemTally("环4", False, 2, -3), ItemTally("环4", True, 1, 1), ItemTally("志2", True, 1, 2)]
    assert found.tallies == [OfficerTally("李四", items, {home: 4}, 0)]
    assert seen(found.coverage) == [("2026-11", 1, 1)]


@pytest.mark.parametrize("settled", [None, END - timedelta(days=2), END + timedelta(days=2)])
@pytest.mark.parametrize(("hours", "counted"), [(24.1, 0), (24, 1), (0.1, 1), (0, 0), (-1, 0)])
async def test_what_is_logged_in_the_last_day_of_a_round_is_last_minute(
    transactions: SqlTransactions, settled: datetime | None, hours: float, counted: int
) -> None:
    """Before it is settled, or before its end if that comes first."""
    async with transactions.database.transaction() as connection:
        if settled:
            await connection.execute(
                "UPDATE rounds SET state = 'published', current = 0, closed_ms = $1", to_ms(settled)
            )
        await log(connection, "环4", -1, min(settled or END, END) - timedelta(hours=hours))
    (tally,) = (await activity(transactions)).tallies
    assert tally.last_minute == counted


REVIEWED = (
    "INSERT INTO reviews (household_id, round_id, officer_name, at_ms)"
    " SELECT h.id, o.id, '李四', 0 FROM households h, rounds o"
)


@pytest.mark.parametrize(
    ("statement", "wanted"),
    [(REVIEWED, [("2026-11", 1, 1)]), ("UPDATE scores SET score = NULL", [])],
    ids=["a review", "an excuse"],
)
async def test_what_is_kept_is_as_old_as_the_books(
    transactions: SqlTransactions, statement: str, wanted: list[tuple[str, int, int]]
) -> None:
    assert seen((await activity(transactions)).coverage) == [("2026-11", 1, 0)]
    async with transactions.database.transaction() as connection:
        await connection.execute(statement)
    assert seen((await activity(transactions)).coverage) == wanted


async def test_what_did_not_change_is_not_worked_out_again(transactions: SqlTransactions) -> None:
    assert await activity(transactions) is await activity(transactions)


async def test_a_look_at_a_quarter_makes_nobody_add_up_the_year_again(transactions: SqlTransactions) -> None:
    before = await activity(transactions)
    async with transactions.reading() as store:
        assert (await store.supervision.activity(UNIT, parse_quarter("2026Q3"))).coverage == ()
    assert await activity(transactions) is before


async def test_settled_rounds_are_added_to_those_that_run(transactions: SqlTransactions) -> None:
    async with transactions.database.transaction() as connection:
        await log(connection, "环4", -2)
        await log(connection, "志2", 2)
        await begin_december(connection)
        await log(connection, "环4", -3, END)
    found = await activity(transactions)
    assert seen(found.coverage) == [("2026-11", 1, 1), ("2026-12", 1, 1)]
    (home,) = {household for tally in found.tallies for household in tally.households}
    items = [ItemTally("环4", False, 2, -5), ItemTally("志2", True, 1, 2)]
    assert found.tallies == [OfficerTally("李四", items, {home: 3}, 0)]


async def test_an_entry_of_today_makes_nobody_add_up_the_rounds_before(transactions: SqlTransactions) -> None:
    async with transactions.database.transaction() as connection:
        await log(connection, "环4", -2)
        await begin_december(connection)
    before = await activity(transactions)
    async with transactions.database.transaction() as connection:
        await log(connection, "环4", -3, END)
    found = await activity(transactions)
    assert found.coverage[0] is before.coverage[0]
    assert seen(found.coverage) == [("2026-11", 1, 1), ("2026-12", 1, 1)]


async def test_what_was_never_committed_is_not_kept(transactions: SqlTransactions) -> None:
    async def cut_short() -> None:
        async with transactions.database.transaction() as connection:
            await log(connection, "环4", -1)
            await transactions.store(connection).supervision.activity(UNIT, YEAR)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await cut_short()
    async with transactions.database.transaction() as connection:
        await log(connection, "环1", -5)
    (tally,) = (await activity(transactions)).tallies
    assert tally.items == [ItemTally("环1", False, 1, -5)]
