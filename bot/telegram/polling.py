"""Long polling: fetch updates, handle each, and only then let the platform forget them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from pydantic import ValidationError

from bot.telegram.updates import ALLOWED_UPDATES

log = logging.getLogger(__name__)

_WAIT_SECONDS = 25
_TROUBLE_SECONDS = 3.0


class _GetUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates as it came, not yet read: aiogram's own refuses all of them for one that it cannot read."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None
    timeout: int
    allowed_updates: list[str]


@dataclass(slots=True)
class Poller:
    """Polls until it is cancelled. An update whose handling fails is fetched again: nothing that can be read is
    skipped."""

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
        call = _GetUpdates(offset=self.offset, timeout=_WAIT_SECONDS, allowed_updates=ALLOWED_UPDATES)
        for raw in await self.bot(call, request_timeout=_WAIT_SECONDS + 10):
            if update := self._read(raw):
                await self.handle(update)
            self.offset = raw["update_id"] + 1

    def _read(self, raw: dict[str, Any]) -> Update | None:
        """None for what our client does not know: waiting for it would keep back everything after it."""
        try:
            return Update.model_validate(raw, context={"bot": self.bot})
        except ValidationError:
            log.warning("update %s cannot be read and is passed over", raw["update_id"])
            return None
