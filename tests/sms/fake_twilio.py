"""A Twilio that answers as a test says, and the gateway before it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from aiohttp import web

from domain.model.delivery import Delivery, Outcome, Queue
from sms.channels.twilio.gateway import TwilioAccount, TwilioGateway

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PHONE = "+8615500000001"
NOBODY = "http://127.0.0.1:1"
"""Where nothing listens."""
BODY = "【张堰积分】王芳家本月118分"

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Twilio:
    """A Twilio that answers as the test says, and notes what it was asked."""

    def __init__(self) -> None:
        self.forms: list[dict[str, str]] = []
        self.listed: list[dict[str, Any]] = []
        self.queries: list[dict[str, str]] = []
        self.answer: Answer = created
        self.root_url = ""
        self.closing = asyncio.Event()
        self.root = "/2010-04-01/Accounts/AC1/Messages.json"

    async def create(self, request: web.Request) -> web.StreamResponse:
        self.forms.append({str(name): str(value) for name, value in (await request.post()).items()})
        return await self.answer(request)

    async def hang(self, _: web.Request) -> web.StreamResponse:
        await self.closing.wait()
        return web.Response()

    async def fetch(self, request: web.Request) -> web.StreamResponse:
        found = [one for one in self.listed if one["sid"] == request.match_info["sid"]]
        return web.json_response(found[0]) if found else web.json_response({"code": 20404}, status=404)

    async def list(self, request: web.Request) -> web.StreamResponse:
        size = int(request.query["PageSize"])
        page = int(request.query.get("Page", "0"))
        part = self.listed[page * size : (page + 1) * size]
        more = len(self.listed) > (page + 1) * size
        self.queries.append(dict(request.query))
        following = f"{self.root}?PageSize={size}&Page={page + 1}&To={request.query.get('To', '').replace('+', '%2B')}"
        return web.json_response({"messages": part, "page": page, "next_page_uri": following if more else None})


def message(body: str = BODY, **fields: object) -> dict[str, object]:
    created_at = format_datetime(NOW)
    return {"sid": "SM1", "to": PHONE, "body": body, "status": "queued", "date_created": created_at} | fields


async def created(request: web.Request) -> web.StreamResponse:
    return web.json_response(message(), status=201)


def refusal(status: int, code: int | None, **headers: str) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        payload = {"status": status, "message": f"no {PHONE}"} | ({"code": code} if code else {})
        return web.json_response(payload, status=status, headers=headers)

    return answer


def raw(status: int, text: str) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(status=status, text=text)

    return answer


async def drop(request: web.Request) -> web.StreamResponse:
    assert request.transport
    request.transport.abort()
    return web.Response()


@asynccontextmanager
async def gateway(api_url: str, sender: str = "+15005550006", seconds: float = 5) -> AsyncIterator[TwilioGateway]:
    made = TwilioGateway(
        TwilioAccount("AC1", "secret", sender), "https://points.example/", lambda: NOW, api_url, seconds
    )
    try:
        yield made
    finally:
        await made.close()


def delivery(*, posted: datetime = NOW, leased: datetime | None = NOW) -> Delivery:
    return Delivery(7, Queue.SMS, PHONE, {"body": BODY}, attempts=1, posted=posted, leased=leased)


async def send(twilio: Twilio, **options: Any) -> Outcome:
    async with gateway(twilio.root_url, **options) as sms:
        return await sms.deliver(delivery())
