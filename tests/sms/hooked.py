"""Twilio before the product's webhooks, over real HTTP, signed by Twilio's own validator."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from xml.etree import ElementTree

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # twilio ships no types

from domain.model.delivery import Receipt
from domain.model.trouble import ReportTrouble, report_nothing
from sms.channels import InboundHandlers
from sms.channels.twilio.webhook_form import Forms
from sms.channels.twilio.webhooks import routes
from sms.inbound import InboundText
from sms.reception import Receiver
from tests.sms.village import FOUNDED, WANG

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
