"""The channel as a whole: one connection, what comes in by it, and what goes out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.channels.wecom.access import Access
from bot.channels.wecom.calls import WecomApi
from bot.channels.wecom.choices import Offers
from bot.channels.wecom.connection import WecomConnection
from bot.channels.wecom.enclosed import Encloser
from bot.channels.wecom.ids import read_callback
from bot.channels.wecom.intake import Handle, Intake
from bot.channels.wecom.kept import KeptFrames
from bot.channels.wecom.limits import Limits
from bot.channels.wecom.sending import ReadSaid, WecomCarrier
from bot.printing import Printer


@dataclass(frozen=True, slots=True)
class Clocks:
    """``now`` is the one clock; ``monotonic`` never jumps, in seconds."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Program:
    """What the channel is given. ``handle`` takes what happened; ``said`` tells what a delivery said.

    ``folder`` has the photos that are kept, in ``evidence``, and what came in and is not handled yet, in ``wecom``.
    """

    handle: Handle
    offers: Offers
    said: ReadSaid
    printer: Printer
    clocks: Clocks
    folder: Path


class WecomChannel:
    """``carrier`` delivers; ``run`` receives. ``welcome`` greets who opens the private chat; empty = nothing."""

    def __init__(
        self,
        access: Access,
        program: Program,
        *,
        welcome: str = "",
        alarm: Callable[[str | None], None] = lambda _words: None,
    ) -> None:
        clocks = program.clocks
        self._calls = WecomApi(lambda: self.connection.session)
        self.carrier = WecomCarrier(
            self._calls,
            program.offers,
            Limits(clocks.monotonic),
            program.said,
            Encloser(program.folder / "evidence", program.printer),
            clocks.now,
        )
        self.intake = Intake(
            program.handle,
            program.offers,
            KeptFrames(program.folder / "wecom"),
            self.carrier.presses,
            self._entered,
            self.carrier.opened,
            clocks.now,
        )
        self.connection = WecomConnection(access, self.intake.heard, alarm)
        self._welcome, self._greetings = welcome, set[asyncio.Task[object]]()

    async def run(self) -> None:
        """Until it is cancelled, or another program has taken the bot over. Raises ValueError for a wrong address.

        Whatever ends the handling of what comes in ends this too: what is heard and never handled helps nobody.
        """
        self.intake.resume()
        receiving, connecting = asyncio.create_task(self.intake.run()), asyncio.create_task(self.connection.run())
        try:
            done, _ = await asyncio.wait({receiving, connecting}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for ours in (receiving, connecting, *self._greetings):
                ours.cancel()
            self.carrier.presses.close()
            await asyncio.gather(receiving, connecting, return_exceptions=True)

    def _entered(self, callback: str) -> None:
        found = read_callback(callback)
        if found is None or not self._welcome:
            return
        greeting: asyncio.Task[object] = asyncio.create_task(self._calls.welcome(found, self._welcome))
        self._greetings.add(greeting)
        greeting.add_done_callback(self._greetings.discard)
