"""Asking Twilio: what became of a text, what came in, and what its status reports say."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.model.delivery import Failed, Outcome, Retry, Sent
from sms.channels.twilio.status import status_outcome
from sms.inbound import InboundText, ListedTexts
from tests.sms.fake_twilio import (
    BODY,
    NOBODY,
    NOW,
    PHONE,
    Twilio,
    delivery,
    gateway,
    message,
)

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
    empty = came_in("SM3", 3, body=None, num_media="1")
    twilio.listed = [foreign, empty, came_in("SM2", 2), came_in("SM1", 1), message(sid="SM9", direction="outbound-api")]
    async with gateway(twilio.root_url, sender=OURS) as sms:
        texts = await sms.received_since(NOW.astimezone(ZoneInfo("Asia/Shanghai")))
    assert list(texts.texts) == [
        InboundText("SM1", PHONE, " 积分 ", sent=NOW + timedelta(minutes=1)),
        InboundText("SM2", PHONE, " 积分 ", sent=NOW + timedelta(minutes=2)),
        InboundText("SM3", PHONE, "", sent=NOW + timedelta(minutes=3), pictures=True),
    ]
    assert twilio.queries[0]["To"] == OURS
    assert twilio.queries[0]["DateSent>"] == "2026-11-03T09:00:00Z"


async def test_of_a_messaging_service_only_its_own_texts_are_listed(twilio: Twilio) -> None:
    twilio.listed = [came_in("SM2", 2, messaging_service_sid="MG2"), came_in("SM1", 1, messaging_service_sid="MG1")]
    async with gateway(twilio.root_url, sender="MG1") as sms:
        texts = await sms.received_since(NOW)
    assert [text.sid for text in texts.texts] == ["SM1"]


async def test_a_list_that_cannot_be_had_is_no_empty_list(twilio: Twilio) -> None:
    async with gateway(NOBODY) as sms:
        assert await sms.received_since(NOW) == ListedTexts(whole=False)
    async with gateway(twilio.root_url + "/elsewhere") as sms:
        assert await sms.received_since(NOW) == ListedTexts(whole=False)


async def test_a_look_up_knows_nothing_when_twilio_cannot_be_asked(twilio: Twilio) -> None:
    long_ago = NOW - timedelta(hours=1)
    async with gateway(NOBODY) as sms:
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
    async with gateway(NOBODY) as sms:
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
