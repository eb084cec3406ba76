"""The channel as a whole: one connection, what comes in by it, and what goes out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.channels.wecom.access import Access
from bot.channels.wecom.calls import Calls
from bot.channels.wecom.choices import Offers
from bot.channels.wecom.connection import Connection
from bot.channels.wecom.ids import read_callback
from bot.channels.wecom.intake import Handle, Intake
from bot.channels.wecom.limits import Limits
from bot.channels.wecom.sending import ChatCarrier, Said


@dataclass(frozen=True, slots=True)
class Clocks:
    """``now`` is the one clock; ``monotonic`` never jumps, in seconds."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]


class Channel:
    """``carrier`` delivers; ``run`` receives. ``welcome`` greets who opens the private chat; empty = nothing."""

    def __init__(
        self,
        access: Access,
        handle: Handle,
        offers: Offers,
        said: Said,
        clocks: Clocks,
        *,
        welcome: str = "",
        alarm: Callable[[str | None], None] = lambda _words: None,
    ) -> None:
        self._calls = Calls(lambda: self.connection.session)
        self.carrier = ChatCarrier(self._calls, offers, Limits(clocks.monotonic), said, clocks.now)
        self.intake = Intake(handle, offers, self.carrier.presses, self._entered, clocks.now)
        self.connection = Connection(access, self.intake.heard, alarm)
        self._welcome, self._greetings = welcome, set[asyncio.Task[object]]()

    async def run(self) -> None:
        """Until it is cancelled, or another program has taken the bot over. Raises ValueError for a wrong address."""
        receiving = asyncio.create_task(self.intake.run())
        try:
            await self.connection.run()
        finally:
            receiving.cancel()
            self.carrier.presses.close()
            for greeting in self._greetings:
                greeting.cancel()

    def _entered(self, callback: str) -> None:
        found = read_callback(callback)
        if found is None or not self._welcome:
            return
        greeting: asyncio.Task[object] = asyncio.create_task(self._calls.welcome(found, self._welcome))
        self._greetings.add(greeting)
        greeting.add_done_callback(self._greetings.discard)
