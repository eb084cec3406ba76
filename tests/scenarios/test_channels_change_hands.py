"""A villager who is asked by one channel answers by another: the conversation is the number's, not the channel's."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # twilio ships no types

from domain.model.delivery import Queue, Receipt
from sms.channels import Channel, InboundHandlers
from sms.channels.smsgate.channel import SmsGateChannel
from sms.channels.smsgate.phone import DEFAULT, Phone
from sms.channels.smsgate.signature import sign
from sms.channels.twilio.channel import TwilioChannel
from sms.inbound import InboundText, late_reply
from sms.reception import Reception
from tests.scenarios.shopping import LI_PHONE, code_in, four_digits
from tests.village import Village

PUBLIC, TOKEN, KEY = "https://points.example.org", "token", "key"
CHANNELS: dict[str, Callable[[Callable[[], datetime]], Channel]] = {
    "twilio": lambda now: TwilioChannel(None, TOKEN, None, PUBLIC, now),
    "smsgate": lambda now: SmsGateChannel([Phone(DEFAULT, "http://phone", "sms", "password", KEY)], now, PUBLIC),
}

Write = Callable[[str, str], Awaitable[str]]
"""Under an id, with these words; what the villager reads then."""


@asynccontextmanager
async def open_channel(kind: str, village: Village) -> AsyncIterator[Write]:
    """A villager writes by this channel."""
    made = CHANNELS[kind](lambda: village.now)

    async def later(text: InboundText, reply: str) -> None:
        async with village.transactions.writing() as store:
            await store.post.post([late_reply(text, reply, village.now)], village.now)

    async def no_report(_receipt: Receipt) -> None:
        raise AssertionError("nothing goes out here")

    reception = Reception(village.sms, later, in_call=made.answers_in_call)
    site = web.Application()
    site.add_routes(made.routes(InboundHandlers(reception, no_report, lambda: village.now)))
    async with TestClient(TestServer(site)) as client:

        async def by_twilio(sid: str, body: str) -> str:
            form = {"MessageSid": sid, "From": LI_PHONE, "To": "+15005550006", "Body": body}
            signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/sms/inbound", form)
            response = await client.post("/sms/inbound", data=form, headers={"X-Twilio-Signature": signature})
            return await response.text()

        async def by_phone(sid: str, body: str) -> str:
            payload = {"sender": LI_PHONE, "message": body, "receivedAt": village.now.isoformat(), "simNumber": 1}
            event = json.dumps({"id": sid, "event": "sms:received", "payload": payload}).encode()
            at = str(int(village.now.timestamp()))
            headers = {"X-Timestamp": at, "X-Signature": sign(KEY, event, at)}
            assert (await client.post("/sms/smsgate", data=event, headers=headers)).status == 200
            return str((await village.deliveries(Queue.SMS, LI_PHONE))[-1]["body"])

        yield {"twilio": by_twilio, "smsgate": by_phone}[kind]
    await reception.close()


@pytest.mark.parametrize(("first", "second"), [("twilio", "smsgate"), ("smsgate", "twilio")])
async def test_the_code_comes_back_by_another_channel(mall: Village, first: str, second: str) -> None:
    async with open_channel(first, mall) as write:
        asked = await write("A1", "兑 2 3个")
    assert "请在10分钟内回" in asked
    async with open_channel(second, mall) as write:
        reply = await write("B1", four_digits(asked))
    assert code_in(reply)
    assert await mall.count("redemptions") == 1
