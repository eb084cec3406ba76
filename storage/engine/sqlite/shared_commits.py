"""Several blocks in one COMMIT: what waits for the disk is paid once by all that came meanwhile.

A commit that is durable waits for the disk, several times as long as a message takes to handle. So a block that ends
while others wait for their turn hands the open transaction on to the next one, and is over when the transaction that
they share has been committed. Each is a savepoint in it: one that fails takes back its own work and nobody else's, and
no block ends well before its work is durable. A block that nobody waits behind commits at once, as if it were alone.
Measured: with 32 messages at once two to five times as many a second.
"""

from __future__ import annotations

import asyncio
import sqlite3
from functools import partial
from typing import Final

import aiosqlite

from storage.engine.contract import DatabaseUnreachable
from storage.engine.sqlite.kept_file import KeptFile
from storage.engine.sqlite.threads import in_thread

BUSY_MS: Final = 5_000
"""How long a writer waits for another process, in milliseconds."""


class _Group:
    """Blocks that are committed together."""

    def __init__(self) -> None:
        self.settled: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Over when their COMMIT is, well or with what it failed of."""
        self.closing: asyncio.Task[None] | None = None


class SharedCommits:
    """The one writing connection, whose blocks run one after the other."""

    def __init__(self, connection: aiosqlite.Connection, file: KeptFile) -> None:
        self.connection = connection
        self._file = file
        self._raw = connection._conn
        self._turn = asyncio.Lock()
        """Held from before BEGIN until after COMMIT or ROLLBACK, but between two blocks of a group."""
        self._waiting = 0
        self._group: _Group | None = None

    async def enter(self) -> None:
        """Begin a block; it holds the write lock from here on. Raises DatabaseUnreachable when that stays taken,
        or when the file lies there no more.
        """
        self._waiting += 1
        try:
            await self._turn.acquire()
        finally:
            self._waiting -= 1
        if self._group is None:
            try:
                self._file.check()
                if self._begun_at_once():
                    await asyncio.sleep(0)  # whoever comes at the same time waits by now, and shares the commit
                else:
                    await in_thread(self.connection, self._raw.execute, "BEGIN IMMEDIATE")
            except BaseException as error:
                self._roll_back()
                if isinstance(error, sqlite3.OperationalError):
                    raise DatabaseUnreachable(f"数据库正忙，请稍后再试（{error}）") from error
                raise
            self._group = _Group()
        try:
            self._raw.execute("SAVEPOINT block")
        except sqlite3.Error as error:
            self._lose(self._current, error)
            raise

    def _begun_at_once(self) -> bool:
        """Take the write lock where no other process holds it: the way to the thread costs more than all of BEGIN.

        False: it is taken, or cannot be had; the thread waits for it, or says why.
        """
        self._raw.execute("PRAGMA busy_timeout = 0")
        try:
            self._raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        finally:
            self._raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        return True

    def keep(self) -> asyncio.Future[None]:
        """The block has ended well. The future is over when its work is durable, or raises what has come between."""
        group = self._current
        try:
            self._raw.execute("RELEASE block")
        except sqlite3.Error as error:
            self._lose(group, error)
        else:
            self._pass_on(group)
        return group.settled

    def undo(self) -> asyncio.Future[None]:
        """Take the block's work back, and then let the next one in."""
        undone = in_thread(self.connection, self._take_back)
        undone.add_done_callback(partial(self._undone, self._current))
        return undone

    async def close(self) -> None:
        """Close the connection when the blocks in progress are over; its thread ends."""
        await self._outside()
        try:
            await self.connection.close()
        finally:
            self._turn.release()

    async def alone(self, *statements: str) -> None:
        """Run statements that no transaction may hold."""
        await self._outside()
        try:
            for statement in statements:
                await in_thread(self.connection, self._run_whole, statement)
        finally:
            self._turn.release()

    def _run_whole(self, statement: str) -> None:
        """To its last row: no savepoint can be opened beside one that is only begun."""
        self._raw.execute(statement).fetchall()

    async def _outside(self) -> None:
        """Wait for a turn at which no transaction is open."""
        await self._turn.acquire()
        while self._group is not None:
            settled = self._group.settled
            self._turn.release()
            await asyncio.wait([settled])
            await self._turn.acquire()

    @property
    def _current(self) -> _Group:
        if self._group is None:
            raise RuntimeError("no block is open")
        return self._group

    def _take_back(self) -> None:
        """Raises sqlite3.OperationalError when SQLite has given up the transaction, and the others' work with it."""
        self._raw.execute("ROLLBACK TO block")
        self._raw.execute("RELEASE block")

    def _undone(self, group: _Group, undone: asyncio.Future[None]) -> None:
        if error := undone.exception():
            self._lose(group, error)
        else:
            self._pass_on(group)

    def _pass_on(self, group: _Group) -> None:
        """To the next block that waits, in the same transaction; or commit.

        Whoever has waited by now comes before the commit, whoever comes later after it, so that it comes soon.
        """
        if not self._waiting:
            self._commit(group)
            return
        if group.closing is None:
            group.closing = asyncio.create_task(self._commit_in_turn(group))
        self._turn.release()

    async def _commit_in_turn(self, group: _Group) -> None:
        while True:
            try:
                await self._turn.acquire()
                break
            except asyncio.CancelledError:  # the loop is being closed; the blocks that wait for this are not over yet
                continue
        if self._group is group:
            self._commit(group)
        else:
            self._turn.release()

    def _commit(self, group: _Group) -> None:
        in_thread(self.connection, self._raw.commit).add_done_callback(partial(self._committed, group))

    def _committed(self, group: _Group, commit: asyncio.Future[None]) -> None:
        if error := commit.exception():
            self._lose(group, error)
            return
        self._group = None
        group.settled.set_result(None)
        self._turn.release()

    def _lose(self, group: _Group, error: BaseException) -> None:
        """Nothing of the group is kept, and each of its blocks is told."""
        self._group = None
        group.settled.set_exception(error)
        group.settled.exception()  # looked at, for the case that nobody waits any more
        self._roll_back()

    def _roll_back(self) -> None:
        """Queue a rollback, which does nothing where nothing is open; the next one is let in when it has run."""
        in_thread(self.connection, self._raw.rollback).add_done_callback(self._let_in)

    def _let_in(self, rolled_back: asyncio.Future[None]) -> None:
        rolled_back.exception()  # looked at, so that asyncio does not report it; the connection's next user meets it
        self._turn.release()


async def outcome(settled: asyncio.Future[None]) -> None:
    """Wait until a block's work is durable; one that is cancelled meanwhile waits as well, and then is cancelled."""
    try:
        await asyncio.shield(settled)
    except asyncio.CancelledError:
        await asyncio.wait([settled])
        raise
