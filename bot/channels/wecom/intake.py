"""Takes what comes in, in its order: nothing is handled before what came before it, and nothing is dropped while the
database is away. The platform brings nothing twice on request.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot import incoming as house
from bot.channels.wecom.choices import Offers, chosen
from bot.channels.wecom.incoming import Entered, Message, Press
from bot.channels.wecom.names import as_happened
from bot.channels.wecom.presses import Presses
from bot.channels.wecom.reading import Reader, Unreadable
from bot.channels.wecom.session import Frame
from domain.ports.store import Unavailable

log = logging.getLogger(__name__)

FIRST_PAUSE, LAST_PAUSE = 0.5, 30.0
"""Seconds to wait for the database, doubled each time."""

Handle = Callable[[house.Incoming], Awaitable[None]]


@dataclass(slots=True)
class Intake:
    """``handle`` raises Unavailable for what was not taken: it gets it again. ``entered`` greets at once, whatever the
    database does. ``now`` is the one clock.
    """

    handle: Handle
    offers: Offers
    presses: Presses
    entered: Callable[[str], None]
    now: Callable[[], datetime]
    first_pause: float = FIRST_PAUSE
    reader: Reader = field(default_factory=Reader)
    _waiting: asyncio.Queue[Message | Press] = field(default_factory=asyncio.Queue)

    def heard(self, frame: Frame) -> None:
        """A frame of the connection. What cannot be read is said in the log, without its words."""
        try:
            incoming = self.reader.read(frame, self.now())
        except Unreadable as error:
            log.warning("a message of WeCom (企业微信) cannot be read: %s", error)
            return
        if isinstance(incoming, Press):
            self.presses.came(incoming.callback)
        if isinstance(incoming, Entered):
            self.entered(incoming.callback)
        elif incoming is not None:
            self._waiting.put_nowait(incoming)

    async def run(self) -> None:
        """Handle for ever."""
        while True:
            await self._take(await self._waiting.get())

    async def _take(self, incoming: Message | Press) -> None:
        pause = self.first_pause
        while True:
            try:
                for happened in as_happened(await self._as_press(incoming)):
                    await self.handle(happened)
            except Unavailable:
                log.warning("the database is away (数据库用不了): messages of WeCom wait in memory")
                await asyncio.sleep(pause)
                pause = min(2 * pause, LAST_PAUSE)
            except Exception:
                log.exception("a message of WeCom (企业微信) was not handled")
                return
            else:
                return

    async def _as_press(self, incoming: Message | Press) -> Message | Press:
        """A number that answers numbered choices is a press."""
        if not isinstance(incoming, Message) or not incoming.text:
            return incoming
        return chosen(incoming, await self.offers.latest(incoming.chat)) or incoming
