"""What a phone of ours calls us for: texts, reports and signs of life, by the app SMS Gate."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from domain.model.delivery import Delivery, Queue, Receipt
from domain.ports.store import Unavailable
from sandbox.smsgate.server import PASSWORD, SIGNING_KEY, USER
from sms.channels import InboundHandlers
from sms.channels.smsgate.message_id import make
from sms.channels.smsgate.phone import DEFAULT, Phone
from sms.channels.smsgate.signature import sign
from sms.channels.smsgate.webhooks import routes
from sms.inbound import InboundText

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PHONE = "+8619900000001"
TEXT = Delivery(7, Queue.SMS, PHONE, {"body": "长" * 140}, attempts=1, posted=NOW, leased=NOW)
"""A text that went out by the phone, in three parts."""


@dataclass
class Heard:
    """Hears everything; ``away``: the database is."""

    texts: list[InboundText] = field(default_factory=list)
    reports: list[Receipt] = field(default_factory=list)
    lives: list[str] = field(default_factory=list)
    away: bool = False

    async def receive(self, text: InboundText, _now: datetime) -> str | None:
        if self.away:
            raise Unavailable("away")
        self.texts.append(text)
        return None

    async def on_status(self, receipt: Receipt) -> None:
        if self.away:
            raise Unavailable("away")
        self.reports.append(receipt)

    async def heard_from(self, name: str) -> None:
        self.lives.append(name)


Post = Callable[..., Any]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def post(heard: Heard) -> AsyncIterator[Post]:
    phones = [
        Phone(DEFAULT, "http://a", USER, PASSWORD, SIGNING_KEY, sim=1),
        Phone("310116103208", "http://a", USER, PASSWORD, SIGNING_KEY, ("310116103208",), sim=2),
        Phone("310116103209", "http://b", USER, PASSWORD, "another key", ("310116103209",)),
    ]
    site = web.Application()
    site.add_routes(routes(InboundHandlers(heard, heard.on_status, lambda: NOW, heard_from=heard.heard_from), phones))
    async with TestClient(TestServer(site)) as client:

        async def send(
            event: object, *, key: str = SIGNING_KEY, ago: float = 0, query: str = "", **headers: str
        ) -> ClientResponse:
            body = event if isinstance(event, bytes) else json.dumps(event, ensure_ascii=False).encode()
            timestamp = str(int(NOW.timestamp() - ago))
            signed = {"X-Timestamp": timestamp, "X-Signature": sign(key, body, timestamp)}
            return await client.post(f"/sms/smsgate{query}", data=body, headers={**signed, **headers})

        yield send


def received(body: str = "积分", **changes: object) -> dict[str, object]:
    payload = {
        "messageId": "1a",
        "sender": PHONE,
        "message": body,
        "receivedAt": "2026-11-03T16:59:58.000+08:00",
        "simNumber": 1,
    }
    return {"id": "e1", "event": "sms:received", "deviceId": "d", "webhookId": "w", "payload": payload | changes}


async def test_a_text_that_is_called_for_has_the_events_id_and_its_own_time(heard: Heard, post: Post) -> None:
    assert (await post(received())).status == 200
    (came,) = heard.texts
    assert (came.sid, came.sender, came.body, came.by) == ("e1", PHONE, "积分", DEFAULT)
    assert came.sent == NOW - timedelta(seconds=2)
    assert heard.lives == [DEFAULT]


async def test_half_a_character_is_no_reason_to_lose_a_text(heard: Heard, post: Post) -> None:
    event = json.dumps(received("积分\ud83d\0")).encode()
    assert (await post(event)).status == 200
    assert heard.texts[0].body == "积分\ufffd\ufffd"


async def test_an_older_app_names_the_sender_otherwise(heard: Heard, post: Post) -> None:
    await post(received(sender=None, phoneNumber=PHONE))
    assert heard.texts[0].sender == PHONE


@pytest.mark.parametrize(
    ("sim", "query", "key", "by"),
    [
        (1, "", SIGNING_KEY, DEFAULT),
        (2, "", SIGNING_KEY, "310116103208"),
        (None, "", SIGNING_KEY, DEFAULT),
        (1, "?phone=310116103209", "another key", "310116103209"),
    ],
)
async def test_a_text_is_answered_by_the_phone_and_the_sim_that_it_came_to(
    heard: Heard, post: Post, sim: int | None, query: str, key: str, by: str
) -> None:
    assert (await post(received(simNumber=sim), query=query, key=key)).status == 200
    assert heard.texts[0].by == by


async def test_the_raw_bytes_are_what_is_signed(heard: Heard, post: Post) -> None:
    escaped = json.dumps(received("申报 <献血> & 'x'=1")).replace("<", "\\u003c").replace("'", "\\u0027").encode()
    assert (await post(escaped)).status == 200
    assert heard.texts[0].body == "申报 <献血> & 'x'=1"


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"key": "wrong"}, 403),
        ({"X-Signature": ""}, 403),
        ({"X-Signature": "ß"}, 403),
        ({"X-Timestamp": "yesterday"}, 403),
        ({"X-Timestamp": "9" * 40}, 403),
        ({"ago": 301}, 403),
        ({"ago": -301}, 403),
        ({"ago": 290}, 200),
        ({"query": "?phone=310116103209"}, 403),
        ({"query": "?phone=310116103299"}, 503),
    ],
)
async def test_only_a_fresh_signature_of_that_phone_is_believed(
    heard: Heard, post: Post, options: dict[str, Any], status: int
) -> None:
    assert (await post(received(), **options)).status == status
    assert len(heard.texts) == (status == 200)


@pytest.mark.parametrize(
    "junk",
    [b"", b"[]", b"{", b"null", b'{"id": ""}', b'{"payload": 3}', b"\xff", b'{"id":"a","payload":[1]}', b"[" * 9999],
)
async def test_what_is_no_event_is_refused(heard: Heard, post: Post, junk: bytes) -> None:
    assert (await post(junk)).status == 400


async def test_what_was_not_taken_is_called_for_again(heard: Heard, post: Post) -> None:
    heard.away = True
    assert (await post(received())).status == 503
    assert (
        await post({"id": "e2", "event": "sms:failed", "payload": {"messageId": make(DEFAULT, TEXT)}})
    ).status == 503


@pytest.mark.parametrize("sender", ["10086", "95588", "ALIPAY", "", None])
async def test_who_has_no_telephone_number_is_passed_over(heard: Heard, post: Post, sender: str | None) -> None:
    assert (await post(received(sender=sender))).status == 200
    assert heard.texts == []


@pytest.mark.parametrize("subject", [None, "积分"])
async def test_nothing_is_done_by_the_subject_of_a_picture(heard: Heard, post: Post, subject: str | None) -> None:
    payload = {"messageId": "m", "sender": PHONE, "subject": subject, "size": 9, "receivedAt": NOW.isoformat()}
    assert (await post({"id": "p1", "event": "mms:received", "payload": payload})).status == 200
    assert [(text.sid, text.body, text.pictures) for text in heard.texts] == [("p1", "", True)]


@pytest.mark.parametrize("event", ["system:ping", "app:started", "sms:data-received", "brand:new"])
async def test_any_other_call_is_a_sign_of_life(heard: Heard, post: Post, event: str) -> None:
    assert (await post({"id": "e", "event": event, "payload": {"health": {}}})).status == 200
    assert (heard.lives, heard.texts, heard.reports) == ([DEFAULT], [], [])


@pytest.mark.parametrize(
    ("event", "reason", "state"),
    [
        ("sms:sent", "", "sent"),
        ("sms:delivered", "", "delivered"),
        ("sms:failed", "TTL expired", "queued"),
        ("sms:failed", "sendSMS: Invalid phone number", "failed"),
        ("sms:cancelled", "", "failed"),
    ],
)
async def test_a_report_names_the_hand_over(heard: Heard, post: Post, event: str, reason: str, state: str) -> None:
    external_id = make(DEFAULT, TEXT)
    payload = {"messageId": external_id, "recipient": PHONE, "reason": reason}
    assert (await post({"id": "e9", "event": event, "payload": payload})).status == 200
    (receipt,) = heard.reports
    assert (receipt.external_id, receipt.state, receipt.delivery) == (external_id, state, 7)
    assert (receipt.part, receipt.parts) == (("e9", 3) if state == "delivered" else (None, 1))


async def test_a_report_of_a_text_that_is_none_of_ours_is_let_be(heard: Heard, post: Post) -> None:
    assert (
        await post({"id": "e", "event": "sms:sent", "payload": {"messageId": "V1StGXR8_Z5jdHi6B-myT"}})
    ).status == 200
    assert heard.reports == []
