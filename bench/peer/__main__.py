"""``python -m bench.peer DATABASE PORT``."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator

from aiogram import Bot, Dispatcher
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from app.clock import SystemClock
from app.settings import Settings
from bench.peer.chat import router
from bench.peer.database import opened
from bench.peer.texts import inbound
from bench.product import PUBLIC_URL, TELEGRAM_SECRET, TWILIO_TOKEN


async def _ready(_: web.Request) -> web.Response:
    return web.Response(text="ok\n")


def application(url: str) -> web.Application:
    """Both webhooks."""

    async def database(_: web.Application) -> AsyncIterator[None]:
        async with opened(url):
            yield

    zone = Settings().zone
    dispatcher = Dispatcher(zone=zone)
    dispatcher.include_router(router)
    chat = SimpleRequestHandler(dispatcher, Bot("1:peer"), handle_in_background=False, secret_token=TELEGRAM_SECRET)
    app = web.Application()
    app.cleanup_ctx.append(database)
    chat.register(app, "/telegram/webhook")
    texts = inbound(TWILIO_TOKEN, PUBLIC_URL, SystemClock(zone).now)
    app.add_routes([web.post("/sms/inbound", texts), web.get("/health/ready", _ready)])
    return app


if __name__ == "__main__":
    web.run_app(application(sys.argv[1]), host="127.0.0.1", port=int(sys.argv[2]), access_log=None, print=None)
