"""Long polling: fetch updates, handle each, and only then let the platform forget them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from pydantic import ValidationError

from bot.telegram.trouble import Trouble
from bot.telegram.updates import ALLOWED_UPDATES
from domain.ports import Unavailable

log = logging.getLogger(__name__)

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
    handle: Callable[[Update], Awaitable[None]]
    offset: int | None = None
    trouble: Trouble = field(default_factory=Trouble)

    async def run(self) -> None:
        """Fetch and handle for ever; trouble with the platform or the database is waited out."""
        while True:
            try:
                await self._once()
            except Exception as error:  # noqa: BLE001 - nothing ends the polling; it is said in the log
                await asyncio.sleep(self.trouble.pause(error))
            else:
                self.trouble.over()

    async def _once(self) -> None:
        call = _GetUpdates(offset=self.offset, timeout=_WAIT_SECONDS, allowed_updates=ALLOWED_UPDATES)
        for raw in await self.bot(call, request_timeout=_WAIT_SECONDS + 10):
            number = raw.get("update_id") if isinstance(raw, dict) else None
            if not isinstance(number, int):
                log.error("the chat platform sent something without a number, it is passed over")
                continue
            await self._take(number, raw)
            self.offset = number + 1

    async def _take(self, number: int, raw: dict[str, Any]) -> None:
        try:
            if update := self._read(raw):
                await self.handle(update)
        except Unavailable:
            raise
        except Exception:  # our mistake: the desk notes what it could read, this is what it could not
            log.exception("update %s could not be handled and is passed over", number)

    def _read(self, raw: dict[str, Any]) -> Update | None:
        """None for what our client does not know: waiting for it would keep back everything after it."""
        try:
            return Update.model_validate(raw, context={"bot": self.bot})
        except ValidationError:
            log.warning("update %s cannot be read and is passed over", raw["update_id"])
            return None
