"""A tiny app at the other end: it answers texts with what they said and remembers what it was told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it ships no types
from twilio.twiml.messaging_response import MessagingResponse  # type: ignore[import-untyped]  # it ships no types

PUBLIC_URL = "https://points.example.cn"


@dataclass(slots=True)
class EchoApp:
    url: str = ""
    refuse_next: int = 0
    texts: list[dict[str, str]] = field(default_factory=list)
    statuses: list[dict[str, str]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    runner: web.AppRunner | None = None

    @classmethod
    async def start(cls) -> EchoApp:
        echo = cls()
        app = web.Application()
        app.router.add_post("/sms/inbound", echo.inbound)
        app.router.add_post("/sms/status", echo.status)
        app.router.add_post("/telegram/webhook", echo.webhook)
        echo.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await echo.runner.setup()
        await web.TCPSite(echo.runner, "127.0.0.1", 0).start()
        echo.url = f"http://127.0.0.1:{echo.runner.addresses[0][1]}"
        return echo

    async def close(self) -> None:
        if self.runner:
            await self.runner.cleanup()

    async def inbound(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        if not self._signed(request, form):
            return web.Response(status=403)
        self.texts.append(form)
        reply = MessagingResponse()
        reply.message(f"您说：{form['Body']}")
        return web.Response(text=str(reply), content_type="application/xml")

    async def status(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        if not self._signed(request, form):
            return web.Response(status=403)
        self.statuses.append(form)
        return web.Response()

    async def webhook(self, request: web.Request) -> web.Response:
        if self.refuse_next:
            self.refuse_next -= 1
            return web.Response(status=500)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.updates.append(await request.json())
        return web.Response()

    @staticmethod
    def _signed(request: web.Request, form: dict[str, str]) -> bool:
        signature = request.headers.get("X-Twilio-Signature", "")
        return bool(RequestValidator("sandbox").validate(PUBLIC_URL + request.path_qs, form, signature))
