"""Long polling: fetch updates, handle each, and only then let the platform forget them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot
from aiogram.methods import TelegramMethod

from bot.channels.telegram.taking import Handle, take
from bot.channels.telegram.trouble import FailureCount
from bot.channels.telegram.updates import ALLOWED_UPDATES, update_number

_WAIT_SECONDS = 25


class _GetUpdates(TelegramMethod[list[Any]]):
    """getUpdates as it came, not yet read: aiogram's own refuses all of them for one that it cannot read."""

    __returning__ = list[Any]
    __api_method__ = "getUpdates"

    offset: int | None
    timeout: int
    allowed_updates: list[str]


@dataclass(slots=True)
class Poller:
    """Polls until it is cancelled. ``handle`` raises Unavailable for an update that was not taken: it is fetched again,
    and nothing after it is taken before. Whatever else is wrong with one update keeps back no other."""

    bot: Bot
    handle: Handle
    offset: int | None = None
    trouble: FailureCount = field(default_factory=FailureCount)

    async def run(self) -> None:
        """Fetch and handle for ever; trouble with the platform or the database is waited out."""
        while True:
            try:
                await self._once()
            except Exception as error:  # noqa: BLE001 - nothing ends the polling; it is said in the log
                await asyncio.sleep(await self.trouble.pause(error))
            else:
                await self.trouble.over()

    async def _once(self) -> None:
        call = _GetUpdates(offset=self.offset, timeout=_WAIT_SECONDS, allowed_updates=ALLOWED_UPDATES)
        batch = await self.bot(call, request_timeout=_WAIT_SECONDS + 10)
        for raw in batch:
            await take(raw, self.handle)
            number = update_number(raw)
            self.offset = self.offset if number is None else number + 1
        if batch and all(update_number(raw) is None for raw in batch):
            raise ValueError("nothing that could be confirmed: it would come again at once, for ever")
