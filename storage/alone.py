"""One process at a time, until the end of its transaction: on SQLite a writer is alone anyhow."""

from __future__ import annotations

from typing import Final

from storage.database import Connection
from storage.engine.contract import SILENT_MS

_KEY: Final = "hashtextextended($1, 0)"
"""Locks of transactions are named by numbers. They go with the transaction, so a pooler may stand in between."""


async def alone(connection: Connection, name: str) -> None:
    """Wait until nobody else does what has that name."""
    if connection.dialect == "postgres":
        await connection.fetch(f"SELECT {_patience()}, pg_advisory_xact_lock({_KEY})", name)


async def alone_now(connection: Connection, name: str) -> bool:
    """The same without waiting; False when somebody else is at it."""
    if connection.dialect == "sqlite":
        return True
    (row,) = await connection.fetch(f"SELECT {_patience()}, pg_try_advisory_xact_lock({_KEY}) AS it", name)
    return bool(row["it"])


def _patience() -> str:
    """Of this transaction only."""
    return f"set_config('idle_in_transaction_session_timeout', '{SILENT_MS}', true)"
