"""What comes to Twilio's webhooks and is not believed, or is no form."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # twilio ships no types

from domain.model.trouble import TroubleKind
from domain.ports.store import Unavailable
from sms.channels.twilio.webhook_form import LARGEST_BODY
from sms.inbound import InboundText
from tests.sms.hooked import FORM, PUBLIC, TOKEN, Listener, Twilio, client, listener, message, serving
from tests.sms.village import FOUNDED, WANG

__all__ = ["client", "listener"]

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
