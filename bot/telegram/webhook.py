"""The platform's webhook: refused without the secret, answered only after the commit."""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import Update
from aiohttp import web
from pydantic import ValidationError

PATH = "/telegram/webhook"
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_MOST_BYTES = 1024 * 1024
"""What the server reads of a body at most, whether its length is declared or not (aiohttp's ``client_max_size``)."""
_MOST = 2**63


@dataclass(frozen=True, slots=True)
class Webhook:
    """Takes updates by HTTP. A failure answers 500, so that the platform delivers the update again."""

    bot: Bot
    secret: str
    handle: Callable[[Update], Awaitable[None]]

    async def receive(self, request: web.Request) -> web.Response:
        """One update."""
        given = request.headers.get(_SECRET_HEADER, "")
        if not secrets.compare_digest(given.encode(), self.secret.encode()):
            return web.Response(status=403, text="forbidden\n")
        if (request.content_length or 0) > _MOST_BYTES:
            return web.Response(status=413, text="too large\n")
        try:
            update = Update.model_validate(
                json.loads(await request.read(), parse_int=_storable), context={"bot": self.bot}
            )
        except (ValueError, ValidationError, RecursionError, ConnectionError):
            return web.Response(status=400, text="not an update\n")
        await self.handle(update)
        return web.Response(text="ok\n")


def _storable(digits: str) -> int:
    """An integer of an update. The platform's have at most 52 bits; one that no database can hold is none of its."""
    number = int(digits)
    if not -_MOST <= number < _MOST:
        raise ValueError("an integer of more than 64 bits")
    return number
