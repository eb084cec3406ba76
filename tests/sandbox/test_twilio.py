"""The local Twilio, as the real client and the app's webhooks meet it."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest
from twilio.base.exceptions import TwilioRestException  # type: ignore[import-untyped]  # it ships no types
from twilio.rest import Client  # type: ignore[import-untyped]  # it ships no types

from sandbox.faults import Fault
from sandbox.server import Sandbox
from sandbox.sms_text import segments
from tests.sandbox.echo import PUBLIC_URL, EchoApp

VILLAGER = "+8613000000001"
FROM = "+8610010000"
STATUS = f"{PUBLIC_URL}/sms/status?delivery=7"


async def test_a_text_is_queued_and_reaches_the_phone(twilio: Client, sandbox: Sandbox, echo: EchoApp) -> None:
    sent = await twilio.messages.create_async(to=VILLAGER, from_=FROM, body="本月 96 分", status_callback=STATUS)
    assert (sent.status, sent.num_segments, sent.error_code) == ("queued", "1", None)
    await sandbox.network.settled()
    assert [form["MessageStatus"] for form in echo.statuses] == ["sent", "delivered"]
    assert [text.body for text in sandbox.world.texts(VILLAGER)] == ["本月 96 分"]
    assert (await twilio.messages(sent.sid).fetch_async()).status == "delivered"


@pytest.mark.parametrize(("reach", "code"), [("off", "30003"), ("gone", "30005")])
async def test_a_phone_that_cannot_be_reached(
    twilio: Client, sandbox: Sandbox, echo: EchoApp, reach: str, code: str
) -> None:
    sandbox.world.add_phone(VILLAGER, "王建国", "off" if reach == "off" else "gone")
    await twilio.messages.create_async(to=VILLAGER, from_=FROM, body="本月 96 分", status_callback=STATUS)
    await sandbox.network.settled()
    assert (echo.statuses[-1]["MessageStatus"], echo.statuses[-1]["ErrorCode"]) == ("undelivered", code)
    assert sandbox.world.texts(VILLAGER) == []


async def test_callbacks_out_of_order(twilio: Client, sandbox: Sandbox, echo: EchoApp) -> None:
    sandbox.network.out_of_order = True
    await twilio.messages.create_async(to=VILLAGER, from_=FROM, body="好", status_callback=STATUS)
    await sandbox.network.settled()
    assert [form["MessageStatus"] for form in echo.statuses] == ["delivered", "sent"]


@pytest.mark.parametrize(
    ("to", "sender", "body", "code"),
    [
        ("12345", FROM, "好", 21211),
        (VILLAGER, "+8610010001", "好", 21606),
        (VILLAGER, FROM, "", 21602),
        (VILLAGER, FROM, "字" * 1601, 21617),
        ("+8613000000009", FROM, "好", 21610),
    ],
)
async def test_refusals(twilio: Client, sandbox: Sandbox, to: str, sender: str, body: str, code: int) -> None:
    sandbox.world.state.opted_out.add("+8613000000009")
    with pytest.raises(TwilioRestException) as refusal:
        await twilio.messages.create_async(to=to, from_=sender, body=body)
    assert (refusal.value.status, refusal.value.code) == (400, code)


async def test_a_wrong_password_is_refused(sandbox: Sandbox, twilio: Client) -> None:
    stranger = Client(sandbox.world.account.sid, "wrong", http_client=twilio.http_client)
    with pytest.raises(TwilioRestException) as refusal:
        await stranger.messages.create_async(to=VILLAGER, from_=FROM, body="好")
    assert (refusal.value.status, refusal.value.code) == (401, 20003)


async def test_texts_are_listed_newest_first_by_number_and_time(twilio: Client, sandbox: Sandbox) -> None:
    for number in range(5):
        await twilio.messages.create_async(to=VILLAGER, from_=FROM, body=f"第{number}条")
    await twilio.messages.create_async(to="+8613000000002", from_=FROM, body="别人的")
    found = await twilio.messages.list_async(to=VILLAGER, page_size=2)
    assert [text.body for text in found] == [f"第{number}条" for number in (4, 3, 2, 1, 0)]
    middle = sandbox.world.state.texts[found[2].sid].at
    since = await twilio.messages.list_async(to=VILLAGER, date_sent_after=middle)
    assert [text.body for text in since] == ["第4条", "第3条", "第2条"]
    assert await twilio.messages.list_async(date_sent_before=middle - timedelta(days=1)) == []
    with pytest.raises(TwilioRestException):
        await twilio.messages("SM404").fetch_async()


@pytest.mark.parametrize(
    ("fault", "arrived"), [(Fault(drop="before"), 0), (Fault(drop="after"), 1), (Fault(status=503), 0)]
)
async def test_ordered_faults(twilio: Client, sandbox: Sandbox, fault: Fault, arrived: int) -> None:
    sandbox.twilio.faults.order(fault)
    with pytest.raises((aiohttp.ClientError, TwilioRestException)):
        await twilio.messages.create_async(to=VILLAGER, from_=FROM, body="好")
    assert len(await twilio.messages.list_async(to=VILLAGER)) == arrived


async def test_too_many_requests_carries_its_code(twilio: Client, sandbox: Sandbox) -> None:
    sandbox.twilio.faults.order(Fault(status=429, code=20429, retry_after=3))
    with pytest.raises(TwilioRestException) as refusal:
        await twilio.messages.create_async(to=VILLAGER, from_=FROM, body="好")
    assert (refusal.value.status, refusal.value.code) == (429, 20429)


async def test_a_villager_writes_and_gets_the_answer(sandbox: Sandbox, echo: EchoApp) -> None:
    exchange = await sandbox.network.write(VILLAGER, " 积分 & 明细 ")
    assert (exchange.status, exchange.replies) == (200, ("您说： 积分 & 明细",))
    assert echo.texts[0]["Body"] == " 积分 & 明细 "
    shown = [(text.direction, text.body) for text in sandbox.world.texts(VILLAGER)]
    assert shown == [("inbound", " 积分 & 明细 "), ("outbound-reply", "您说： 积分 & 明细")]


async def test_a_repeated_webhook_has_the_same_sid(sandbox: Sandbox, echo: EchoApp) -> None:
    first = await sandbox.network.write(VILLAGER, "积分")
    await sandbox.network.write(VILLAGER, "积分", sid=first.form["MessageSid"])
    assert len({form["MessageSid"] for form in echo.texts}) == 1
    assert [text.direction for text in sandbox.world.texts(VILLAGER)].count("inbound") == 1


async def test_a_forged_signature_is_not_let_in(sandbox: Sandbox, echo: EchoApp) -> None:
    exchange = await sandbox.network.write(VILLAGER, "积分", signature="forged")
    assert (exchange.status, exchange.replies, echo.texts) == (403, (), [])


async def test_an_app_that_is_down_leaves_the_text_unanswered(sandbox: Sandbox, echo: EchoApp) -> None:
    await echo.close()
    exchange = await sandbox.network.write(VILLAGER, "积分")
    assert (exchange.status, exchange.replies) == (0, ())
    assert [text.error for text in sandbox.world.texts(VILLAGER)] == [11200]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("字" * 70, 1),
        ("字" * 71, 2),
        ("字" * 134, 2),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("[" * 81, 2),
        ("😀" * 36, 2),
    ],
)
def test_segments(text: str, count: int) -> None:
    assert segments(text) == count
