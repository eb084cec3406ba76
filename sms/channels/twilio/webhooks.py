"""Twilio's webhooks: ``POST /sms/inbound`` answers a text, ``POST /sms/status`` hears what became of one of ours.

Source: https://www.twilio.com/docs/messaging/guides/webhook-request and …/guides/track-outbound-message-status.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from aiohttp import web

from domain.ports.store import Unavailable
from sms.channels import InboundHandlers
from sms.channels.twilio.status import status_outcome
from sms.channels.twilio.twiml import twiml
from sms.channels.twilio.webhook_form import Forms
from sms.inbound import InboundText
from text.phones import to_e164

log = logging.getLogger(__name__)

_SID = re.compile(r"[A-Za-z0-9]{1,64}")
_NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The handlers. Where nothing can be believed or the store fails, both answer 503."""

    calls: InboundHandlers
    forms: Forms

    async def inbound(self, request: web.Request) -> web.Response:
        """Answer one text. A sender without a telephone number (a short code, a name) gets silence."""
        form = await self.forms.read(request)
        sid = _sid(form.get("MessageSid"))
        sender = form.get("From")
        if not sender:
            raise web.HTTPBadRequest(text="From is missing")
        phone = to_e164(sender)
        if phone is None:
            log.info("sms %s: from a sender without a telephone number, passed over", sid)
            return _answer(None)
        pictures = form.get("NumMedia", "0") not in ("", "0")
        text = InboundText(sid, phone, form.get("Body", ""), form.get("OptOutType") or None, pictures=pictures)
        try:
            return _answer(await self.calls.receiver.receive(text, self.calls.now()))
        except Unavailable:
            raise web.HTTPServiceUnavailable(text="not taken, try again") from None

    async def status(self, request: web.Request) -> web.Response:
        """Pass one report on. A status that we do not know changes nothing."""
        form = await self.forms.read(request)
        _sid(form.get("MessageSid"))
        report = status_outcome(form)
        if report is not None:
            try:
                await self.calls.on_status(report.receipt(_number(request, "delivery"), _number(request, "attempt")))
            except Unavailable:
                raise web.HTTPServiceUnavailable(text="not taken, try again") from None
        return web.Response(status=204)


def routes(calls: InboundHandlers, forms: Forms) -> list[web.RouteDef]:
    """The two routes."""
    webhooks = Webhooks(calls, forms)
    return [web.post("/sms/inbound", webhooks.inbound), web.post("/sms/status", webhooks.status)]


def _sid(given: str | None) -> str:
    if given is None or not _SID.fullmatch(given):
        raise web.HTTPBadRequest(text="MessageSid is missing or wrong")
    return given


def _answer(reply: str | None) -> web.Response:
    return web.Response(text=twiml(reply), content_type="text/xml", charset="utf-8")


def _number(request: web.Request, name: str) -> int | None:
    """A number that we put into the callback's address."""
    given = request.query.get(name, "")
    return int(given) if _NUMBER.fullmatch(given) else None
