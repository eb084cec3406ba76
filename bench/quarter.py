"""``python -m bench.quarter product|floor DATABASE RULEBOOK``: a county's quarter settled, and its notices queued.

The product's use cases, a transaction for each round and for each unit's notices; or set-based SQL that leaves the same
rows. Prints the processor's seconds and the most megabytes as JSON.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import process_time

from app.town import LoadedTown, load
from bench.children import most_megabytes
from bench.databases import Server
from bench.key import KEY
from bench.quarter_floor import ByHand
from bench.town import fill
from domain.boundary import unwrap
from domain.model.calendar import Period, quarter_of
from domain.notices.planning import plan, queue, sendable_from
from domain.settlement.settling import settle
from domain.work import Work
from sms.wording.notice import QuarterNotice
from storage.database import Database
from storage.store import SqlTransactions

NOW = datetime(2026, 10, 1, 2, tzinfo=UTC)
"""The quarter is over, and none of it is settled."""
QUARTER: Period = quarter_of(NOW.date()).previous()
_MONTHS = 4
_SIDES = ("product", "floor")
_WRITTEN = ("rounds", "digests", "accounts", "seals", "sealed_entries", "outbox", "counted", "notices")


def quarter_figures(server: Server, households: int, book: Path) -> dict[str, float]:
    """Both sides, each in a process of its own on a copy of the same county. Raises RuntimeError: they differ."""
    county = server.create()
    asyncio.run(_county(county, households, load(book)))
    urls = {side: server.copy(county) for side in _SIDES}
    took = {side: _measured(side, url, book) for side, url in urls.items()}
    product, floor = (_left(urls[side]) for side in _SIDES)
    if differing := [table for table in _WRITTEN if product[table] != floor[table]]:
        raise RuntimeError(f"the product and its floor left different quarters: {', '.join(differing)}")
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


def _left(url: str) -> dict[str, str]:
    """What stands in each table that a quarter writes to, to the last character."""
    with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as raw:
        return {
            table: sha256(repr(raw.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()).encode()).hexdigest()
            for table in _WRITTEN
        }


async def _product(url: str, books: LoadedTown) -> float:
    database = await Database.open(url, KEY)
    try:
        transactions = SqlTransactions(database, UTC, {one.hash: one.book for one in books.books.values()})
        gc.freeze()  # as every command does once it is loaded
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


def _floor(url: str, books: LoadedTown) -> float:
    policy = books.current(next(iter(books.units))).book.policy
    final_on = (NOW.date() + timedelta(days=policy.publicity_days)).isoformat()
    return ByHand(NOW, sendable_from(policy, NOW), final_on, QUARTER, policy.signature).seconds(url)


def main(side: str, url: str, book: str) -> None:
    """Do it, and say what it took."""
    books = load(Path(book))
    seconds = asyncio.run(_product(url, books)) if side == "product" else _floor(url, books)
    print(json.dumps({"seconds": seconds, "megabytes": most_megabytes()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
