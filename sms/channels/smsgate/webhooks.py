"""``POST /sms/smsgate``: what a phone calls us for. ``?phone=`` names the one that calls, the default phone by none.

Source: https://docs.sms-gate.app/features/webhooks/. The phone waits five seconds, and calls again for hours until it
gets an answer of 2xx, under the same event id and with a new signature.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from aiohttp import web

from domain.model.trouble import TroubleKind
from domain.ports.store import Unavailable
from sms.channels import InboundHandlers
from sms.channels.body import read_body
from sms.channels.smsgate import inbox, reports
from sms.channels.smsgate.phone import DEFAULT, Phone, by_sim, named
from sms.channels.smsgate.signature import TOLERANCE, age, fits
from text.storable import storable

_log = logging.getLogger(__name__)

PATH: Final = "/sms/smsgate"
PATIENCE_SECONDS: Final = 3.0
"""How long a text may take before it is answered behind the phone's back."""
_LONGEST_SECONDS: Final = 4.5
"""Whatever takes longer is refused: the phone would count the call as lost, and calls again."""
_LARGEST_BODY = 64 * 1024
_EVENT_ID: Final = re.compile(r"[\x21-\x7e]{1,128}")
_RECEIVED: Final = "sms:received"
_PICTURE: Final = "mms:received"
"""A picture message: the phone tells nothing of it but a subject, and by that alone nothing is done."""


@dataclass(frozen=True, slots=True)
class Event:
    """One call, believed."""

    phone: Phone
    id: str
    kind: str
    payload: Mapping[str, Any]

    def text(self, *names: str) -> str:
        """The first of these fields that is there, "" for none."""
        return storable(next((str(self.payload[name]) for name in names if self.payload.get(name) is not None), ""))

    def instant(self, name: str) -> datetime | None:
        """A field that is an instant; None for one that is missing or none."""
        try:
            found = datetime.fromisoformat(self.text(name))
        except ValueError:
            return None
        return found if found.tzinfo else found.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The handler. Where nothing can be believed or the store fails it answers 503, and the phone calls again."""

    calls: InboundHandlers
    phones: Sequence[Phone]

    async def call(self, request: web.Request) -> web.Response:
        """Take one event."""
        event = await self._believed(request)
        try:
            async with asyncio.timeout(_LONGEST_SECONDS):
                await self._take(event)
        except (Unavailable, TimeoutError):
            raise web.HTTPServiceUnavailable(text="not taken, try again") from None
        return web.json_response({})

    async def _take(self, event: Event) -> None:
        await self.calls.heard_from(event.phone.name)
        if event.kind in (_RECEIVED, _PICTURE):
            await self._receive(event)
        else:
            receipt = reports.report(event.kind, event.id, event.text("messageId"), event.text("reason"))
            if receipt is not None:
                await self.calls.on_status(receipt)

    async def _receive(self, event: Event) -> None:
        sender, body = event.text("sender", "phoneNumber"), event.text("message")
        sim = event.payload.get("simNumber")
        phone = by_sim(self.phones, event.phone, sim if isinstance(sim, int) else None)
        at, now = event.instant("receivedAt"), self.calls.now()
        text = inbox.called(phone.name, event.id, sender, body, at, now)
        if text is None:
            _log.info("event %s: from a sender without a telephone number, passed over", event.id)
            return
        await self.calls.receiver.receive(replace(text, pictures=event.kind == _PICTURE), now)

    async def _believed(self, request: web.Request) -> Event:
        """Raises HTTPServiceUnavailable without a key to check with, HTTPForbidden for a signature that is missing,
        wrong or old, HTTPRequestEntityTooLarge, HTTPBadRequest for what is no event.
        """
        phone = named(self.phones, request.query.get("phone", DEFAULT))
        if phone is None or not phone.signing_key:
            raise web.HTTPServiceUnavailable(text="no signing key is configured for this phone")
        body = await read_body(request, _LARGEST_BODY)
        timestamp, signature = request.headers.get("X-Timestamp", ""), request.headers.get("X-Signature", "")
        old = age(timestamp, self.calls.now())
        if old is None or not fits(phone.signing_key, body, timestamp, signature):
            await self._tell("手机签的名对不上")
            raise web.HTTPForbidden(text="not signed, or with another key")
        if abs(old) > TOLERANCE:
            await self._tell(f"手机的时间和这里差 {abs(old).total_seconds() / 60:.0f} 分钟")
            raise web.HTTPForbidden(text="signed too long ago, or in the future")
        await self.calls.report(None, "")
        return _event(phone, body)

    async def _tell(self, detail: str) -> None:
        _log.warning("a call to %s is not believed: check JIFEN_SMSGATE_SIGNING_KEY and the phone's clock", PATH)
        await self.calls.report(TroubleKind.SIGNATURE, detail)


def routes(calls: InboundHandlers, phones: Sequence[Phone]) -> list[web.RouteDef]:
    """The one route."""
    return [web.post(PATH, Webhooks(calls, phones).call)]


def _event(phone: Phone, body: bytes) -> Event:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest(text="not JSON") from None
    if not isinstance(given, dict):
        raise web.HTTPBadRequest(text="not an event")
    event, payload = str(given.get("id", "")), given.get("payload") or {}
    if not _EVENT_ID.fullmatch(event) or not isinstance(payload, dict):
        raise web.HTTPBadRequest(text="an event without an id, or without what it is about")
    return Event(phone, event, str(given.get("event", "")), payload)
