"""Takes what comes in, in its order: nothing is handled before what came before it, and nothing is dropped while the
database is away or the program is killed. The platform brings nothing twice on request.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.channels.wecom.choices import Offers, chosen
from bot.channels.wecom.kept import KeptFrames
from bot.channels.wecom.presses import Presses
from bot.channels.wecom.reading import Entered, Happened, MessageReader, Unreadable
from bot.channels.wecom.session import Frame
from bot.incoming import Incoming, Message, Opened, Press
from domain.ports.store import Unavailable

log = logging.getLogger(__name__)

FIRST_PAUSE, LAST_PAUSE = 0.5, 30.0
"""Seconds to wait for the database, doubled each time."""

Handle = Callable[[Incoming], Awaitable[None]]


@dataclass(slots=True)
class Intake:
    """``handle`` raises Unavailable for what was not taken: it gets it again. ``entered`` greets at once, whatever the
    database does. ``opened``: whether a chat that took nothing from us does so again, now that somebody writes there.
    ``now`` is the one clock.
    """

    handle: Handle
    offers: Offers
    kept: KeptFrames
    presses: Presses
    entered: Callable[[str], None]
    opened: Callable[[str], bool]
    now: Callable[[], datetime]
    first_pause: float = FIRST_PAUSE
    reader: MessageReader = field(default_factory=MessageReader)
    _waiting: asyncio.Queue[tuple[Path | None, Happened]] = field(default_factory=asyncio.Queue)

    def resume(self) -> None:
        """Before anything new is heard: what was not handled when the program ended."""
        for file, frame, received in self.kept.waiting():
            happened = self._read(frame, received)
            if happened is None or isinstance(happened, Entered):
                self.kept.forget(file)
            else:
                self._waiting.put_nowait((file, happened))

    def heard(self, frame: Frame) -> None:
        """A frame of the connection. What cannot be read is said in the log, without its words."""
        received = self.now()
        happened = self._read(frame, received)
        if isinstance(happened, Entered):
            self.entered(happened.callback)
        elif happened is not None:
            if isinstance(happened[-1], Press):
                self.presses.came(happened[-1].callback)
            self._waiting.put_nowait((self.kept.keep(frame, received), happened))

    async def run(self) -> None:
        """Handle for ever."""
        while True:
            file, happened = await self._waiting.get()
            await self._take(happened)
            self.kept.forget(file)

    def _read(self, frame: Frame, received: datetime) -> Happened | Entered | None:
        try:
            return self.reader.read(frame, received)
        except Unreadable as error:
            log.warning("a message of WeCom (企业微信) cannot be read: %s", error)
            return None

    async def _take(self, happened: Happened) -> None:
        pause = self.first_pause
        while True:
            try:
                await self._handle(happened)
            except Unavailable:
                log.warning("the database is away (数据库用不了): messages of WeCom wait on the disk")
                await asyncio.sleep(pause)
                pause = min(2 * pause, LAST_PAUSE)
            except Exception:
                log.exception("a message of WeCom (企业微信) was not handled")
                return
            else:
                return

    async def _handle(self, happened: Happened) -> None:
        last = happened[-1]
        if self.opened(last.chat):
            await self.handle(Opened(f"{last.key}:opened", last.chat))
        for one in await self._as_press(happened):
            await self.handle(one)

    async def _as_press(self, happened: Happened) -> Happened:
        """A number that answers numbered choices is a press."""
        message = happened[-1]
        if not isinstance(message, Message) or not message.text:
            return happened
        press = chosen(message, await self.offers.latest(message.chat))
        return happened if press is None else [press]
