"""``python -m bench.floors DATABASE PORT``: the product's promises by hand, behind bare aiohttp handlers.

Both note the message with its reply and answer after a durable commit. ``/telegram/webhook`` also finds the household,
adds the entry, moves the score and posts the answer; ``/sms/inbound`` checks the signature, and reads the figures.
Nothing is asked that could stop a message: it is the least, not a program. SQLite as the product has it (BEGIN
IMMEDIATE, WAL, synchronous=FULL), one hop to aiosqlite's thread for a whole transaction; PostgreSQL with prepared
statements and a connection for each request at once.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qsl

import aiosqlite
import asyncpg
from aiohttp import web
from multidict import MultiDict
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # twilio ships no types

from bench.key import KEY
from bench.product import PUBLIC_URL, TWILIO_TOKEN
from bench.town import OFFICER

_NOW_MS = 1_700_000_000_000
_REPLY = "已记 3组12号 王建国 " * 5
_PAYLOAD = '{"kind": "say", "text": "' + _REPLY + '", "buttons": []}'
_AT_ONCE = 32

_INBOX = (
    "INSERT INTO inbox (source, key, sender, received_ms, replied, reply, outcome)"
    " VALUES ($1, $2, $3, $4, 1, $5, 'done')"
)
_HOUSEHOLD = "SELECT id FROM households WHERE unit_code = $1 AND grp = $2 AND number = $3"
_ENTRY = (
    "INSERT INTO entries (household_id, round_id, unit_code, item, points, at_ms, day, officer_id, officer_name,"
    " source, reason, key) VALUES ($1, $2, $3, $4, -1, $5, '2026-11-01', 1, '陈国强', 'chat', '没有做好', $6)"
)
_SCORE = "UPDATE scores SET score = score - 1 WHERE household_id = $1 AND round_id = $2"
_OUTBOX = (
    "INSERT INTO outbox (queue, target, payload, key, urgent, state, attempts, due_ms, posted_ms)"
    " VALUES ('chat', 'telegram:-1001', $1, $2, 1, 'queued', 0, $3, $3)"
)
_BALANCE = (
    "SELECT h.head, a.earned, (SELECT COUNT(*) FROM accounts b WHERE b.unit_code = a.unit_code AND b.year = a.year"
    " AND b.earned > a.earned) AS better FROM household_phones p JOIN households h ON h.id = p.household_id"
    " JOIN accounts a ON a.household_id = h.id AND a.year = (SELECT MAX(year) FROM rounds) WHERE p.phone = $1"
)
_OPEN = "SELECT unit_code, id FROM rounds WHERE state = 'open' ORDER BY unit_code"

_inbox, _household, _entry, _score, _outbox, _balance = (
    sql.replace("$", "?") for sql in (_INBOX, _HOUSEHOLD, _ENTRY, _SCORE, _OUTBOX, _BALANCE)
)


@dataclass(frozen=True, slots=True)
class Line:
    """A deduction: where, and the officer's place among the units."""

    officer: int
    group: int
    number: int
    item: str


class Store(Protocol):
    """One database."""

    async def record(self, key: str, line: Line) -> None:
        """Note a deduction, and what follows from it."""
        ...

    async def balance(self, key: str, phone: str) -> str:
        """Note a text with its reply; the reply."""
        ...

    async def close(self) -> None:
        """Let go."""
        ...


