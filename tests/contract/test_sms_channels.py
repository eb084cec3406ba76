"""Every SMS channel plays the same scenes: texts go out and are asked after, come in and are answered, or refused."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # twilio ships no types

from domain.model.delivery import Delivery, Queue, Receipt, Sent
from domain.ports.store import Unavailable
from sandbox import server
from sandbox.smsgate.server import BASE, PASSWORD, SIGNING_KEY, USER
from sandbox.world import World
from sms.channels import Channel, ChannelSettings, Gateway, InboundHandlers, channel
from sms.channels.smsgate.phone import DEFAULT, Phone
from sms.desk import InboundText

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PHONE = "+8619900000001"
PUBLIC = "https://points.example.org"


@dataclass
class Listener:
    """Answers every text with its number in the row, the same one again for one that is brought again."""

    texts: dict[str, InboundText] = field(default_factory=dict)
    reports: list[Receipt] = field(default_factory=list)
    away: bool = False

    async def receive(self, text: InboundText, _now: datetime) -> str | None:
        if self.away:
            raise Unavailable("away")
        self.texts.setdefault(text.sid, text)
        return f"收到第{list(self.texts).index(text.sid) + 1}条"

    async def on_status(self, receipt: Receipt) -> None:
        self.reports.append(receipt)


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
async def twilio() -> AsyncIterator[Played]:
    world = World(now=lambda: NOW, new_id=iter(f"{number:032x}" for number in range(99)).__next__)
    platform = await server.start(world, app_url="http://127.0.0.1:1")
    platform.network.stalled = True
    account = world.account
    settings = ChannelSettings("twilio", PUBLIC, account.sid, account.auth_token, account.number, platform.url)

    def headers(form: Mapping[str, str], *, forged: bool) -> dict[str, str]:
        token = "another" if forged else account.auth_token
        return {"X-Twilio-Signature": RequestValidator(token).compute_signature(f"{PUBLIC}/sms/inbound", dict(form))}

    async with _played(settings, _form(headers)) as played:
        yield played
    await platform.close()


@asynccontextmanager
async def smsgate() -> AsyncIterator[Played]:
    world = World(now=lambda: NOW, new_id=iter(f"{number:032x}" for number in range(99)).__next__)
    platform = await server.start(world, app_url="http://127.0.0.1:1")
    platform.smsgate.device.stalled = True
    phone = Phone(DEFAULT, platform.url + BASE, USER, PASSWORD, SIGNING_KEY)
    caller = platform.smsgate.caller

    def call(client: TestClient[web.Request, web.Application], sid: str, body: str, *, forged: bool) -> Answered:
        payload = {"messageId": "1", "sender": PHONE, "message": body, "receivedAt": NOW.isoformat(), "simNumber": 1}
        event = json.dumps({"id": sid, "event": "sms:received", "payload": payload}).encode()
        timestamp = str(int(NOW.timestamp()))
        signature = caller.sign(event, timestamp if not forged else "0")
        headers = {"X-Timestamp": timestamp, "X-Signature": signature}
        return client.post("/sms/smsgate", data=event, headers=headers)

    async with _played(ChannelSettings("smsgate", PUBLIC, phones=[phone]), call) as played:
        yield played
    await platform.close()


@asynccontextmanager
async def console() -> AsyncIterator[Played]:
    def headers(form: Mapping[str, str], *, forged: bool) -> dict[str, str]:
        return {"X-Forwarded-For": "203.0.113.9"} if forged else {}

    async with _played(ChannelSettings("console", PUBLIC), _form(headers)) as played:
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
async def _played(settings: ChannelSettings, call: Call) -> AsyncIterator[Played]:
    made, listener = channel(settings, lambda: NOW), Listener()
    site, gateway = web.Application(), made.gateway()
    site.add_routes(made.routes(InboundHandlers(listener, listener.on_status, lambda: NOW)))
    async with TestClient(TestServer(site)) as client:

        async def write(sid: str, body: str, *, forged: bool = False) -> ClientResponse:
            return await call(client, sid, body, forged=forged)

        yield Played(made, gateway, listener, write)
    await gateway.close()


@pytest.fixture(params=[twilio, smsgate, console], ids=["twilio", "smsgate", "console"])
async def played(request: pytest.FixtureRequest) -> AsyncIterator[Played]:
    async with request.param() as opened:
        yield opened


def delivery(number: int) -> Delivery:
    return Delivery(number, Queue.SMS, PHONE, {"body": f"第{number}条"}, attempts=1, posted=NOW, leased=NOW)


async def test_each_text_that_goes_out_has_an_id_of_its_own_and_can_be_asked_after(played: Played) -> None:
    sent = [await played.gateway.deliver(delivery(number)) for number in (1, 2)]
    ids = [outcome.external_id for outcome in sent if isinstance(outcome, Sent)]
    assert len(set(ids)) == 2
    for external_id in ids:
        report = await played.gateway.report_of(external_id)
        assert report is not None
        assert (report.external_id, report.state in ("sent", "delivered")) == (external_id, True)


async def test_a_text_that_comes_in_is_read_and_answered_as_the_channel_says(played: Played) -> None:
    response = await played.write("SM1", "积分 ")
    assert response.status == 200
    text = played.listener.texts["SM1"]
    assert (text.sid, text.sender, text.body) == ("SM1", PHONE, "积分 ")
    assert ("收到第1条" in await response.text()) == played.channel.answers_in_call


async def test_one_that_is_brought_again_gets_the_same_answer(played: Played) -> None:
    first, other, again = [await (await played.write(sid, "1")).text() for sid in ("SM1", "SM2", "SM1")]
    assert first == again
    assert list(played.listener.texts) == ["SM1", "SM2"]
    assert (first != other) == played.channel.answers_in_call


async def test_a_call_that_is_not_the_platforms_reaches_nobody(played: Played) -> None:
    assert (await played.write("SM1", "退订", forged=True)).status in (401, 403, 503)
    assert played.listener.texts == {}


async def test_a_text_that_was_not_taken_is_no_success(played: Played) -> None:
    played.listener.away = True
    assert (await played.write("SM1", "1")).status == 503


async def test_what_came_in_can_be_listed(played: Played) -> None:
    assert await played.gateway.received_since(NOW - timedelta(days=1)) == []
