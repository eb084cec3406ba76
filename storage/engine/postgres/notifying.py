"""Notifications between the processes on one PostgreSQL: NOTIFY after the commit, LISTEN on a connection of its own.

They are not sent within the transaction of a message: a commit that notifies holds a lock of the whole server until it
is on the disk, so that no commits could share a write. What does not arrive, a worker finds at its next look.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

import asyncpg

from storage.engine.outages import is_outage
from storage.notifier import Notifier

_log = logging.getLogger(__name__)

_CHANNEL: Final = "jifen_posted"
_AGAIN_SECONDS: Final = 2.0
_CLOSING_SECONDS: Final = 1.0

Connect = Callable[[], Awaitable[asyncpg.Connection]]


class NotifyListener:
    """Calls our notifier when another process has posted something."""

    def __init__(self, connect: Connect, notifier: Notifier) -> None:
        self._connect = connect
        self._notifier = notifier

    async def run(self) -> None:
        """Until it is cancelled."""
        await _keep(self._connect, self._listen)

    async def _listen(self, connection: asyncpg.Connection) -> None:
        lost = asyncio.Event()
        connection.add_termination_listener(lambda _: lost.set())
        await connection.add_listener(_CHANNEL, lambda _connection, _pid, _channel, queue: self._notifier.notify(queue))
        await lost.wait()
        raise ConnectionResetError


class NotifySender:
    """Tells other processes what our notifier says, many notifications at once where they come fast."""

    def __init__(self, connect: Connect, notifier: Notifier) -> None:
        self._connect = connect
        self._waiting: set[str] = set()
        self._any = asyncio.Event()
        notifier.listen(self._note)

    def _note(self, queue: str) -> None:
        self._waiting.add(queue)
        self._any.set()

    async def run(self) -> None:
        """Until it is cancelled."""
        await _keep(self._connect, self._tell)

    async def _tell(self, connection: asyncpg.Connection) -> None:
        while True:
            await self._any.wait()
            self._any.clear()
            queues, self._waiting = self._waiting, set()
            try:
                # Without arguments: a pooler in between needs to remember no statement.
                await connection.execute(";".join(f"NOTIFY {_CHANNEL}, '{queue}'" for queue in sorted(queues)))
            except BaseException:
                for queue in queues:
                    self._note(queue)
                raise


async def _keep(connect: Connect, work: Callable[[asyncpg.Connection], Awaitable[None]]) -> None:
    """Work on a connection, and on another one whenever it is lost; a loss is told once."""
    told = False
    while True:
        try:
            connection = await connect()
            told = False
            try:
                await work(connection)
            finally:
                await _close(connection)
        except Exception as fault:
            if not is_outage(fault):
                raise
            if not told:
                _log.warning("processes do not tell each other at once what was posted: %s", type(fault).__name__)
            told = True
        await asyncio.sleep(_AGAIN_SECONDS)


async def _close(connection: asyncpg.Connection) -> None:
    try:
        await connection.close(timeout=_CLOSING_SECONDS)
    except Exception:  # noqa: BLE001 - it is of no more use, whatever is wrong with it
        connection.terminate()