class Sqlite:
    """aiosqlite: every call is one hop."""

    def __init__(self, connection: aiosqlite.Connection, rounds: Sequence[tuple[str, int]]) -> None:
        self._connection = connection
        self._rounds = rounds

    @classmethod
    async def open(cls, url: str) -> Sqlite:
        """Open the file as the product does."""
        connection = await aiosqlite.connect(url.removeprefix("sqlite://"), isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            await connection.execute(f"PRAGMA {pragma}")
        return cls(connection, [tuple(row) for row in await connection.execute_fetchall(_OPEN)])

    async def record(self, key: str, line: Line) -> None:
        """Note a deduction, and what follows from it."""
        await self._hop(self._record, key, line)

    async def balance(self, key: str, phone: str) -> str:
        """Note a text with its reply; the reply."""
        reply: str = await self._hop(self._answer, key, KEY.hide(phone))
        return reply

    async def close(self) -> None:
        """End the thread."""
        await self._connection.close()

    async def _hop(self, what: Callable[..., Any], *arguments: object) -> Any:
        return await self._connection._execute(  # type: ignore[no-untyped-call]  # the one way to do it in one hop
            what, self._connection._conn, *arguments
        )

    def _record(self, raw: sqlite3.Connection, key: str, line: Line) -> None:
        unit, round_ = self._rounds[line.officer]
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(_inbox, ("chat", key, None, _NOW_MS, _REPLY))
        (home,) = raw.execute(_household, (unit, line.group, line.number)).fetchone()
        raw.execute(_entry, (home, round_, unit, line.item, _NOW_MS, key))
        raw.execute(_score, (home, round_))
        raw.execute(_outbox, (_PAYLOAD, key, _NOW_MS))
        raw.execute("COMMIT")

    def _answer(self, raw: sqlite3.Connection, key: str, phone: str) -> str:
        raw.execute("BEGIN IMMEDIATE")
        reply = _reply(*raw.execute(_balance, (phone,)).fetchone())
        raw.execute(_inbox, ("sms", key, phone, _NOW_MS, reply))
        raw.execute("COMMIT")
        return reply


class Postgres:
    """asyncpg: a pool, and a round trip for each statement."""

    def __init__(self, pool: asyncpg.Pool, rounds: Sequence[tuple[str, int]]) -> None:
        self._pool = pool
        self._rounds = rounds

    @classmethod
    async def open(cls, url: str) -> Postgres:
        """A connection for each request at once."""
        pool = await asyncpg.create_pool(url, min_size=1, max_size=_AT_ONCE)
        return cls(pool, [tuple(row) for row in await pool.fetch(_OPEN)])

    async def record(self, key: str, line: Line) -> None:
        """Note a deduction, and what follows from it."""
        unit, round_ = self._rounds[line.officer]
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(_INBOX, "chat", key, None, _NOW_MS, _REPLY)
            home = await connection.fetchval(_HOUSEHOLD, unit, line.group, line.number)
            await connection.execute(_ENTRY, home, round_, unit, line.item, _NOW_MS, key)
            await connection.execute(_SCORE, home, round_)
            await connection.execute(_OUTBOX, _PAYLOAD, key, _NOW_MS)

    async def balance(self, key: str, phone: str) -> str:
        """Note a text with its reply; the reply."""
        hidden = KEY.hide(phone)
        async with self._pool.acquire() as connection, connection.transaction():
            reply = _reply(*await connection.fetchrow(_BALANCE, hidden))
            await connection.execute(_INBOX, "sms", key, hidden, _NOW_MS, reply)
        return reply

    async def close(self) -> None:
        """Close the pool."""
        await self._pool.close()


def _reply(head: str, earned: int, better: int) -> str:
    return f"{head}户：全年{earned}分，全村第{better + 1}名。"


def _application(url: str) -> web.Application:
    validator = RequestValidator(TWILIO_TOKEN)

    async def opening(app: web.Application) -> AsyncIterator[None]:
        app[_STORE] = store = await (Sqlite if url.startswith("sqlite") else Postgres).open(url)
        yield
        await store.close()

    async def kou(request: web.Request) -> web.Response:
        update = await request.json()
        message = update["message"]
        _, place, item, _ = message["text"].split(maxsplit=3)
        group, _, number = place.partition("-")
        line = Line(message["from"]["id"] - OFFICER, int(group), int(number), item)
        await request.app[_STORE].record(f"telegram:{update['update_id']}", line)
        return web.Response(text="ok\n")

    async def text(request: web.Request) -> web.Response:
        form = MultiDict(parse_qsl((await request.read()).decode(), keep_blank_values=True))
        if not validator.validate(PUBLIC_URL + request.path_qs, form, request.headers["X-Twilio-Signature"]):
            raise web.HTTPForbidden
        reply = await request.app[_STORE].balance(form["MessageSid"], form["From"])
        return web.Response(text=f"<Response><Message>{reply}</Message></Response>", content_type="text/xml")

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
