"""The SMS Gate gateway with the project's own client against the stand-in, and the phone's calls."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer, unused_port

from domain.model.delivery import Delivery, Failed, Outcome, Queue, Receipt, Retry, Sent, Unknown
from domain.ports.store import Unavailable
from sandbox import server
from sandbox.faults import Fault
from sandbox.server import Sandbox
from sandbox.smsgate.server import BASE, PASSWORD, SIGNING_KEY, USER
from sandbox.world import World
from sms.channels import InboundHandlers
from sms.channels.smsgate.api import EVENTS
from sms.channels.smsgate.failures import Fate, fate_of
from sms.channels.smsgate.gateway import SmsGateGateway
from sms.channels.smsgate.message_id import make, read
from sms.channels.smsgate.phone import DEFAULT, Phone
from sms.channels.smsgate.signature import sign
from sms.channels.smsgate.webhooks import routes
from sms.desk import InboundText

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PUBLIC = "http://127.0.0.1:9"
PHONE = "+8619900000001"
SHORT, LONG = "【张堰积分】王芳家本月118分", "长" * 140


def text(body: str = SHORT, **changes: Any) -> Delivery:
    sent = Delivery(7, Queue.SMS, PHONE, {"body": body}, attempts=1, posted=NOW, leased=NOW)
    return replace(sent, **changes)


@dataclass
class Played:
    """A phone, and a gateway to it."""

    sandbox: Sandbox
    gateway: SmsGateGateway
    now: list[datetime]

    async def deliver(self, delivery: Delivery) -> Outcome:
        return await self.gateway.deliver(delivery)

    @property
    def bodies(self) -> list[str]:
        return [one.body for one in self.sandbox.world.state.texts.values()]


@pytest.fixture
async def played() -> AsyncIterator[Played]:
    now = [NOW]
    world = World(now=lambda: now[0], new_id=iter(f"{number:032x}" for number in range(999)).__next__)
    sandbox = await server.start(world, app_url="http://127.0.0.1:1")
    sandbox.smsgate.caller.retry_seconds = 0.01
    phone = Phone(DEFAULT, sandbox.url + BASE, USER, PASSWORD, SIGNING_KEY)
    gateway = SmsGateGateway([phone], lambda: now[0], PUBLIC, seconds=0.5)
    yield Played(sandbox, gateway, now)
    await gateway.close()
    await sandbox.close()


async def test_a_text_is_handed_over_under_an_id_of_ours(played: Played) -> None:
    outcome = await played.deliver(text())
    assert isinstance(outcome, Sent)
    about = read(outcome.external_id)
    assert about is not None
    assert (about.phone, about.delivery, about.parts) == (DEFAULT, 7, 1)


async def test_a_text_whose_answer_was_lost_is_the_same_when_it_goes_again(played: Played) -> None:
    played.sandbox.smsgate.faults.order(Fault(drop="after"), method="send")
    assert isinstance(await played.deliver(text()), Unknown)
    again = await played.deliver(text(attempts=2))
    assert again == await played.gateway.look_up(text())
    assert isinstance(again, Sent)
    assert played.bodies == [SHORT]


async def test_one_that_the_phone_failed_with_goes_under_another_id(played: Played) -> None:
    first, second = await played.deliver(text()), await played.deliver(text(attempts=2, taken=1))
    assert first != second
    assert played.bodies == [SHORT, SHORT]


async def test_a_text_that_never_reached_the_phone_is_known_not_to_have(played: Played) -> None:
    played.sandbox.smsgate.faults.order(Fault(drop="before"), method="send")
    assert isinstance(await played.deliver(text()), Unknown)
    assert await played.gateway.look_up(text()) == Retry("never reached the phone", 0)


async def test_a_phone_that_cannot_be_asked_says_nothing_of_a_text(played: Played) -> None:
    played.sandbox.smsgate.sleep()
    assert isinstance(await played.deliver(text()), Unknown)
    assert await played.gateway.look_up(text()) is None
    assert await played.gateway.report_of(make(DEFAULT, text())) is None
    assert await played.gateway.received_since(NOW) is None


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, Retry("HTTP 400", most=5)),
        (401, Retry("the phone refuses user or password (HTTP 401)", 1800, closed=True)),
        (429, Retry("HTTP 429")),
        (503, Retry("HTTP 503")),
        (500, Unknown("HTTP 500")),
        (504, Unknown("HTTP 504")),
    ],
)
async def test_every_refusal_has_its_meaning(played: Played, status: int, expected: Outcome) -> None:
    played.sandbox.smsgate.faults.order(Fault(status=status), method="send")
    assert await played.deliver(text()) == expected


async def test_a_phone_that_is_away_is_no_attempt() -> None:
    phone = Phone(DEFAULT, f"http://127.0.0.1:{unused_port()}", USER, PASSWORD, SIGNING_KEY)
    gateway = SmsGateGateway([phone], lambda: NOW, PUBLIC)
    assert await gateway.deliver(text()) == Retry("the phone is not reached", 60, untried=True)
    await gateway.close()


async def test_a_fixed_line_is_not_even_tried(played: Played) -> None:
    assert isinstance(await played.deliver(text(target="+862157212345")), Failed)
    assert played.bodies == []


@pytest.mark.parametrize(
    ("until", "late", "fails"),
    [(None, timedelta(hours=5), False), (None, timedelta(hours=7), True), (NOW, timedelta(seconds=2), True)],
)
async def test_the_phone_is_always_told_how_long_it_may_keep_a_text(
    played: Played, until: datetime | None, late: timedelta, fails: bool
) -> None:
    played.sandbox.smsgate.device.stalled = True
    sent = await played.deliver(text(until=until))
    assert isinstance(sent, Sent)
    played.now[0] += late
    played.sandbox.smsgate.device.stalled = False
    played.sandbox.smsgate.device.resume()
    await played.sandbox.smsgate.settled()
    report = await played.gateway.report_of(sent.external_id)
    assert report is not None
    assert (report.state, report.ours) == (("queued", True) if fails else ("delivered", False))


@pytest.mark.parametrize(("body", "at_once"), [(SHORT, "delivered"), (LONG, "sent")])
async def test_asked_the_phone_knows_only_of_the_first_part(played: Played, body: str, at_once: str) -> None:
    sent = await played.deliver(text(body))
    assert isinstance(sent, Sent)
    await played.sandbox.smsgate.settled()
    for wait, state in ((timedelta(), at_once), (timedelta(days=1), "delivered")):
        played.now[0] += wait
        report = await played.gateway.report_of(sent.external_id)
        assert report is not None
        assert report.state == state


async def test_a_text_that_no_phone_of_ours_has_is_no_news(played: Played) -> None:
    for external_id in ("SM00000000000000000000000000000001", make(DEFAULT, text()), make("999", text())):
        assert await played.gateway.report_of(external_id) == Receipt(external_id, "sent")


async def test_the_phone_is_told_once_where_to_call(played: Played) -> None:
    api = played.gateway.api(played.gateway.phones[0])
    address = "http://127.0.0.1:9/sms/smsgate"
    hooks = played.sandbox.smsgate.caller.webhooks
    await api.register("http://127.0.0.1:9/others")
    before = dict(hooks)
    await api.register(address)
    once = dict(hooks)
    await api.register(address)
    assert hooks == once
    assert len(once) == len(before) == len(EVENTS)
    assert {hook.url for hook in once.values()} == {address}


async def test_another_registration_for_our_address_goes(played: Played) -> None:
    api = played.gateway.api(played.gateway.phones[0])
    address = "http://127.0.0.1:9/sms/smsgate"
    await api.register(address)
    hooks = played.sandbox.smsgate.caller.webhooks
    hooks["stray"] = replace(next(iter(hooks.values())), id="stray")
    await api.register(address)
    assert "stray" not in hooks


@pytest.mark.parametrize(
    ("reason", "fate"),
    [
        ("TTL expired", Fate.OURS),
        ("Send result: RESULT_ERROR_LIMIT_EXCEEDED (Failed because we reached the sending queue limit)", Fate.OURS),
        ("Send result: RESULT_ERROR_RADIO_OFF (Failed because radio was explicitly turned off)", Fate.OURS),
        ("Send result: RESULT_ERROR_NO_SERVICE (Failed because service is currently unavailable)", Fate.OURS),
        ("Send result: RESULT_RIL_SIM_ABSENT (…)", Fate.OURS),
        ("Can't send message: No SIMs found", Fate.OURS),
        ("sendSMS: SIM 2 not found", Fate.OURS),
        ("Can't send message: SIM selection requires READ_PHONE_STATE permission", Fate.OURS),
        ("Send result: RESULT_ERROR_GENERIC_FAILURE (Generic failure cause)", Fate.LATER),
        ("Send result: RESULT_NETWORK_ERROR (Failed because of a network error)", Fate.LATER),
        ("Send result: RESULT_ERROR_SHORT_CODE_NOT_ALLOWED (…)", Fate.NEVER),
        ("sendSMS: Invalid phone number type", Fate.NEVER),
        ("Delivery result from SC +8613800210500: 65", Fate.NEVER),
        ("Delivery result from SC +8613800210500: 67", Fate.NEVER),
        ("Delivery result from SC +8613800210500: 70", Fate.LATER),
        ("Delivery result from SC +8613800210500: 98", Fate.LATER),
        ("", Fate.LATER),
        ("吓", Fate.LATER),
    ],
)
def test_whose_fault_a_failure_is(reason: str, fate: Fate) -> None:
    found, error = fate_of(reason)
    assert found is fate
    assert "13800210500" not in error


def test_ids_fit_a_private_server() -> None:
    longest = make("310116103208", text("长" * 700, id=999_999_999))
    assert len(longest) <= 36
    assert read(longest) is not None


def test_two_databases_never_make_the_same_id() -> None:
    assert make(DEFAULT, text()) != make(DEFAULT, text(posted=NOW + timedelta(milliseconds=1)))


async def test_an_event_that_the_app_does_not_know_keeps_no_other_from_us(played: Played) -> None:
    phone = played.sandbox.smsgate
    phone.faults.order(Fault(status=404), method="webhooks")
    phone.faults.order(Fault(status=400), times=2, method="webhooks")
    await played.gateway.api(played.gateway.phones[0]).register("http://127.0.0.1:9/sms/smsgate")
    assert len(phone.caller.webhooks) == len(EVENTS) - 2


# What the phone calls us for.


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

    async def alive(self, name: str) -> None:
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
    site.add_routes(routes(InboundHandlers(heard, heard.on_status, lambda: NOW, alive=heard.alive), phones))
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
    "junk", [b"", b"[]", b"{", b"null", b'{"id": ""}', b'{"payload": 3}', b"\xff", b'{"id":"a","payload":[1]}']
)
async def test_what_is_no_event_is_refused(heard: Heard, post: Post, junk: bytes) -> None:
    assert (await post(junk)).status == 400


async def test_what_was_not_taken_is_called_for_again(heard: Heard, post: Post) -> None:
    heard.away = True
    assert (await post(received())).status == 503
    assert (
        await post({"id": "e2", "event": "sms:failed", "payload": {"messageId": make(DEFAULT, text())}})
    ).status == 503


@pytest.mark.parametrize("sender", ["10086", "95588", "ALIPAY", "", None])
async def test_who_has_no_telephone_number_is_passed_over(heard: Heard, post: Post, sender: str | None) -> None:
    assert (await post(received(sender=sender))).status == 200
    assert heard.texts == []


async def test_a_picture_is_answered_like_a_text_that_is_not_understood(heard: Heard, post: Post) -> None:
    payload = {"messageId": "m", "sender": PHONE, "subject": None, "size": 9, "receivedAt": NOW.isoformat()}
    assert (await post({"id": "p1", "event": "mms:received", "payload": payload})).status == 200
    assert [(text.sid, text.body) for text in heard.texts] == [("p1", "")]


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
    external_id = make(DEFAULT, text(LONG))
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
