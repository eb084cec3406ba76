"""How many messages there must be: triggers count each that is stored, and what goes with its time is taken off here.

So the audit misses whatever was deleted past the program, the last of them as well.
"""

from __future__ import annotations

from typing import Final, Literal

from storage.database import Connection

Messages = Literal["inbox", "outbox"]

_ITS_OWN: Final = {"sqlite": "'0'", "postgres": "CAST(pg_backend_pid() AS TEXT)"}
"""A connection of PostgreSQL counts in a row of its own, so that none waits for another."""


async def gone(connection: Connection, table: Messages, many: int) -> None:
    """The program deleted so many."""
    await connection.execute(
        f"INSERT INTO counted (name, many) VALUES ('{table}:' || {_ITS_OWN[connection.dialect]}, $1)"
        " ON CONFLICT (name) DO UPDATE SET many = counted.many + EXCLUDED.many",
        -many,
    )


async def lacking(connection: Connection, table: Messages) -> int:
    """How many fewer there are than were counted; below 0 where the count itself was changed."""
    (row,) = await connection.fetch(
        f"SELECT CAST(COALESCE((SELECT SUM(many) FROM counted WHERE name LIKE '{table}:%'), 0) AS BIGINT)"
        f" - (SELECT COUNT(*) FROM {table}) AS many"
    )
    many: int = row["many"]
    return many
