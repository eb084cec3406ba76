"""Texts and reports that Twilio sends, over real HTTP."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from xml.etree import ElementTree

import pytest

from domain.model.delivery import Receipt
from sms.channels.twilio.twiml import twiml
from sms.inbound import InboundText
from sms.wording import replies
from tests.sms.hooked import Listener, Twilio, client, listener, message, serving
from tests.sms.village import LI, STRANGER, WANG, Village

__all__ = ["client", "listener"]


@pytest.fixture
async def twilio(village: Village) -> AsyncIterator[Twilio]:
    """Before the desk of a village."""
    async with serving(village.desk, lambda: village.now) as twilio:
        yield twilio


async def test_a_signed_text_is_answered(village: Village, twilio: Twilio) -> None:
    await village.household("王建国", WANG)
    said = await message(await twilio.text("积分"))
    assert said == "王建国户：7月110分，全年0分，第1名，可用0分。这一轮过完，分才计入全年。"


@pytest.mark.parametrize(("media", "told"), [("1", True), ("3", True), ("0", False)])
async def test_a_picture_is_said_not_to_be_kept(village: Village, twilio: Twilio, media: str, told: bool) -> None:
    await village.household("王建国", WANG)
    reply = await (await twilio.text("积分", NumMedia=media)).text()
    assert (replies.NO_PICTURES in reply) is told
    assert "王建国户" in reply


async def test_a_picture_without_words_is_asked_for_in_words(village: Village, twilio: Twilio) -> None:
    await village.household("王建国", WANG)
    reply = await message(await twilio.text("", NumMedia="1"))
    assert reply is not None
    assert reply.startswith(replies.NO_PICTURE_MESSAGE)
    assert replies.NO_PICTURES not in reply


async def test_a_repeated_sid_gets_the_same_bytes_and_changes_nothing(village: Village, twilio: Twilio) -> None:
    wang = await village.household("王建国", WANG)
    first = await (await twilio.text("积分", MessageSid="SM77")).read()
    await village.record(wang, "环4", -2, "没分类")
    assert await (await twilio.text("积分", MessageSid="SM77")).read() == first
    assert await (await twilio.text("退订", MessageSid="SM77")).read() == first
    assert await village.count("inbox") == 1
    assert await village.count("optouts") == 0


@pytest.mark.parametrize("sender", [WANG, " 8619900000001", "+86 199-0000-0001", "008619900000001", "19900000001"])
async def test_a_sender_in_any_spelling(listener: Listener, client: Twilio, sender: str) -> None:
    assert await message(await client.text(" 积分 ", sender)) == "收到"
    assert listener.texts == [InboundText(f"SM{1:032x}", WANG, " 积分 ")]


@pytest.mark.parametrize("sender", ["10086", "BANK", "whatsapp:+8619900000001", "+", "\x00"])
async def test_a_sender_without_a_number_gets_silence(
    listener: Listener, client: Twilio, sender: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        assert await message(await client.text("积分", sender)) is None
    assert listener.texts == []
    assert f"sms SM{1:032x}: from a sender without a telephone number" in caplog.text


async def test_an_unknown_number_twice(twilio: Twilio) -> None:
    assert await message(await twilio.text("积分", STRANGER)) == replies.UNKNOWN_NUMBER
    assert await message(await twilio.text("积分", STRANGER)) is None


async def test_twenty_five_texts_in_an_hour(village: Village, twilio: Twilio) -> None:
    await village.household("王建国", WANG)
    said = [await message(await twilio.text("积分" + "。" * number)) for number in range(25)]
    assert [text is not None for text in said] == [True] * 20 + [False] * 5


async def test_opting_out_at_twilio_and_back(village: Village, twilio: Twilio) -> None:
    await village.household("李秀芳", LI)
    assert await message(await twilio.text("STOP", LI, OptOutType="STOP")) is None
    assert await village.count("optouts") == 1
    assert (await message(await twilio.text("积分", LI)) or "").startswith("李秀芳户：")
    assert await message(await twilio.text("START", LI, OptOutType="START")) is None
    assert await village.count("optouts") == 0


@pytest.mark.parametrize("body", ["", "  积分 ", "🎉", "积\n分", "a&b=c+d%20<>\"'", "\x00", "长" * 1600])
async def test_odd_bodies_come_through_as_they_are(listener: Listener, client: Twilio, body: str) -> None:
    assert await message(await client.text(body)) == "收到"
    assert [text.body for text in listener.texts] == [body]


async def test_markup_in_a_reason_stays_text(village: Village, twilio: Twilio) -> None:
    wang = await village.household("王建国", WANG)
    await village.record(wang, "环4", -1, "袋子<破了>&\x0b漏")
    assert "袋子<破了>& 漏" in (await message(await twilio.text("明细")) or "")


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/sms/status?delivery=7&attempt=2", {"MessageStatus": "sent"}, Receipt("SM1", "sent", 7, 2)),
        ("/sms/status?delivery=7&attempt=2", {"MessageStatus": "queued"}, Receipt("SM1", "sent", 7, 2)),
        ("/sms/status", {"MessageStatus": "delivered"}, Receipt("SM1", "delivered")),
        ("/sms/status?delivery=seven", {"MessageStatus": "delivered"}, Receipt("SM1", "delivered")),
        (f"/sms/status?delivery={'9' * 30}", {"MessageStatus": "delivered"}, Receipt("SM1", "delivered")),
        (
            "/sms/status?delivery=7&attempt=2",
            {"MessageStatus": "failed", "ErrorCode": "21610"},
            Receipt("SM1", "failed", 7, 2, "opted out (21610)", opted_out=True),
        ),
        (
            "/sms/status?delivery=7&attempt=2",
            {"MessageStatus": "undelivered", "ErrorCode": "30003"},
            Receipt("SM1", "queued", 7, 2, "phone not reachable (30003)"),
        ),
        (
            "/sms/status?delivery=7&attempt=2",
            {"MessageStatus": "failed", "ErrorCode": "30002"},
            Receipt("SM1", "queued", 7, 2, "account suspended (30002)", ours=True),
        ),
        (
            "/sms/status?delivery=7&attempt=2",
            {"MessageStatus": "undelivered", "ErrorCode": "21408"},
            Receipt("SM1", "queued", 7, 2, "country not enabled (21408)", ours=True),
        ),
    ],
)
async def test_reports_are_passed_on(client: Twilio, path: str, form: dict[str, str], status: Receipt) -> None:
    assert (await client.post(path, {"MessageSid": "SM1", **form})).status == 204
    assert client.reports == [status]


async def test_a_status_that_nobody_knows_changes_nothing(client: Twilio) -> None:
    assert (await client.post("/sms/status", {"MessageSid": "SM1", "MessageStatus": "pondering"})).status == 204
    assert (await client.post("/sms/status", {"MessageStatus": "sent"})).status == 400
    assert client.reports == []


# --- markup


@pytest.mark.parametrize(
    ("reply", "read"),
    [
        (None, None),
        ("第1名", "第1名"),
        ("<&>\"']]>", "<&>\"']]>"),
        ("一\n二", "一\n二"),
        ("响\x07铃\x00", "响铃"),
        ("半\ud83c个", "半个"),
        ("🎉", "🎉"),
    ],
)
def test_every_reply_is_well_formed(reply: str | None, read: str | None) -> None:
    assert ElementTree.fromstring(twiml(reply).encode()).findtext("Message") == read
