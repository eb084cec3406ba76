"""One client of the platform's SDK from its connecting to its end.

The SDK reconnects in ways of its own that end in silence (docs/decisions/0030). Here it may not: a session lives once,
and ``ended`` says why it is over, whatever the SDK noticed.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import aibot.ws
from aibot import WSClient, WSClientOptions

from bot.channels.wecom.access import Access
from bot.channels.wecom.failures import REFUSED_LOGIN

Frame = Mapping[str, Any]
"""A message or an event as the platform sent it."""


class End(StrEnum):
    """Why a session is over."""

    LOST = "lost"
    """The connection broke, was closed, or went deaf."""
    SILENT = "silent"
    """The platform did not answer the login in time."""
    REFUSED = "refused"
    """The platform does not know our id or secret."""
    ELSEWHERE = "elsewhere"
    """The same bot has connected from another program; the platform closes this connection for it."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds."""

    login: float = 15.0
    """To connect and to be let in."""
    look: float = 1.0
    """Between looks at whether the connection still stands."""
    heartbeat: float = 30.0
    close: float = 2.0


class _Quiet:
    """The SDK writes whole messages into its log; names and numbers do not belong there."""

    def debug(self, message: str, *args: object) -> None: ...
    def info(self, message: str, *args: object) -> None: ...
    def warn(self, message: str, *args: object) -> None: ...
    def error(self, message: str, *args: object) -> None: ...


@dataclass(slots=True)
class Session:
    """One connection. ``heard`` gets each message and event in its order, at once; it must not raise.

    ``context`` is what ``access.tls`` gives.
    """

    access: Access
    context: ssl.SSLContext | None
    heard: Callable[[Frame], None]
    timing: Timing = field(default_factory=Timing)
    client: WSClient = field(init=False)
    _let_in: asyncio.Event = field(init=False, default_factory=asyncio.Event)
    _end: asyncio.Future[End] = field(init=False)

    def __post_init__(self) -> None:
        self._end = asyncio.get_running_loop().create_future()
        self.client = WSClient(
            WSClientOptions(
                bot_id=self.access.bot_id,
                secret=self.access.secret,
                ws_url=self.access.url,
                max_reconnect_attempts=0,  # it never reconnects by itself
                heartbeat_interval=int(self.timing.heartbeat * 1000),
                logger=_Quiet(),
            )
        )
        self.client.on("authenticated", self._let_in.set)
        self.client.on("error", self._failed)
        self.client.on("disconnected", lambda _reason: self.over(End.LOST))
        self.client.on("event.disconnected_event", lambda _frame: self.over(End.ELSEWHERE))
        self.client.on("message", self.heard)
        self.client.on("event", self.heard)

    @property
    def open(self) -> bool:
        """Whether something can be sent."""
        return self._let_in.is_set() and not self._end.done() and self.client.is_connected

    def over(self, end: End) -> None:
        """Remember why it is over; the first reason counts."""
        if not self._end.done():
            self._end.set_result(end)

    async def live(self, let_in: Callable[[], None]) -> End:
        """Connect, say so when the platform has let us in, and stay until the end."""
        try:
            async with asyncio.timeout(self.timing.login):
                await self._connect()
                await self._let_in_or_over()
        except TimeoutError:
            return End.SILENT
        if not self._end.done():
            let_in()
        while self.client.is_connected and not self._end.done():
            await asyncio.wait([self._end], timeout=self.timing.look)
        # What came last may not be read yet, and may say why it was closed.
        await asyncio.wait([self._end], timeout=self.timing.look)
        return self._end.result() if self._end.done() else End.LOST

    async def close(self) -> None:
        """Let go of the connection; waits a little until it is gone."""
        self.client.disconnect()
        with suppress(TimeoutError):
            async with asyncio.timeout(self.timing.close):
                while self.client.is_connected:  # noqa: ASYNC110 - the SDK closes in a task that it does not show
                    await asyncio.sleep(0.01)

    async def _connect(self) -> None:
        # The SDK passes a context of its own, also to an address without TLS, and offers no way to give it another. It
        # reads this one before it first waits, so that two sessions cannot take one another's.
        aibot.ws._SSL_CONTEXT = self.context
        await self.client.connect()

    async def _let_in_or_over(self) -> None:
        either: list[asyncio.Future[Any]] = [asyncio.ensure_future(self._let_in.wait()), self._end]
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            either[0].cancel()

    def _failed(self, error: Exception) -> None:
        self.over(End.REFUSED if str(error).startswith(REFUSED_LOGIN) else End.LOST)
