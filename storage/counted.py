"""How many messages there must be: triggers count each that is stored, and what goes with its time is taken off here.

They are counted by day, kind and chat, so that the audit misses whatever was deleted past the program, the last of them
as well, and says where. ``counted.name`` is ``table:day:kind:where:connection``; migration 0125 has the same in its
triggers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from storage.database import Connection, Dialect

Messages = Literal["inbox", "outbox"]

_ITS_OWN: Final = {"sqlite": "'0'", "postgres": "CAST(pg_backend_pid() AS TEXT)"}
"""A connection of PostgreSQL counts in a row of its own, so that none waits for another."""
_DAY: Final = "CAST(({at} + 28800000) / 86400000 AS TEXT)"
"""Days since the epoch, as China counts them."""
_CHAT: Final = {
    "sqlite": "SUBSTR(place, 1, INSTR(place, ':') + INSTR(SUBSTR(place, INSTR(place, ':') + 1), ':') - 1)",
    "postgres": "SPLIT_PART(place, ':', 1) || ':' || SPLIT_PART(place, ':', 2)",
}
"""The platform and the chat, of ``platform:chat:message``."""
_WORD: Final = {"sqlite": "SUBSTR(key, 1, INSTR(key || ':', ':') - 1)", "postgres": "SPLIT_PART(key, ':', 1)"}
"""What a text is: a notice, a reply."""
_WITHOUT_CONNECTION: Final = "RTRIM(RTRIM({name}, '0123456789'), ':')"


@dataclass(frozen=True, slots=True)
class Lacking:
    """``many`` fewer rows than were counted, below 0 for more; ``day`` since the epoch, None where nobody knows it.

    ``kind`` is the source or the queue; ``where`` the chat, or of another delivery what its key begins with.
    """

    day: int | None
    kind: str
    where: str
    many: int


async def going(connection: Connection, table: Messages, rows: str, *args: object) -> None:
    """The program is about to delete those ``rows``: SQL of a condition, with its arguments."""
    await _count(connection, table, "-COUNT(*)", rows, *args)


async def readdress(connection: Connection, delivery: int, chat: str) -> None:
    """What is posted to one chat goes to another, and is counted there."""
    await _count(connection, "outbox", "-COUNT(*)", "id = $1", delivery)
    await connection.execute("UPDATE outbox SET target = $1 WHERE id = $2", chat, delivery)
    await _count(connection, "outbox", "COUNT(*)", "id = $1", delivery)


async def lacking(connection: Connection, table: Messages) -> Sequence[Lacking]:
    """Where there are fewer than were counted, or more."""
    there = _WITHOUT_CONNECTION.format(name=f"{_bucket(connection.dialect, table)} || ':'")
    rows = await connection.fetch(
        "SELECT name, CAST(SUM(many) AS BIGINT) AS many FROM ("
        f"SELECT {_WITHOUT_CONNECTION.format(name='name')} AS name, many FROM counted WHERE name LIKE '{table}:%'"
        f" UNION ALL SELECT {there}, -COUNT(*) FROM {table} GROUP BY 1"
        ") u GROUP BY name HAVING SUM(many) <> 0 ORDER BY 1"
    )
    return [_lacking(row["name"], row["many"]) for row in rows]


async def forget_even(connection: Connection, table: Messages, before_ms: int) -> None:
    """The counts of days before that of which nothing is left are let go of."""
    name = _WITHOUT_CONNECTION.format(name="name")
    of_old = f"name LIKE '{table}:%' AND name < '{table}:' || {_DAY.format(at='CAST($1 AS BIGINT)')}"
    await connection.execute(
        f"DELETE FROM counted WHERE {of_old} AND {name} IN"
        f" (SELECT {name} FROM counted WHERE {of_old} GROUP BY 1 HAVING SUM(many) = 0)",
        before_ms,
    )


async def _count(connection: Connection, table: Messages, many: str, rows: str, *args: object) -> None:
    name = _bucket(connection.dialect, table)
    await connection.execute(
        f"INSERT INTO counted (name, many) SELECT {name} || ':' || {_ITS_OWN[connection.dialect]}, {many}"
        f" FROM {table} WHERE {rows} GROUP BY 1 ON CONFLICT (name) DO UPDATE SET many = counted.many + EXCLUDED.many",
        *args,
    )


def _bucket(dialect: Dialect, table: Messages) -> str:
    """SQL: under which name a row of that table is counted, but for the connection."""
    if table == "inbox":
        where = f"CASE WHEN source = 'chat' AND place IS NOT NULL THEN {_CHAT[dialect]} ELSE '' END"
        return f"'inbox:' || {_DAY.format(at='received_ms')} || ':' || source || ':' || {where}"
    where = f"CASE WHEN queue = 'chat' THEN target ELSE {_WORD[dialect]} END"
    return f"'outbox:' || {_DAY.format(at='posted_ms')} || ':' || queue || ':' || {where}"


def _lacking(name: str, many: int) -> Lacking:
    _, day, kind, where = (*name.split(":", 3), "", "", "")[:4]
    return Lacking(int(day) if day.isdigit() else None, kind, where, many)
