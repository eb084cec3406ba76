"""Twilio's webhooks: ``POST /sms/inbound`` answers a text, ``POST /sms/status`` hears what became of one of ours.

Source: https://www.twilio.com/docs/messaging/guides/webhook-request and …/guides/track-outbound-message-status.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from aiohttp import web

from domain.delivery import Failed, Sent
from sms.desk import Text
from sms.gateways.twilio_status import StatusReport, status_outcome
from sms.twiml import twiml
from sms.webhook_form import signed_form
from text.phones import to_e164

_SID = re.compile(r"[A-Za-z0-9]{1,64}")
_PARCEL = re.compile(r"[0-9]{1,18}")
_DELIVERED = frozenset({"delivered", "read"})


class Receiver(Protocol):
    """Answers texts; ``sms.desk.Desk`` is one."""

    async def receive(self, text: Text, now: datetime) -> str | None:
        """The reply, None for silence."""
        ...


@dataclass(frozen=True, slots=True)
class Status:
    """What became of a text of ours. ``parcel`` is its number in the outbox, None when the callback names none.

    ``opted_out``: it failed because the number refuses texts. ``queued``: it did not arrive; it may go again.
    """

    parcel: int | None
    sid: str
    state: Literal["sent", "delivered", "failed", "queued"]
    error: str | None = None
    opted_out: bool = False


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The handlers. Without an ``auth_token`` nothing can be believed, and both answer 503."""

    desk: Receiver
    auth_token: str | None
    public_url: str
    now: Callable[[], datetime]
    on_status: Callable[[Status], Awaitable[None]]

    async def inbound(self, request: web.Request) -> web.Response:
        """Answer one text. A sender without a telephone number (a short code, a name) gets silence."""
        form = await signed_form(request, self.auth_token, self.public_url)
        sid = _sid(form.get("MessageSid"))
        sender = form.get("From")
        if not sender:
            raise web.HTTPBadRequest(text="From is missing")
        phone = to_e164(sender)
        if phone is None:
            return _answer(None)
        text = Text(sid, phone, form.get("Body", ""), form.get("OptOutType") or None)
        return _answer(await self.desk.receive(text, self.now()))

    async def status(self, request: web.Request) -> web.Response:
        """Pass one report on. A status that we do not know changes nothing."""
        form = await signed_form(request, self.auth_token, self.public_url)
        _sid(form.get("MessageSid"))
        report = status_outcome(form)
        if report is not None:
            await self.on_status(_status(report, request.query.get("parcel", "")))
        return web.Response(status=204)


def routes(
    desk: Receiver,
    auth_token: str | None,
    public_url: str,
    now: Callable[[], datetime],
    on_status: Callable[[Status], Awaitable[None]],
) -> list[web.RouteDef]:
    """The two routes. ``public_url`` is what Twilio signs; ``now`` tells the local time."""
    webhooks = Webhooks(desk, auth_token, public_url, now, on_status)
    return [web.post("/sms/inbound", webhooks.inbound), web.post("/sms/status", webhooks.status)]


def _sid(given: str | None) -> str:
    if given is None or not _SID.fullmatch(given):
        raise web.HTTPBadRequest(text="MessageSid is missing or wrong")
    return given


def _answer(reply: str | None) -> web.Response:
    return web.Response(text=twiml(reply), content_type="text/xml", charset="utf-8")


def _status(report: StatusReport, parcel: str) -> Status:
    number = int(parcel) if _PARCEL.fullmatch(parcel) else None
    match report.outcome:
        case Sent():
            return Status(number, report.sid, "delivered" if report.status in _DELIVERED else "sent")
        case Failed(error, opted_out):
            return Status(number, report.sid, "failed", error, opted_out)
        case _:
            return Status(number, report.sid, "queued", report.error)
