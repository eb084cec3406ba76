"""``python -m bench.quarter product|floor DATABASE RULEBOOK``: a county's quarter settled, and its notices queued.

The product's use cases, a transaction for each round and for each unit's notices; or the least that leaves the same
rows, by a few statements for each. Prints the processor's seconds and the most megabytes as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from time import process_time

from app.town import LoadedTown, load
from bench.children import most_megabytes
from bench.databases import Server
from bench.key import KEY
from bench.town import fill
from domain.boundary import unwrap
from domain.model.calendar import Period, quarter_of
from domain.notices.planning import plan, queue
from domain.settlement.settling import settle
from domain.work import Work
from sms.wording.notice import QuarterNotice
from storage.database import Database
from storage.instants import to_ms
from storage.store import SqlTransactions

NOW = datetime(2026, 10, 1, 2, tzinfo=UTC)
"""The quarter is over, and none of it is settled."""
QUARTER: Period = quarter_of(NOW.date()).previous()
_MONTHS = 4
_SIDES = ("product", "floor")


def quarter_figures(server: Server, households: int, book: Path) -> dict[str, float]:
    """Both sides, each in a process of its own on a copy of the same county. Raises RuntimeError: they differ."""
    county = server.create()
    asyncio.run(_county(county, households, load(book)))
    urls = {side: server.copy(county) for side in _SIDES}
    took = {side: _measured(side, url, book) for side, url in urls.items()}
    if len({_left(url) for url in urls.values()}) != 1:
        raise RuntimeError("the product and its floor left different quarters")
    return {
        "a county's quarter: processor time, × floor": took["product"]["seconds"] / took["floor"]["seconds"],
        "a county's quarter: most memory, MB": took["product"]["megabytes"],
    }


async def _county(url: str, households: int, books: LoadedTown) -> None:
    """Four months with their entries, of which none is settled."""
    await fill(url, households, books, NOW, _MONTHS)
    database = await Database.open(url, KEY)
    try:
        async with database.transaction() as connection:
            await connection.execute("UPDATE rounds SET state = 'open', closed_ms = NULL")
            await connection.execute("UPDATE accounts SET earned = 0, rounds = 0")
    finally:
        await database.close()


def _measured(side: str, url: str, book: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.quarter", side, url, str(book)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def _left(url: str) -> tuple[object, ...]:
    """What the quarter came to: rounds, what was earned, seals, sealed entries, notices, texts."""
    with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as raw:
        return tuple(
            raw.execute(sql).fetchone()
            for sql in (
                "SELECT COUNT(*) FROM rounds WHERE state = 'published'",
                "SELECT SUM(earned), SUM(rounds) FROM accounts",
                "SELECT COUNT(*), SUM(entries) FROM seals",
                "SELECT COUNT(*) FROM sealed_entries",
                "SELECT COUNT(*), COUNT(outbox_id) FROM notices",
                "SELECT COUNT(*) FROM outbox WHERE queue = 'sms'",
            )
        )


async def _product(url: str, books: LoadedTown) -> float:
    database = await Database.open(url, KEY)
    try:
        transactions = SqlTransactions(database, UTC, {one.hash: one.book for one in books.books.values()})
        began = process_time()
        for unit in books.units:
            for month in range(_MONTHS - 1):
                async with transactions.writing() as store:
                    open_ = [one for one in await store.rounds.of_year(unit, QUARTER.year) if one.state == "open"]
                    unwrap(await settle(Work(store, books, unit, NOW, f"bench:{month}"), None, open_[0]))
            async with transactions.writing() as store:
                work = Work(store, books, unit, NOW, "bench")
                await queue(work, unwrap(await plan(work, QuarterNotice(), QUARTER)))
        return process_time() - began
    finally:
        await database.close()


_TO_SETTLE = "SELECT id, unit_code, key FROM rounds WHERE state = 'open' AND after_day <= ? ORDER BY unit_code, key"
_PUBLISH = "UPDATE rounds SET state = 'published', closed_ms = ?, final_on = ? WHERE id = ? AND state = 'open'"
_EARNED = (
    "UPDATE accounts AS a SET (earned, rounds) = (SELECT COALESCE(SUM(s.score), 0), COUNT(s.score) FROM scores s"
    " JOIN rounds o ON o.id = s.round_id WHERE s.household_id = a.household_id AND o.year = a.year"
    " AND o.state <> 'open') WHERE unit_code = ? AND year = ?"
)
_LINES = (
    "SELECT e.id, e.at_ms || ',' || e.day || ',' || h.code || ',' || e.item || ',' || e.points || ',' || e.officer_name"
    " || ',' || e.source || ',' || e.reason FROM entries e JOIN households h ON h.id = e.household_id"
    " WHERE e.round_id = ? ORDER BY e.id"
)
_SEAL = (
    "INSERT INTO seals (unit_code, number, round_id, previous, hash, entries, last_entry, sealed_ms)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_SEALED = "INSERT INTO sealed_entries (entry_id, seal_id, hash) VALUES (?, ?, ?)"
_TEXTS = (
    "INSERT INTO outbox (queue, target, payload, key, urgent, state, attempts, due_ms, posted_ms)"
    " SELECT 'sms', p.phone, json_object('text', h.head || '户：三季度得' || a.earned || '分，第'"
    " || RANK() OVER (ORDER BY a.earned DESC) || '名。查分回1，帮助回0，退订回T'),"
    " 'notice:' || h.id, 0, 'queued', 0, ?, ?"
    " FROM households h JOIN accounts a ON a.household_id = h.id AND a.year = ?"
    " JOIN household_phones p ON p.household_id = h.id AND p.position = 0 WHERE h.unit_code = ? ORDER BY h.id"
)
_NOTICES = (
    "INSERT INTO notices (household_id, unit_code, quarter, kind, queued_ms, phone, outbox_id)"
    " SELECT h.id, h.unit_code, ?, 'quarter', ?, x.target, x.id FROM households h"
    " JOIN outbox x ON x.key = 'notice:' || h.id WHERE h.unit_code = ? ORDER BY h.id"
)


def _floor(url: str) -> float:
    """The same rows, by a few statements a transaction; nothing is asked that could stop it."""
    with closing(sqlite3.connect(url.removeprefix("sqlite://"), isolation_level=None)) as raw:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            raw.execute(f"PRAGMA {pragma}")
        began = process_time()
        rounds = raw.execute(_TO_SETTLE, (QUARTER.after.isoformat(),)).fetchall()
        for unit, months in groupby(rounds, lambda row: row[1]):
            previous = "0" * 64
            for number, (round_, _, key) in enumerate(months, 1):
                previous = _settle(raw, unit, round_, key, number, previous)
            _notify(raw, unit)
        return process_time() - began


def _settle(raw: sqlite3.Connection, unit: str, round_: int, key: str, number: int, previous: str) -> str:
    now = to_ms(NOW)
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(_PUBLISH, (now, "2026-10-08", round_))
    raw.execute(_EARNED, (unit, QUARTER.year))
    lines = raw.execute(_LINES, (round_,)).fetchall()
    seal = sha256("\n".join([f"{unit} {key} {previous}", *(line for _, line in lines)]).encode()).hexdigest()
    values = (unit, number, round_, previous, seal, len(lines), lines[-1][0], now)
    seal_id = raw.execute(_SEAL, values).lastrowid
    raw.executemany(_SEALED, [(entry, seal_id, sha256(line.encode()).hexdigest()) for entry, line in lines])
    raw.execute("COMMIT")
    return seal


def _notify(raw: sqlite3.Connection, unit: str) -> None:
    now = to_ms(NOW)
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(_TEXTS, (now, now, QUARTER.year, unit))
    raw.execute(_NOTICES, (QUARTER.key, now, unit))
    raw.execute("COMMIT")


def main(side: str, url: str, book: str) -> None:
    """Do it, and say what it took."""
    seconds = asyncio.run(_product(url, load(Path(book)))) if side == "product" else _floor(url)
    print(json.dumps({"seconds": seconds, "megabytes": most_megabytes()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
