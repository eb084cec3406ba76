"""Handing texts over to Twilio."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from twilio.base.exceptions import TwilioServiceException  # type: ignore[import-untyped]  # twilio ships no types

from domain.model.delivery import Failed, Outcome, Retry, Sent, Unknown
from sms.channels import GatewayError
from sms.channels.twilio.channel import TwilioChannel
from sms.channels.twilio.gateway import _meaning
from sms.channels.twilio.status import refused, status_outcome
from tests.sms.fake_twilio import (
    BODY,
    NOBODY,
    NOW,
    PHONE,
    Twilio,
    delivery,
    drop,
    gateway,
    raw,
    refusal,
    send,
)


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
    host = NOBODY if refusing else "http://nowhere.invalid"
    async with gateway(host) as sms:
        outcome = await sms.deliver(delivery())
    assert isinstance(outcome, Retry)
    assert not outcome.ours


async def test_an_address_that_is_none_is_ours_to_mend() -> None:
    async with gateway("nonsense") as sms:
        outcome = await sms.deliver(delivery())
    assert isinstance(outcome, Retry)
    assert outcome.ours


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
