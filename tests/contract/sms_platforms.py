"""The SMS channels with their platforms, as a phone writes to them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # twilio ships no types

from app.settings import Settings
from app.texts.channel import sms_channel
from domain.model.delivery import Receipt
from domain.ports.store import Unavailable
from sandbox import server
from sandbox.smsgate.server import BASE, PASSWORD, SIGNING_KEY, USER
from sandbox.world import World
from sms.channels import Channel, Gateway, InboundHandlers
from sms.inbound import InboundText, Late

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PHONE = "+8619900000001"
PUBLIC = "https://points.example.org"


@dataclass
class Listener:
    """Answers every text with its number in the row, the same one again for one that is brought again."""

    texts: dict[str, InboundText] = field(default_factory=dict)
    reports: list[Receipt] = field(default_factory=list)
    away: bool = False

    async def receive(self, text: InboundText, _now: datetime, _late: Late = lambda: False) -> str | None:
        if self.away:
            raise Unavailable("away")
        self.texts.setdefault(text.sid, text)
        return f"收到第{list(self.texts).index(text.sid) + 1}条"

    async def on_status(self, receipt: Receipt) -> None:
        self.reports.append(receipt)


class Desk(Protocol):
    """Whoever answers."""

    async def receive(self, text: InboundText, now: datetime, late: Late = ...) -> str | None: ...


class Write(Protocol):
    """A phone writes: the platform's call to us; ``forged``: somebody else's."""

    def __call__(self, sid: str, body: str, *, forged: bool = False) -> Awaitable[ClientResponse]: ...


@dataclass
class Played:
    """A channel with its platform."""

    channel: Channel
    gateway: Gateway
    listener: Listener
    write: Write


@asynccontextmanager
async def twilio(desk: Desk | None = None) -> AsyncIterator[Played]:
    world = World(now=lambda: NOW, new_id=iter(f"{number:032x}" for number in range(99)).__next__)
    platform = await server.start(world, app_url="http://127.0.0.1:1")
    platform.network.stalled = True
    account = world.account
    settings = Settings(
        sms_gateway="twilio",
        public_url=PUBLIC,
        twilio_account_sid=account.sid,
        twilio_auth_token=SecretStr(account.auth_token),
        twilio_from=account.number,
        twilio_api=platform.url,
    )

    def headers(form: Mapping[str, str], *, forged: bool) -> dict[str, str]:
        token = "another" if forged else account.auth_token
        return {"X-Twilio-Signature": RequestValidator(token).compute_signature(f"{PUBLIC}/sms/inbound", dict(form))}

    async with _played(settings, _form(headers), desk) as played:
        yield played
    await platform.close()


@asynccontextmanager
async def smsgate(desk: Desk | None = None) -> AsyncIterator[Played]:
    world = World(now=lambda: NOW, new_id=iter(f"{number:032x}" for number in range(99)).__next__)
    platform = await server.start(world, app_url="http://127.0.0.1:1")
    platform.smsgate.device.stalled = True
    settings = Settings(
        sms_gateway="smsgate",
        public_url=PUBLIC,
        smsgate_url=platform.url + BASE,
        smsgate_user=USER,
        smsgate_password=SecretStr(PASSWORD),
        smsgate_signing_key=SecretStr(SIGNING_KEY),
    )
    caller = platform.smsgate.caller

    def call(client: TestClient[web.Request, web.Application], sid: str, body: str, *, forged: bool) -> Answered:
        payload = {"messageId": "1", "sender": PHONE, "message": body, "receivedAt": NOW.isoformat(), "simNumber": 1}
        event = json.dumps({"id": sid, "event": "sms:received", "payload": payload}).encode()
        timestamp = str(int(NOW.timestamp()))
        signature = caller.sign(event, timestamp if not forged else "0")
        headers = {"X-Timestamp": timestamp, "X-Signature": signature}
        return client.post("/sms/smsgate", data=event, headers=headers)

    async with _played(settings, call, desk) as played:
        yield played
    await platform.close()


@asynccontextmanager
async def console(desk: Desk | None = None) -> AsyncIterator[Played]:
    def headers(form: Mapping[str, str], *, forged: bool) -> dict[str, str]:
        return {"X-Forwarded-For": "203.0.113.9"} if forged else {}

    async with _played(Settings(sms_gateway="console", public_url=PUBLIC), _form(headers), desk) as played:
        yield played


class Headers(Protocol):
    """What the platform's call carries so that it is believed."""

    def __call__(self, form: Mapping[str, str], *, forged: bool) -> dict[str, str]: ...


Answered = Awaitable[ClientResponse]


class Call(Protocol):
    """The platform's call to us."""

    def __call__(
        self, client: TestClient[web.Request, web.Application], sid: str, body: str, *, forged: bool
    ) -> Answered: ...


def _form(headers: Headers) -> Call:
    """Twilio's call: a form."""

    def call(client: TestClient[web.Request, web.Application], sid: str, body: str, *, forged: bool) -> Answered:
        form = {"MessageSid": sid, "From": PHONE, "To": "+15005550006", "Body": body}
        return client.post("/sms/inbound", data=form, headers=headers(form, forged=forged))

    return call


@asynccontextmanager
async def _played(settings: Settings, call: Call, desk: Desk | None) -> AsyncIterator[Played]:
    made, listener = sms_channel(settings, lambda: NOW), Listener()
    site, gateway = web.Application(), made.gateway()
    site.add_routes(made.routes(InboundHandlers(desk or listener, listener.on_status, lambda: NOW)))
    async with TestClient(TestServer(site)) as client:

        async def write(sid: str, body: str, *, forged: bool = False) -> ClientResponse:
            return await call(client, sid, body, forged=forged)

        yield Played(made, gateway, listener, write)
    await gateway.close()


CHANNELS = {"twilio": twilio, "smsgate": smsgate, "console": console}
"""By name."""
