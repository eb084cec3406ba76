"""Long polling: fetch updates, handle each, and only then let the platform forget them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.methods import GetUpdates
from aiogram.types import Update

from bot.telegram.updates import ALLOWED_UPDATES

log = logging.getLogger(__name__)

_WAIT_SECONDS = 25
_TROUBLE_SECONDS = 3.0


@dataclass(slots=True)
class Poller:
    """Polls until it is cancelled. An update whose handling fails is fetched again: nothing is skipped."""

    bot: Bot
    handle: Callable[[Update], Awaitable[None]]
    offset: int | None = None

    async def run(self) -> None:
        """Fetch and handle for ever; trouble with the platform or the database is waited out."""
        while True:
            try:
                await self._once()
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)
            except TelegramAPIError as error:
                log.warning("polling: %s", type(error).__name__)
                await asyncio.sleep(_TROUBLE_SECONDS)
            except Exception:  # the database is away; the update stays with the platform
                log.exception("an update could not be handled and is fetched again")
                await asyncio.sleep(_TROUBLE_SECONDS)

    async def _once(self) -> None:
        call = GetUpdates(offset=self.offset, timeout=_WAIT_SECONDS, allowed_updates=ALLOWED_UPDATES)
        for update in await self.bot(call, request_timeout=_WAIT_SECONDS + 10):
            await self.handle(update)
            self.offset = update.update_id + 1
