"""The platform's webhook: refused without the secret, answered only after the commit."""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from bot.channels.telegram.taking import Handle, take
from domain.model.trouble import ReportTrouble, TroubleKind, report_nothing
from domain.ports.store import Unavailable

log = logging.getLogger(__name__)

PATH = "/telegram/webhook"
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_QUIET_SECONDS = 60.0
_MOST_BYTES = 1024 * 1024
"""What the server reads of a body at most, whether its length is declared or not (aiohttp's ``client_max_size``)."""


@dataclass(slots=True)
class Webhook:
    """Takes updates by HTTP. One that was not taken answers 503, so that the platform delivers it again; nothing of the
    platform's own is refused, as it would come again and keep back what follows."""

    secret: str
    handle: Handle
    report: ReportTrouble = report_nothing
    monotonic: Callable[[], float] = time.monotonic
    _quiet_until: float = field(default=float("-inf"), init=False)

    async def receive(self, request: web.Request) -> web.Response:
        """One update."""
        given = request.headers.get(_SECRET_HEADER, "")
        if not secrets.compare_digest(given.encode(), self.secret.encode()):
            await self._refused()
            return web.Response(status=403, text="forbidden\n")
        await self.report(None, "")
        try:
            await self._take(await _body(request))
        except (Unavailable, ConnectionError):
            return web.Response(status=503, text="not taken\n")
        except web.HTTPRequestEntityTooLarge:
            log.warning("an update of the chat platform is too large and is passed over")
        return web.Response(text="ok\n")

    async def _refused(self) -> None:
        """One line a minute for the operator: the platform may bring another secret than ours."""
        await self.report(TroubleKind.SECRET, "")
        if self.monotonic() >= self._quiet_until:
            self._quiet_until = self.monotonic() + _QUIET_SECONDS
            log.warning("a call of the chat webhook does not bring the secret: check JIFEN_TELEGRAM_SECRET, restart")

    async def _take(self, body: bytes) -> None:
        """Raises Unavailable when the update was not taken; what cannot be read would come again for ever."""
        try:
            raw = json.loads(body)
        except (ValueError, RecursionError) as error:
            log.warning("an update of the chat platform cannot be read and is passed over: %s", type(error).__name__)
            return
        await take(raw, self.handle)


async def _body(request: web.Request) -> bytes:
    """Raises HTTPRequestEntityTooLarge, before anything is read where the length is declared."""
    declared = request.content_length or 0
    if declared > _MOST_BYTES:
        raise web.HTTPRequestEntityTooLarge(_MOST_BYTES, declared)
    return await request.read()
