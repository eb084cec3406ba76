"""Starts the program as ``tests.e2e.support.forker`` does; each process dies at the commit that it is told to.

``JIFEN_TEST_DIE=7:before`` is killed when its seventh commit is asked for, ``7:after`` when that is durable and nobody
knows yet. Without it a process lives.
"""

from __future__ import annotations

import os
import signal
import sqlite3
from itertools import count
from typing import Final

import aiosqlite

from storage.engine.postgres.transactions import TransactionClient
from storage.engine.sqlite.kept_file import KeptFile
from storage.engine.sqlite.shared_commits import SharedCommits
from tests.e2e.support.forker import serve

_commits: Final = count(1)


class _Deadly:
    """An SQLite connection."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def commit(self) -> None:
        number = next(_commits)
        _die_at(number, "before")
        self._raw.commit()
        _die_at(number, "after")

    def __getattr__(self, name: str) -> object:
        return getattr(self._raw, name)


def _die_at(number: int, when: str) -> None:
    if os.environ.get("JIFEN_TEST_DIE") == f"{number}:{when}":
        os.kill(os.getpid(), signal.SIGKILL)


_init, _commit = SharedCommits.__init__, TransactionClient.commit


def _deadly_init(self: SharedCommits, connection: aiosqlite.Connection, file: KeptFile) -> None:
    _init(self, connection, file)
    self._raw = _Deadly(self._raw)  # type: ignore[assignment] # it quacks


async def _deadly_commit(self: TransactionClient) -> None:
    number = next(_commits)
    _die_at(number, "before")
    await _commit(self)
    _die_at(number, "after")


if __name__ == "__main__":
    SharedCommits.__init__ = _deadly_init  # type: ignore[method-assign] # this process is for dying
    TransactionClient.commit = _deadly_commit  # type: ignore[method-assign] # the same
    serve()
