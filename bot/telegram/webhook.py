"""The platform's webhook: refused without the secret, answered only after the commit."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import Update
from aiohttp import web
from pydantic import ValidationError

from domain.ports import Unavailable

log = logging.getLogger(__name__)

PATH = "/telegram/webhook"
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_MOST_BYTES = 1024 * 1024
"""What the server reads of a body at most, whether its length is declared or not (aiohttp's ``client_max_size``)."""
_MOST = 2**63


@dataclass(frozen=True, slots=True)
class Webhook:
    """Takes updates by HTTP. One that was not taken answers 503, so that the platform delivers it again; nothing of the
    platform's own is refused, as it would come again and keep back what follows."""

    bot: Bot
    secret: str
    handle: Callable[[Update], Awaitable[None]]

    async def receive(self, request: web.Request) -> web.Response:
        """One update."""
        given = request.headers.get(_SECRET_HEADER, "")
        if not secrets.compare_digest(given.encode(), self.secret.encode()):
            return web.Response(status=403, text="forbidden\n")
        try:
            await self._take(await _body(request))
        except (Unavailable, ConnectionError):
            return web.Response(status=503, text="not taken\n")
        except web.HTTPRequestEntityTooLarge:
            log.warning("an update of the chat platform is too large and is passed over")
        return web.Response(text="ok\n")

    async def _take(self, body: bytes) -> None:
        """Raises Unavailable when the update was not taken; what cannot be read would come again for ever."""
        try:
            update = Update.model_validate(json.loads(body, parse_int=_storable), context={"bot": self.bot})
        except (ValueError, ValidationError, RecursionError) as error:
            log.warning("an update of the chat platform cannot be read and is passed over: %s", type(error).__name__)
            return
        try:
            await self.handle(update)
        except Unavailable:
            raise
        except Exception:  # our mistake: the desk notes what it could read, this is what it could not
            log.exception("update %s could not be handled and is passed over", update.update_id)


async def _body(request: web.Request) -> bytes:
    """Raises HTTPRequestEntityTooLarge, before anything is read where the length is declared."""
    declared = request.content_length or 0
    if declared > _MOST_BYTES:
        raise web.HTTPRequestEntityTooLarge(_MOST_BYTES, declared)
    return await request.read()


def _storable(digits: str) -> int:
    """An integer of an update. The platform's have at most 52 bits; one that no database can hold is none of its."""
    number = int(digits)
    if not -_MOST <= number < _MOST:
        raise ValueError("an integer of more than 64 bits")
    return number
