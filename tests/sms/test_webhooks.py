"""Twilio's webhooks over real HTTP, signed by Twilio's own validator."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from xml.etree import ElementTree

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # twilio ships no types

from domain.model.delivery import Receipt
from domain.model.trouble import ReportTrouble, TroubleKind, report_nothing
from domain.ports.store import Unavailable
from sms.channels import InboundHandlers
from sms.channels.twilio.twiml import twiml
from sms.channels.twilio.webhook_form import LARGEST_BODY, Forms
from sms.channels.twilio.webhooks import routes
from sms.inbound import InboundText
from sms.reception import Receiver
from sms.wording import replies
from tests.sms.village import FOUNDED, LI, STRANGER, WANG, Village

TOKEN = "secret-token"
PUBLIC = "https://points.example.org"
FORM = "application/x-www-form-urlencoded"


class Twilio:
    """Sends what Twilio would send, to a server that knows its token."""

    def __init__(self, client: TestClient[web.Request, web.Application], reports: list[Receipt]) -> None:
        self.client = client
        self.reports = reports
        self.sids = 0

    async def post(self, path: str, form: Mapping[str, str], *, token: str = TOKEN) -> ClientResponse:
        signature = RequestValidator(token).compute_signature(PUBLIC + path, dict(form))
        return await self.client.post(path, data=form, headers={"X-Twilio-Signature": signature})

    async def text(self, body: str, sender: str = WANG, **more: str) -> ClientResponse:
        self.sids += 1
        form = {"MessageSid": f"SM{self.sids:032x}", "From": sender, "To": "+15005550006", "Body": body, **more}
        return await self.post("/sms/inbound", form)


class Listener:
    """A desk that writes down what reaches it, and says so."""

    def __init__(self) -> None:
        self.texts: list[InboundText] = []

    async def receive(self, text: InboundText, _: datetime) -> str | None:
        self.texts.append(text)
        return "收到"


@asynccontextmanager
async def serving(
    desk: Receiver,
    now: Callable[[], datetime],
    token: str | None = TOKEN,
    *,
    from_here: bool = False,
    report: ReportTrouble = report_nothing,
) -> AsyncIterator[Twilio]:
    reports: list[Receipt] = []

    async def note(status: Receipt) -> None:
        reports.append(status)

    app = web.Application()
    app.add_routes(routes(InboundHandlers(desk, note, now), Forms(token, PUBLIC, from_here, report)))
    async with TestClient(TestServer(app)) as client:
        yield Twilio(client, reports)


@pytest.fixture
async def twilio(village: Village) -> AsyncIterator[Twilio]:
    """Before the desk of a village."""
    async with serving(village.desk, lambda: village.now) as twilio:
        yield twilio


@pytest.fixture
def listener() -> Listener:
    """What comes through."""
    return Listener()


@pytest.fixture
async def client(listener: Listener) -> AsyncIterator[Twilio]:
    """Before the listener."""
    async with serving(listener, lambda: FOUNDED) as twilio:
        yield twilio


async def message(response: ClientResponse) -> str | None:
    """What a TwiML answer says; None = nothing."""
    assert response.status == 200
    assert response.content_type == "text/xml"
    root = ElementTree.fromstring(await response.text())
    assert root.tag == "Response"
    return root.findtext("Message")


# --- texts


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


# --- what is not believed, and what is no form

TEXT = {"MessageSid": "SM1", "From": WANG, "Body": "积分"}


@pytest.mark.parametrize(
    ("signature", "status"), [(None, 403), ("", 403), ("forged", 403), ("é", 403), ("x" * 4000, 403)]
)
async def test_without_the_right_signature(
    listener: Listener, client: Twilio, signature: str | None, status: int
) -> None:
    headers = {} if signature is None else {"X-Twilio-Signature": signature}
    for path in ("/sms/inbound", "/sms/status"):
        response = await client.client.post(path, data=TEXT, headers=headers)
        assert response.status == status


async def test_another_token_another_address_and_a_changed_form(listener: Listener, client: Twilio) -> None:
    assert (await client.post("/sms/inbound", TEXT, token="other")).status == 403
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/sms/inbound", TEXT)
    headers = {"X-Twilio-Signature": signature}
    assert (await client.client.post("/sms/inbound?x=1", data=TEXT, headers=headers)).status == 403
    assert (await client.client.post("/sms/inbound", data=TEXT | {"Body": "积分 "}, headers=headers)).status == 403
    assert (await client.client.post("/sms/inbound", data=TEXT, headers=headers)).status == 200
    assert len(listener.texts) == 1


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"From": WANG, "Body": "积分"},
        {"MessageSid": "", "From": WANG, "Body": "积分"},
        {"MessageSid": "SM1\x00", "From": WANG, "Body": "积分"},
        {"MessageSid": "S" * 65, "From": WANG, "Body": "积分"},
        {"MessageSid": "SM1", "Body": "积分"},
        {"MessageSid": "SM1", "From": "", "Body": "积分"},
        {f"Field{number}": "" for number in range(300)},
    ],
)
async def test_signed_forms_that_lack_something(listener: Listener, client: Twilio, form: dict[str, str]) -> None:
    response = await client.post("/sms/inbound", form)
    assert response.status == 400
    assert "\n" not in await response.text()
    assert listener.texts == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{}"),
        ("multipart/form-data; boundary=x", b"--x"),
        ("text/plain", b"MessageSid=SM1"),
        (FORM, b"MessageSid=%ff%fe"),
        (FORM, b"\xff\xfe\x00"),
        ("", b"MessageSid=SM1"),
    ],
)
async def test_bodies_that_are_no_form(listener: Listener, client: Twilio, kind: str, body: bytes) -> None:
    headers = {"X-Twilio-Signature": "anything", "Content-Type": kind}
    response = await client.client.post("/sms/inbound", data=body, headers=headers)
    assert response.status == 400


async def test_an_endless_body_is_cut_off(listener: Listener, client: Twilio) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(LARGEST_BODY // 1024 + 1):
            yield b"a" * 1024

    headers = {"X-Twilio-Signature": "anything", "Content-Type": FORM}
    response = await client.client.post("/sms/inbound", data=endless(), headers=headers)
    assert response.status == 413


async def test_a_form_that_is_too_large(listener: Listener, client: Twilio) -> None:
    response = await client.post("/sms/inbound", {"MessageSid": "SM1", "From": WANG, "Body": "长" * LARGEST_BODY})
    assert response.status == 413
    assert listener.texts == []


async def test_what_add_ons_say_about_the_number_may_come_along(listener: Listener, client: Twilio) -> None:
    assert await message(await client.text("积分", AddOns="长" * 5_000)) == "收到"


async def test_a_wrong_public_address_is_told_once_a_minute_with_both(
    listener: Listener, client: Twilio, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        assert (await client.post("/sms/inbound?delivery=1", TEXT, token="other")).status == 403
    (told,) = [record.getMessage() for record in caplog.records if "JIFEN_PUBLIC_URL" in record.getMessage()]
    assert f"'http://127.0.0.1:{client.client.port}/sms/inbound'" in told
    assert f"'{PUBLIC}/sms/inbound'" in told
    assert WANG not in told
    assert "other" not in told


async def test_a_signature_that_does_not_fit_is_kept_with_both_addresses_until_one_fits(listener: Listener) -> None:
    kinds: list[tuple[TroubleKind | None, str]] = []

    async def report(kind: TroubleKind | None, detail: str = "") -> None:
        kinds.append((kind, detail))

    async with serving(listener, lambda: FOUNDED, report=report) as client:
        await client.post("/sms/inbound", TEXT, token="other")
        await client.post("/sms/inbound", TEXT)
        came = f"http://127.0.0.1:{client.client.port}/sms/inbound"
    assert kinds == [(TroubleKind.SIGNATURE, f"来到 {came}，按 {PUBLIC}/sms/inbound 核对"), (None, "")]


@pytest.mark.parametrize(
    ("headers", "body", "told"),
    [
        ({"Content-Type": FORM}, b"Body=x", "without a signature"),
        ({"Content-Type": "text/plain", "X-Twilio-Signature": "x"}, b"Body=x", "no form that can be read"),
        ({"Content-Type": FORM, "X-Twilio-Signature": "x"}, b"a=1&" * 300, "no form that can be read"),
        ({"Content-Type": FORM, "X-Twilio-Signature": "x"}, b"a" * (LARGEST_BODY + 1), "no form that can be read"),
    ],
)
async def test_a_call_that_cannot_be_checked_is_told_once_a_minute(
    client: Twilio, headers: dict[str, str], body: bytes, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        assert (await client.client.post("/sms/inbound", data=body, headers=headers)).status >= 400
    assert caplog.text.count(told) == 1


async def test_without_an_account_a_text_can_be_tried_from_this_machine_only(listener: Listener) -> None:
    async with serving(listener, lambda: FOUNDED, None, from_here=True) as client:
        assert await message(await client.client.post("/sms/inbound", data=TEXT)) == "收到"
        for proxy in ("X-Forwarded-For", "Forwarded", "Via"):
            assert (await client.client.post("/sms/inbound", data=TEXT, headers={proxy: "x"})).status == 503
    async with serving(listener, lambda: FOUNDED, TOKEN, from_here=True) as client:
        assert (await client.client.post("/sms/inbound", data=TEXT)).status == 403


async def test_a_text_that_was_not_taken_is_no_success() -> None:
    class Away:
        async def receive(self, text: InboundText, now: datetime) -> str | None:  # noqa: ARG002 - a receiver's signature
            raise Unavailable("away")

    async with serving(Away(), lambda: FOUNDED) as client:
        assert (await client.text("积分")).status == 503


@pytest.mark.parametrize("token", [None, ""])
async def test_without_a_token_nothing_is_believed(listener: Listener, token: str | None) -> None:
    async with serving(listener, lambda: FOUNDED, token) as client:
        for path in ("/sms/inbound", "/sms/status"):
            assert (await client.post(path, TEXT, token="")).status == 503
    assert listener.texts == []


# --- status reports


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
