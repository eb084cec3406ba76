"""Takes what comes in, in its order: nothing is handled before what came before it, and nothing is dropped while the
database is away. The platform brings nothing twice on request.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.wecom.choices import Offers, chosen
from bot.channels.wecom.presses import Presses
from bot.channels.wecom.reading import Entered, Happened, Reader, Unreadable
from bot.channels.wecom.session import Frame
from bot.incoming import Incoming, Message, Press
from domain.ports.store import Unavailable

log = logging.getLogger(__name__)

FIRST_PAUSE, LAST_PAUSE = 0.5, 30.0
"""Seconds to wait for the database, doubled each time."""

Handle = Callable[[Incoming], Awaitable[None]]


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
    _waiting: asyncio.Queue[Happened] = field(default_factory=asyncio.Queue)

    def heard(self, frame: Frame) -> None:
        """A frame of the connection. What cannot be read is said in the log, without its words."""
        try:
            incoming = self.reader.read(frame, self.now())
        except Unreadable as error:
            log.warning("a message of WeCom (企业微信) cannot be read: %s", error)
            return
        if isinstance(incoming, Entered):
            self.entered(incoming.callback)
        elif incoming is not None:
            if isinstance(incoming[-1], Press):
                self.presses.came(incoming[-1].callback)
            self._waiting.put_nowait(incoming)

    async def run(self) -> None:
        """Handle for ever."""
        while True:
            await self._take(await self._waiting.get())

    async def _take(self, happened: Happened) -> None:
        pause = self.first_pause
        while True:
            try:
                for one in await self._as_press(happened):
                    await self.handle(one)
            except Unavailable:
                log.warning("the database is away (数据库用不了): messages of WeCom wait in memory")
                await asyncio.sleep(pause)
                pause = min(2 * pause, LAST_PAUSE)
            except Exception:
                log.exception("a message of WeCom (企业微信) was not handled")
                return
            else:
                return

    async def _as_press(self, happened: Happened) -> Happened:
        """A number that answers numbered choices is a press."""
        message = happened[-1]
        if not isinstance(message, Message) or not message.text:
            return happened
        press = chosen(message, await self.offers.latest(message.chat))
        return happened if press is None else [press]
