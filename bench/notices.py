"""Queueing a quarter's notices for a whole town, against the same inserts by hand."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import aiosqlite
import asyncpg

from app.town import LoadedTown
from bench.key import KEY
from bench.rounds import Once
from domain.boundary import unwrap
from domain.model.calendar import Period, quarter_of
from domain.notices.planning import plan, queue
from domain.work import Work
from sms.wording.notice import QuarterNotice
from storage.database import Database
from storage.store import SqlTransactions

_OUTBOX = (
    "INSERT INTO outbox (id, queue, target, payload, key, urgent, state, attempts, due_ms, posted_ms)"
    " VALUES ($1, 'sms', $2, $3, $4, 0, 'queued', 0, $5, $5)"
)
_NOTICE = (
    "INSERT INTO notices (household_id, unit_code, quarter, kind, queued_ms, phone, outbox_id)"
    " VALUES ($1, $2, $3, 'quarter', $4, $5, $6)"
)


@contextmanager
def notices(url: str, floor_url: str, books: LoadedTown, now: datetime) -> Iterator[tuple[Once, Once]]:
    """Queueing them in the database ``url``, and by hand in a copy of it."""
    with asyncio.Runner() as runner:
        database = runner.run(Database.open(url, KEY))
        try:
            mailing = Mailing(database, books, now)
            runner.run(mailing.queue_all())
            by_hand = ByHand(floor_url, runner.run(mailing.take_away()))

            def ours() -> float:
                took = runner.run(mailing.queue_all())
                runner.run(mailing.take_away())
                return took

            yield ours, lambda: runner.run(by_hand.queue_all())
        finally:
            runner.run(database.close())


class Mailing:
    """The product: planned and queued, one unit after the other, a transaction each."""

    def __init__(self, database: Database, books: LoadedTown, now: datetime) -> None:
        self._transactions = SqlTransactions(database, now.tzinfo or UTC)
        self._database, self._books, self._now = database, books, now
        self._quarter: Period = quarter_of(now.date()).previous()

    async def queue_all(self) -> float:
        """Queue them all; the seconds it took."""
        began = time.perf_counter()
        for unit in self._books.units:
            async with self._transactions.writing() as store:
                work = Work(store, self._books, unit, self._now, "bench")
                await queue(work, unwrap(await plan(work, QuarterNotice(), self._quarter)))
        return time.perf_counter() - began

    async def take_away(self) -> list[tuple[Any, ...]]:
        """What was queued, deleted: ``(outbox id, phone, payload, key, ms, household, unit, quarter)``."""
        async with self._database.transaction() as connection:
            rows = await connection.fetch(
                "SELECT x.id, x.target, x.payload, x.key, x.due_ms, n.household_id, n.unit_code, n.quarter"
                " FROM notices n JOIN outbox x ON x.id = n.outbox_id ORDER BY n.unit_code, x.id"
            )
            await connection.execute("DELETE FROM notices")
            await connection.execute("DELETE FROM outbox")
        return [tuple(dict(row).values()) for row in rows]


class ByHand:
    """The same rows, as two bulk inserts for each unit."""

    def __init__(self, url: str, rows: Sequence[tuple[Any, ...]]) -> None:
        self._url = url
        units = sorted({row[6] for row in rows})
        self._batches = [
            (
                [(number, phone, payload, key, ms) for number, phone, payload, key, ms, _, at, _ in rows if at == unit],
                [
                    (home, unit, quarter, ms, phone, number)
                    for number, phone, _, _, ms, home, at, quarter in rows
                    if at == unit
                ],
            )
            for unit in units
        ]

    async def queue_all(self) -> float:
        """Insert them all; the seconds it took. They are taken away again afterwards."""
        return await (self._on_sqlite() if self._url.startswith("sqlite") else self._on_postgres())

    async def _on_sqlite(self) -> float:
        async with aiosqlite.connect(self._url.removeprefix("sqlite://"), isolation_level=None) as connection:
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                await connection.execute(f"PRAGMA {pragma}")
            began = time.perf_counter()
            for outbox, notices in self._batches:
                await connection._execute(  # type: ignore[no-untyped-call]  # the one way to do it in one hop
                    _insert, connection._conn, outbox, notices
                )
            took = time.perf_counter() - began
            await connection.execute("DELETE FROM notices")
            await connection.execute("DELETE FROM outbox")
        return took

    async def _on_postgres(self) -> float:
        connection = await asyncpg.connect(self._url)
        try:
            began = time.perf_counter()
            for outbox, notices in self._batches:
                async with connection.transaction():
                    await connection.executemany(_OUTBOX, outbox)
                    await connection.executemany(_NOTICE, notices)
            took = time.perf_counter() - began
            await connection.execute("DELETE FROM notices")
            await connection.execute("DELETE FROM outbox")
        finally:
            await connection.close()
        return took


def _insert(raw: sqlite3.Connection, outbox: Sequence[Any], notices: Sequence[Any]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany(_OUTBOX.replace("$", "?"), outbox)
    raw.executemany(_NOTICE.replace("$", "?"), notices)
    raw.execute("COMMIT")
