"""``python -m bench.audited UNITS``: a county, audited: seconds for each thousand households, and the most memory.

Every unit has 300 households and every household a year of rounds with one deduction in each; scores, seals, accounts,
postings and digests agree with them. Filled by a few large statements through the real schema.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import process_time

from app.audit.audit import audit_parts, seldom_collected
from app.town import load
from bench.children import most_megabytes
from bench.key import KEY
from bench.town import RULEBOOK
from domain.model.calendar import Period, month_of
from domain.model.current_book import CurrentBook
from domain.ports.store import Store
from domain.scoring.score import start_score
from domain.settlement.sealing import seal_publication
from storage import migrated_digests
from storage.book_versions import store_version
from storage.database import Connection, Database
from storage.instants import to_ms
from storage.migrate import known, migrate
from storage.store import SqlTransactions
from storage.units import store_units

HOMES = 300
"""Households of a unit, as in life."""
_GROUP = 50
_NOW = datetime(2026, 12, 15, 2, tzinfo=UTC)
_POINTS = "(1 + household_id / 10 % 7)"


async def fill(database: Database, units: int) -> None:
    """Make the county."""
    books = load(RULEBOOK)
    book = books.current(next(iter(books.units)))
    codes = [f"31{number:010}" for number in range(1, units + 1)]
    await migrate(database)
    async with database.transaction() as connection:
        await store_units(connection, {code: f"{number}村" for number, code in enumerate(codes, 1)})
        await store_version(connection, book, _NOW)
        await _people(connection, codes)
        await _rounds(connection, codes, book)
        await _entries(connection, start_score(book.book).total)
        store = SqlTransactions(database, UTC).store(connection)
        for code in codes:
            await _settle(connection, store, code, book.book.policy.publicity_days)
        await _accounts(connection)
        await migrated_digests.note_since(connection, {file.name for file in known(connection.dialect)})


async def _people(connection: Connection, codes: Sequence[str]) -> None:
    await connection.execute_many(
        "INSERT INTO officers (id, unit_code, role, name, status, chat_user, invited_ms)"
        " VALUES ($1, $2, 'specialist', '陈国强', 'active', $3, $4)",
        [(number, code, f"telegram:{9000 + number}", to_ms(_NOW)) for number, code in enumerate(codes, 1)],
    )
    homes = [
        (unit * HOMES + nth + 1, str(1_000_000 + unit * HOMES + nth), code, nth // _GROUP + 1, nth % _GROUP + 1)
        for unit, code in enumerate(codes)
        for nth in range(HOMES)
    ]
    await connection.execute_many(
        "INSERT INTO households (id, code, unit_code, grp, number, head, joined_round, joined_on)"
        " VALUES ($1, $2, $3, $4, $5, '王建国', '2020-01', '2020-01-01')",
        homes,
    )


async def _rounds(connection: Connection, codes: Sequence[str], book: CurrentBook) -> None:
    """A year of months, all of them open."""
    months: list[Period] = [month_of(date(2026, 1, 1))]
    while len(months) < 12:
        months.append(month_of(months[-1].after))
    await connection.execute_many(
        "INSERT INTO rounds (unit_code, key, year, first_day, after_day, state, rulebook_hash, opened_ms, current)"
        " VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, $8)",
        [
            (
                *(code, month.key, month.year, month.first.isoformat(), month.after.isoformat()),
                *(book.hash, to_ms(_NOW), int(month is months[-1])),
            )
            for month in months
            for code in codes
        ],
    )


async def _settle(connection: Connection, store: Store, code: str, publicity_days: int) -> None:
    """All but the last month, each at its time: settled, sealed, and final once it has been public for long enough."""
    for round_ in (await store.rounds.of_unit(code))[:-1]:
        closed = datetime.combine(round_.period.after, time(2), UTC)
        final = closed + timedelta(days=publicity_days)
        await connection.execute(
            "UPDATE rounds SET state = 'final', closed_ms = $1, final_on = $2, finalised_ms = $3 WHERE id = $4",
            to_ms(closed),
            final.date().isoformat(),
            to_ms(final),
            round_.id,
        )
        await seal_publication(store, round_, closed)


async def _entries(connection: Connection, start: int) -> None:
    """A deduction of every household in every month, and the scores that it leaves."""
    await connection.execute(
        f"INSERT INTO scores (household_id, round_id, unit_code, score) SELECT household_id, o.id, o.unit_code,"
        f" CAST($1 AS BIGINT) - {_POINTS} FROM rounds o"
        " JOIN (SELECT id AS household_id, unit_code FROM households) h ON h.unit_code = o.unit_code ORDER BY 2, 1",
        start,
    )
    await connection.execute(
        "INSERT INTO entries (household_id, round_id, unit_code, item, points, at_ms, day, officer_id, officer_name,"
        f" source, reason, key) SELECT household_id, round_id, s.unit_code, '环1', -{_POINTS}, CAST($1 AS BIGINT),"
        " o.first_day, f.id, f.name, 'chat', '乱搭棚子', 'old:' || CAST(s.id AS TEXT) FROM scores s"
        " JOIN rounds o ON o.id = s.round_id JOIN officers f ON f.unit_code = s.unit_code ORDER BY s.id",
        to_ms(_NOW),
    )


async def _accounts(connection: Connection) -> None:
    """What the settled months come to."""
    settled = "FROM scores s JOIN rounds o ON o.id = s.round_id WHERE o.state <> 'open'"
    await connection.execute(
        "INSERT INTO accounts (household_id, unit_code, year, earned, rounds, vetoes, balance)"
        f" SELECT s.household_id, s.unit_code, o.year, SUM(s.score), COUNT(*), 0, SUM(s.score) {settled}"
        " GROUP BY s.household_id, s.unit_code, o.year"
    )
    await connection.execute(
        "INSERT INTO postings (household_id, year, kind, points, at_ms, key) SELECT s.household_id, o.year, 'round',"
        f" s.score, CAST($1 AS BIGINT), 'round:' || CAST(s.id AS TEXT) {settled} ORDER BY s.id",
        to_ms(_NOW),
    )


async def audited(database: Database) -> tuple[float, int]:
    """Processor seconds for each thousand households, and how many deviations there are."""
    began, households, deviations = process_time(), 0, 0
    with seldom_collected():
        async with database.reading(alone=True) as connection:
            async for part in audit_parts(connection, UTC):
                households += part.households
                deviations += len(part.deviations)
    return (process_time() - began) * 1000 / households, deviations


async def audit_seconds(url: str, units: int) -> float:
    """Of a new county in that empty database. Raises RuntimeError when something in it is not as it should be."""
    database = await Database.open(url, KEY)
    try:
        await fill(database, units)
        seconds, deviations = await audited(database)
    finally:
        await database.close()
    if deviations:
        raise RuntimeError(f"the audit found {deviations} deviations in what the bench filled in")
    return seconds


async def main(units: int) -> None:
    """Fill and audit one on SQLite; it takes 2 MB a unit."""
    with tempfile.TemporaryDirectory() as folder:
        seconds = await audit_seconds(f"sqlite://{Path(folder) / 'county.db'}", units)
    print(f"{units * HOMES} households: {seconds:.2f} s of processor a thousand, {most_megabytes():.0f} MB")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
