"""Which errors say that the database or the way to it failed, and not that a statement was wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from tortoise.exceptions import DBConnectionError

from storage.engine.contract import DatabaseUnreachable

_POSTGRES: Final = ("08", "25006", "40", "53", "55", "57", "58", "XX")
"""Beginnings of SQLSTATE: connection, read-only, rollback by the server, resources, locks, an operator's
intervention, its system, its insides. Source: the PostgreSQL manual, appendix A."""

_SQLITE: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)
"""Primary result codes. Source: https://www.sqlite.org/rescode.html."""
_PRIMARY: Final = 0xFF


def is_outage(error: BaseException) -> bool:
    """Whether this error, or one that it was made from, is the database's own: the same work may succeed later."""
    return any(_is_outage(each) for each in chain(error))


def chain(error: BaseException) -> Iterator[BaseException]:
    """The error, and those that it was made from."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        yield cause
        seen.add(id(cause))
        cause = cause.__cause__ or _wrapped(cause)


def _is_outage(error: BaseException) -> bool:
    match error:
        case DatabaseUnreachable() | DBConnectionError() | OSError():  # TimeoutError is an OSError
            return True
        case sqlite3.Error():
            return getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _SQLITE
        case _:
            return type(error).__module__.startswith("asyncpg") and _is_postgres_outage(error)


def _is_postgres_outage(error: BaseException) -> bool:
    import asyncpg  # noqa: PLC0415 - only where it is in use: a village on SQLite need not load it

    match error:
        case asyncpg.PostgresError():
            return str(error.sqlstate or "").startswith(_POSTGRES)
        case asyncpg.InternalClientError():  # a connection that died in the middle of an operation
            return True
        case asyncpg.InterfaceError():  # the connection is closed or in use; but its DataError is a wrong argument
            return not isinstance(error, ValueError)
        case _:
            return False


def _wrapped(error: BaseException) -> BaseException | None:
    """tortoise hands a driver's error on as the argument of its own."""
    return next((each for each in error.args if isinstance(each, BaseException)), None)
