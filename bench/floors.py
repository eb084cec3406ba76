"""``python -m bench.floors DATABASE PORT``: the least that could do the same, behind bare aiohttp handlers.

``/telegram/webhook`` takes an update and runs four statements by hand in one transaction; ``/sms/inbound`` checks the
signature and runs one SELECT. SQLite as the product has it (BEGIN IMMEDIATE, WAL, synchronous=FULL), one hop to
aiosqlite's thread for a whole transaction.
"""

from __future__ import annotations

import itertools
import sqlite3
import sys
from collections.abc import AsyncIterator, Sequence
from typing import Any, Protocol
from urllib.parse import parse_qsl

import aiosqlite
import asyncpg
from aiohttp import web
from multidict import MultiDict
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # twilio ships no types

from bench.key import KEY
from bench.product import PUBLIC_URL, TWILIO_TOKEN

_NOW_MS = 1_700_000_000_000
_PAYLOAD = '{"kind": "say", "text": "' + "已记 3组12号 王建国 " * 5 + '", "buttons": []}'

_INBOX = "INSERT INTO inbox (source, key, received_ms, replied) VALUES ('chat', $1, $2, 0)"
_HOUSEHOLD = "SELECT id, unit_code FROM households WHERE unit_code = $1 AND grp = $2 AND number = $3"
_ENTRY = (
    "INSERT INTO entries (household_id, round_id, unit_code, item, points, at_ms, day, officer_id, officer_name,"
    " source, reason, key) VALUES ($1, $2, $3, '环1', -1, $4, '2026-11-01', 1, '陈国强', 'chat', '乱搭棚子', $5)"
)
_OUTBOX = (
    "INSERT INTO outbox (queue, target, payload, key, urgent, state, attempts, due_ms, posted_ms)"
    " VALUES ('chat', 'telegram:-1001', $1, $2, 1, 'queued', 0, $3, $3)"
)
_BALANCE = (
    "SELECT h.head, a.earned FROM household_phones p JOIN households h ON h.id = p.household_id"
    " JOIN accounts a ON a.household_id = h.id AND a.year = (SELECT MAX(year) FROM rounds) WHERE p.phone = $1"
)


_inbox, _household, _entry, _outbox, _balance = (
    sql.replace("$", "?") for sql in (_INBOX, _HOUSEHOLD, _ENTRY, _OUTBOX, _BALANCE)
)


class Store(Protocol):
    """One database."""

    async def record(self, key: str, group: int, number: int) -> None:
        """The four statements."""
        ...

    async def balance(self, phone: str) -> Sequence[Any]:
        """The one SELECT."""
        ...

    async def close(self) -> None:
        """Let go."""
        ...


class Sqlite:
    """aiosqlite: every call is one hop."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    @classmethod
    async def open(cls, url: str) -> Sqlite:
        """Open the file as the product does."""
        connection = await aiosqlite.connect(url.removeprefix("sqlite://"), isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            await connection.execute(f"PRAGMA {pragma}")
        found = await connection.execute_fetchall("SELECT id, unit_code FROM rounds WHERE state = 'open' LIMIT 1")
        ((cls.round, cls.unit),) = found
        return cls(connection)

    round: int
    unit: str

    async def record(self, key: str, group: int, number: int) -> None:
        """The four statements."""
        await self._connection._execute(  # type: ignore[no-untyped-call]  # the one way to do it in one hop
            self._record, self._connection._conn, key, group, number
        )

    def _record(self, raw: sqlite3.Connection, key: str, group: int, number: int) -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(_inbox, (key, _NOW_MS))
        home, unit = raw.execute(_household, (self.unit, group, number)).fetchone()
        raw.execute(_entry, (home, self.round, unit, _NOW_MS, key))
        raw.execute(_outbox, (_PAYLOAD, key, _NOW_MS))
        raw.execute("COMMIT")

    async def balance(self, phone: str) -> Sequence[Any]:
        """The one SELECT."""
        return tuple(await self._connection.execute_fetchall(_balance, (KEY.hide(phone),)))

    async def close(self) -> None:
        """End the thread."""
        await self._connection.close()


class Postgres:
    """asyncpg: a pool, and a round trip for each statement."""

    round: int
    unit: str

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    @classmethod
    async def open(cls, url: str) -> Postgres:
        """A pool of one connection: requests come one by one."""
        pool = await asyncpg.create_pool(url, min_size=1, max_size=1)
        cls.round, cls.unit = await pool.fetchrow("SELECT id, unit_code FROM rounds WHERE state = 'open' LIMIT 1")
        return cls(pool)

    async def record(self, key: str, group: int, number: int) -> None:
        """The four statements."""
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(_INBOX, key, _NOW_MS)
            home, unit = await connection.fetchrow(_HOUSEHOLD, self.unit, group, number)
            await connection.execute(_ENTRY, home, self.round, unit, _NOW_MS, key)
            await connection.execute(_OUTBOX, _PAYLOAD, key, _NOW_MS)

    async def balance(self, phone: str) -> Sequence[Any]:
        """The one SELECT."""
        found: Sequence[Any] = await self._pool.fetch(_BALANCE, KEY.hide(phone))
        return found

    async def close(self) -> None:
        """Close the pool."""
        await self._pool.close()


def _application(url: str) -> web.Application:
    validator = RequestValidator(TWILIO_TOKEN)
    numbers = itertools.count(1)

    async def opening(app: web.Application) -> AsyncIterator[None]:
        app[_STORE] = store = await (Sqlite if url.startswith("sqlite") else Postgres).open(url)
        yield
        await store.close()

    async def kou(request: web.Request) -> web.Response:
        place = (await request.json())["message"]["text"].split()[1]
        group, _, number = place.partition("-")
        await request.app[_STORE].record(f"floor:{next(numbers)}", int(group), int(number))
        return web.Response(text="ok\n")

    async def text(request: web.Request) -> web.Response:
        form = MultiDict(parse_qsl((await request.read()).decode(), keep_blank_values=True))
        if not validator.validate(PUBLIC_URL + request.path_qs, form, request.headers["X-Twilio-Signature"]):
            raise web.HTTPForbidden
        ((head, earned),) = await request.app[_STORE].balance(form["From"])
        return web.Response(
            text=f"<Response><Message>{head}户：全年{earned}分。</Message></Response>", content_type="text/xml"
        )

    async def ready(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    app = web.Application()
    app.cleanup_ctx.append(opening)
    app.add_routes(
        [web.post("/telegram/webhook", kou), web.post("/sms/inbound", text), web.get("/health/ready", ready)]
    )
    return app


_STORE = web.AppKey("store", Store)

if __name__ == "__main__":
    web.run_app(_application(sys.argv[1]), host="127.0.0.1", port=int(sys.argv[2]), access_log=None, print=None)
