"""The Twilio gateway with Twilio's real client against a small server, and the console gateway."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from twilio.base.exceptions import TwilioServiceException  # type: ignore[import-untyped]  # twilio ships no types

from domain.model.delivery import Delivery, Failed, Outcome, Queue, Retry, Sent, Unknown
from sms.channels import GatewayError
from sms.channels.console.channel import ConsoleGateway
from sms.channels.twilio.channel import TwilioChannel
from sms.channels.twilio.gateway import Account, TwilioGateway, _meaning
from sms.channels.twilio.status import refused, status_outcome
from sms.desk import InboundText

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PHONE = "+8615500000001"
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


@pytest.fixture
async def twilio() -> AsyncIterator[Twilio]:
    fake = Twilio()
    app = web.Application()
    app.router.add_post("/api" + fake.root, fake.create)
    app.router.add_get("/api" + fake.root, fake.list)
    app.router.add_get("/api" + fake.root.replace(".json", "/{sid}.json"), fake.fetch)
    async with TestServer(app) as server:
        fake.root_url = str(server.make_url("/api"))
        yield fake
        fake.closing.set()


@asynccontextmanager
async def gateway(api_url: str, sender: str = "+15005550006", seconds: float = 5) -> AsyncIterator[TwilioGateway]:
    made = TwilioGateway(Account("AC1", "secret", sender), "https://points.example/", lambda: NOW, api_url, seconds)
    try:
        yield made
    finally:
        await made.close()


def delivery(*, posted: datetime = NOW, leased: datetime | None = NOW) -> Delivery:
    return Delivery(7, Queue.SMS, PHONE, {"body": BODY}, attempts=1, posted=posted, leased=leased)


async def send(twilio: Twilio, **options: Any) -> Outcome:
    async with gateway(twilio.root_url, **options) as sms:
        return await sms.deliver(delivery())


async def test_a_text_is_handed_over_with_a_callback_that_names_the_delivery(twilio: Twilio) -> None:
    assert await send(twilio) == Sent("SM1")
    assert twilio.forms == [
        {
            "To": PHONE,
            "From": "+15005550006",
            "Body": BODY,
            "StatusCallback": "https://points.example/sms/status?delivery=7&attempt=1",
        }
    ]


@pytest.mark.parametrize(
    ("until", "seconds"),
    [
        (NOW + timedelta(hours=1), "3600"),
        (NOW + timedelta(seconds=9.9), "9"),
        (NOW + timedelta(seconds=0.5), "1"),
        (NOW - timedelta(seconds=5), "1"),
        (NOW + timedelta(hours=10), "36000"),
        (NOW + timedelta(hours=12), "36000"),
    ],
)
async def test_twilio_is_told_how_long_it_may_keep_a_text(twilio: Twilio, until: datetime, seconds: str) -> None:
    async with gateway(twilio.root_url) as sms:
        await sms.deliver(replace(delivery(), until=until))
    assert [form["ValidityPeriod"] for form in twilio.forms] == [seconds]


async def test_a_messaging_service_sends_as_well(twilio: Twilio) -> None:
    assert await send(twilio, sender="MG123") == Sent("SM1")
    assert twilio.forms[0]["MessagingServiceSid"] == "MG123"
    assert "From" not in twilio.forms[0]


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (400, 21610, Failed("opted out (21610)", opted_out=True)),
        (400, 21211, Failed("not a phone number (21211)", dead=True)),
        (400, 21408, Retry("country not enabled (21408)", 1800, closed=True)),
        (400, 21608, Retry("trial account, number not verified (21608)", 1800, closed=True)),
        (400, 21268, Failed("premium number (21268)", dead=True)),
        (400, 99999, Retry("HTTP 400, 99999", most=5)),
        (400, None, Retry("HTTP 400", most=5)),
        (429, 20429, Retry("HTTP 429")),
        (503, 20503, Retry("HTTP 503")),
        (400, 21611, Retry("sender's queue full (21611)")),
        (401, 20003, Retry("account or key refused (20003)", ours=True)),
        (403, None, Retry("HTTP 403", ours=True)),
        (404, 20404, Retry("account not found (20404)", ours=True)),
        (400, 21606, Retry("sender cannot text (21606)", ours=True)),
        (301, None, Retry("HTTP 301", ours=True)),
        (408, None, Unknown("HTTP 408")),
        (500, 20500, Unknown("HTTP 500, 20500")),
        (502, None, Unknown("HTTP 502")),
    ],
)
async def test_every_refusal_has_its_meaning(
    twilio: Twilio, status: int, code: int | None, expected: Outcome, caplog: pytest.LogCaptureFixture
) -> None:
    twilio.answer = refusal(status, code)
    with caplog.at_level(logging.DEBUG):
        assert await send(twilio) == expected
    assert PHONE[1:] not in caplog.text
    assert len(twilio.forms) == 1
    ours = isinstance(expected, Retry) and (expected.ours or expected.closed)
    assert ours == any(record.levelno == logging.ERROR for record in caplog.records)


LATER = [20429, 21611, 14107, 30022, 30017, 30023, 30027, 30410, 30003, 30008, 30001, 30036]
NEVER = [21211, 21614, 30005, 30006, 21612, 21635, 30004, 30007, 21217]
ACCOUNT = [20003, 20005, 20404, 21212, 21606, 21659, 30002, 30034]


@pytest.mark.parametrize(
    ("codes", "kind", "ours"), [(LATER, Retry, False), (NEVER, Failed, False), (ACCOUNT, Retry, True)]
)
def test_a_code_means_the_same_for_a_refused_request_and_in_a_report(
    codes: list[int], kind: type[Outcome], ours: bool
) -> None:
    for code in codes:
        report = status_outcome({"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": str(code)})
        assert report is not None
        for outcome in (refused(400, code), report.outcome):
            assert isinstance(outcome, kind), code
            assert getattr(outcome, "ours", False) is ours, code
            assert getattr(outcome, "most", None) is None, code


def test_a_text_that_somebody_called_back_at_twilio_is_not_sent_again() -> None:
    report = status_outcome({"MessageSid": "SM1", "MessageStatus": "canceled"})
    assert report is not None
    assert report.outcome == Failed("canceled")


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("header", "seconds"), [("17", 17.0), ("Wed, 21 Oct 2026 07:28:00 GMT", None), ("", None)])
async def test_retry_after_is_honoured(twilio: Twilio, status: int, header: str, seconds: float | None) -> None:
    twilio.answer = refusal(status, None, **{"Retry-After": header})
    assert await send(twilio) == Retry(f"HTTP {status}", seconds)


@pytest.mark.parametrize("text", ["<html>gateway</html>", "[]", "null", "{}", '{"sid": null}', ""])
async def test_an_answer_that_is_not_twilios_leaves_the_text_unknown(twilio: Twilio, text: str) -> None:
    twilio.answer = raw(201, text)
    assert isinstance(await send(twilio), Unknown)


@pytest.mark.parametrize("text", ["<html>bad gateway</html>", "[]", "null", ""])
async def test_a_refusal_without_a_code_goes_by_its_status(twilio: Twilio, text: str) -> None:
    twilio.answer = raw(502, text)
    assert await send(twilio) == Unknown("HTTP 502")


async def test_a_problem_document_is_read_too(twilio: Twilio) -> None:
    problem = TwilioServiceException(type_uri="u", title="t", status=400, code=21610)
    assert _meaning(problem) == Failed("opted out (21610)", opted_out=True)


async def test_a_hanging_twilio_leaves_the_text_unknown_and_is_asked_once(twilio: Twilio) -> None:
    twilio.answer = twilio.hang
    assert await send(twilio, seconds=0.2) == Unknown("TimeoutError")
    assert len(twilio.forms) == 1


async def test_a_connection_dropped_after_sending_leaves_the_text_unknown(twilio: Twilio) -> None:
    twilio.answer = drop
    assert isinstance(await send(twilio), Unknown)
    assert len(twilio.forms) == 1


@pytest.mark.parametrize("refusing", [True, False], ids=["nobody listens", "no such host"])
async def test_what_never_reached_twilio_is_tried_again(refusing: bool) -> None:
    host = f"http://127.0.0.1:{unused_port()}" if refusing else "http://nowhere.invalid"
    async with gateway(host) as sms:
        outcome = await sms.deliver(delivery())
    assert isinstance(outcome, Retry)
    assert not outcome.ours


async def test_an_address_that_is_none_is_ours_to_mend() -> None:
    async with gateway("nonsense") as sms:
        outcome = await sms.deliver(delivery())
    assert isinstance(outcome, Retry)
    assert outcome.ours


OTHERS = [
    message(body="【张堰积分】别的内容", sid="SM9"),
    message(to="+8615500000002", sid="SM8"),
    message(direction="inbound", sid="SM7"),
    message(date_created=format_datetime(NOW - timedelta(hours=3)), sid="SM6"),
]


@pytest.mark.parametrize(
    ("listed", "minutes_gone", "expected"),
    [
        ([message()], 0, Sent("SM1")),
        ([*OTHERS, message()], 0, Sent("SM1")),
        ([*(OTHERS * 20), message()], 0, Sent("SM1")),
        ([message(body="Sent from your Twilio trial account - " + BODY)], 0, Sent("SM1")),
        ([message(date_created=None)], 0, Sent("SM1")),
        ([message(status="undelivered", error_code=30005), message()], 0, Sent("SM1")),
        ([message(status="undelivered", error_code=30005)], 0, None),
        ([message(status="undelivered", error_code=30005)], 3, Failed("no such phone (30005)", dead=True)),
        ([message(status="failed", error_code=30003)], 3, Retry("phone not reachable (30003)", 1800.0)),
        (OTHERS, 1, None),
        (OTHERS, 3, Retry("never reached Twilio", 0)),
        ([], 3, Retry("never reached Twilio", 0)),
    ],
)
async def test_an_unknown_text_is_looked_up(
    twilio: Twilio, listed: list[dict[str, Any]], minutes_gone: int, expected: Outcome | None
) -> None:
    twilio.listed = listed
    async with gateway(twilio.root_url) as sms:
        begun = NOW - timedelta(minutes=minutes_gone)
        assert await sms.look_up(delivery(posted=begun, leased=begun)) == expected


OURS = "+15005550006"


def came_in(sid: str, minute: int, **fields: object) -> dict[str, object]:
    sent = format_datetime(NOW + timedelta(minutes=minute))
    whole = {"sid": sid, "from": PHONE, "to": OURS, "direction": "inbound", "status": "received", "date_sent": sent}
    return message(" 积分 ", **whole) | fields


async def test_texts_that_came_in_are_listed_oldest_first_as_their_webhooks_would_bring_them(twilio: Twilio) -> None:
    foreign = came_in("SM4", 4, **{"from": "12345"})
    empty = came_in("SM3", 3, body=None)
    twilio.listed = [foreign, empty, came_in("SM2", 2), came_in("SM1", 1), message(sid="SM9", direction="outbound-api")]
    async with gateway(twilio.root_url, sender=OURS) as sms:
        texts = await sms.received_since(NOW.astimezone(ZoneInfo("Asia/Shanghai")))
    assert texts == [
        InboundText("SM1", PHONE, " 积分 ", sent=NOW + timedelta(minutes=1)),
        InboundText("SM2", PHONE, " 积分 ", sent=NOW + timedelta(minutes=2)),
        InboundText("SM3", PHONE, "", sent=NOW + timedelta(minutes=3)),
    ]
    assert twilio.queries[0]["To"] == OURS
    assert twilio.queries[0]["DateSent>"] == "2026-11-03T09:00:00Z"


async def test_of_a_messaging_service_only_its_own_texts_are_listed(twilio: Twilio) -> None:
    twilio.listed = [came_in("SM2", 2, messaging_service_sid="MG2"), came_in("SM1", 1, messaging_service_sid="MG1")]
    async with gateway(twilio.root_url, sender="MG1") as sms:
        texts = await sms.received_since(NOW)
    assert texts is not None
    assert [text.sid for text in texts] == ["SM1"]


async def test_a_list_that_cannot_be_had_is_no_empty_list(twilio: Twilio) -> None:
    async with gateway(f"http://127.0.0.1:{unused_port()}") as sms:
        assert await sms.received_since(NOW) is None
    async with gateway(twilio.root_url + "/elsewhere") as sms:
        assert await sms.received_since(NOW) is None


async def test_a_look_up_knows_nothing_when_twilio_cannot_be_asked(twilio: Twilio) -> None:
    long_ago = NOW - timedelta(hours=1)
    async with gateway(f"http://127.0.0.1:{unused_port()}") as sms:
        assert await sms.look_up(delivery(posted=long_ago, leased=long_ago)) is None
    async with gateway(twilio.root_url + "/elsewhere") as sms:
        assert await sms.look_up(delivery(posted=long_ago, leased=long_ago)) is None


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (message(status="delivered"), "delivered"),
        (message(status="sent"), "sent"),
        (message(status="undelivered", error_code=30003), "queued"),
        (message(status="undelivered", error_code=30005), "failed"),
        (message(sid="SM2"), "sent"),
    ],
)
async def test_what_a_message_has_come_to_is_read_like_a_report(
    twilio: Twilio, found: dict[str, object], state: str
) -> None:
    twilio.listed = [found]
    async with gateway(twilio.root_url) as sms:
        report = await sms.report_of("SM1")
    assert report is not None
    assert report.state == state


async def test_a_twilio_that_cannot_be_asked_says_nothing_of_a_message() -> None:
    async with gateway(f"http://127.0.0.1:{unused_port()}") as sms:
        assert await sms.report_of("SM1") is None


async def test_a_text_that_was_never_begun_is_not_believed_lost(twilio: Twilio) -> None:
    async with gateway(twilio.root_url) as sms:
        assert await sms.look_up(delivery(posted=NOW - timedelta(days=1), leased=None)) is None


@pytest.mark.parametrize(
    ("form", "rank", "outcome"),
    [
        ({"MessageSid": "SM1", "MessageStatus": "queued"}, 1, Sent("SM1")),
        ({"MessageSid": "SM1", "MessageStatus": "sent"}, 3, Sent("SM1")),
        ({"SmsSid": "SM1", "SmsStatus": "delivered"}, 4, Sent("SM1")),
        ({"MessageSid": "SM1", "MessageStatus": "undelivered"}, 4, Retry("undelivered", 1800.0, most=5)),
        ({"MessageSid": "SM1", "MessageStatus": "failed", "ErrorCode": "77"}, 4, Retry("failed, 77", 1800.0, most=5)),
        (
            {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "21610"},
            4,
            Failed("opted out (21610)", opted_out=True),
        ),
        (
            {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30003"},
            4,
            Retry("phone not reachable (30003)", 1800.0),
        ),
    ],
)
def test_a_status_report_says_what_became_of_a_text(form: dict[str, str], rank: int, outcome: Outcome) -> None:
    report = status_outcome(form)
    assert report is not None
    assert (report.sid, report.rank, report.outcome) == ("SM1", rank, outcome)
    assert report.error == getattr(outcome, "error", None)


def test_late_status_reports_can_be_told() -> None:
    ranks = [
        report.rank
        for status in ("queued", "sending", "sent", "delivered")
        if (report := status_outcome({"MessageSid": "SM1", "MessageStatus": status}))
    ]
    assert ranks == sorted(set(ranks))
    assert len(ranks) == 4


@pytest.mark.parametrize(
    "form", [{}, {"MessageSid": "SM1"}, {"MessageStatus": "sent"}, {"MessageSid": "SM1", "MessageStatus": "dancing"}]
)
def test_a_status_report_of_another_kind_is_none(form: dict[str, str]) -> None:
    assert status_outcome(form) is None


async def test_the_console_prints() -> None:
    out = io.StringIO()
    assert await ConsoleGateway(out).deliver(delivery()) == Sent("console-7")
    assert out.getvalue() == f"→ {PHONE}  {BODY}\n"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ((None, None, None), "JIFEN_TWILIO_ACCOUNT_SID"),
        (("AC1", None, None), "JIFEN_TWILIO_AUTH_TOKEN"),
        (("AC1", "t", ""), "JIFEN_TWILIO_FROM"),
    ],
)
def test_what_is_missing_is_named(given: tuple[str | None, str | None, str | None], named: str) -> None:
    with pytest.raises(GatewayError, match=named):
        TwilioChannel(*given, "http://x", lambda: NOW).gateway()
