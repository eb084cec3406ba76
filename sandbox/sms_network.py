"""The mobile network behind the local Twilio: texts reach phones, phones write to the app, the app is told.

Webhooks are signed as Twilio does: https://www.twilio.com/docs/usage/security#validating-requests.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree as Xml

import aiohttp
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it ships no types

from sandbox.model import Direction, Text
from sandbox.sms_text import segments
from sandbox.world import World

_TIMEOUT = aiohttp.ClientTimeout(total=15)
_API_VERSION = "2010-04-01"
_SWITCHED_OFF, _UNKNOWN_NUMBER = 30003, 30005


@dataclass(frozen=True, slots=True)
class Exchange:
    """One webhook call. ``status`` is 0 when the app could not be reached; ``error`` says why it gave no answer."""

    url: str
    form: Mapping[str, str]
    status: int
    body: str = ""
    error: str = ""
    replies: tuple[str, ...] = ()


class Network:
    """Carries texts both ways.

    ``app_url`` is where the app listens, ``public_url`` what it is called from outside (it is signed for).
    Settings for tests: ``delay_seconds`` a hop, ``out_of_order`` callbacks, ``stalled`` (nothing is delivered).
    """

    def __init__(self, world: World, app_url: str, public_url: str | None = None) -> None:
        self._world = world
        self.app_url = app_url.rstrip("/")
        self.public_url = (public_url or app_url).rstrip("/")
        self.inbound_path = "/sms/inbound"
        self.delay_seconds = 0.0
        self.out_of_order = False
        self.stalled = False
        self.callbacks: list[Exchange] = []
        """Every status callback made, for tests."""
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def carry(self, text: Text) -> None:
        """Take a text on its way to a phone: queued, then sent, then delivered or not."""
        if self.stalled:
            return
        task = asyncio.create_task(self._carry(text))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        """Wait until every text on its way has arrived or failed, and the app has been told."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def resume(self) -> None:
        """Carry on with what was on its way when the world was saved, or stalled."""
        self.stalled = False
        for text in list(self._world.state.texts.values()):
            if text.status in ("queued", "sent") and text.direction == "outbound-api":
                self.carry(text)

    async def write(
        self,
        sender: str,
        body: str,
        *,
        sid: str | None = None,
        signature: str | None = None,
        extra: Mapping[str, str] | None = None,
    ) -> Exchange:
        """Write to the app from a phone. The same ``sid`` repeats a webhook; ``signature`` replaces the right one."""
        sid = sid or f"SM{self._world.new_id()}"
        form = self._inbound_form(sid, sender, body) | dict(extra or {})
        first_time = sid not in self._world.state.texts
        text = Text(sid, sender, self._world.account.number, body, self._world.now(), "inbound", "received")
        if first_time:
            self._world.put_text(text)
        exchange = await self.post(self.public_url + self.inbound_path, form, signature)
        if first_time and exchange.error:
            self._world.put_text(replace(text, error=exchange.status or 11200))
        for reply in exchange.replies:
            self._receive(sender, reply, "outbound-reply")
        return exchange

    async def post(self, url: str, form: Mapping[str, str], signature: str | None = None) -> Exchange:
        """Call one of the app's webhooks, signed."""
        headers = {"X-Twilio-Signature": self.sign(url, form) if signature is None else signature}
        address = self.app_url + url.removeprefix(self.public_url) if url.startswith(self.public_url) else url
        session = self._open_session()
        try:
            async with session.post(address, data=dict(form), headers=headers, timeout=_TIMEOUT) as response:
                body = await response.text()
        except (aiohttp.ClientError, TimeoutError) as error:
            return Exchange(url, form, 0, error=type(error).__name__)
        if not response.ok:
            return Exchange(url, form, response.status, body, error=f"HTTP {response.status}")
        try:
            return Exchange(url, form, response.status, body, replies=replies_in(body))
        except Xml.ParseError:
            return Exchange(url, form, response.status, body, error="not TwiML")

    def sign(self, url: str, form: Mapping[str, str]) -> str:
        """The X-Twilio-Signature of a request."""
        return str(RequestValidator(self._world.account.auth_token).compute_signature(url, dict(form)))

    async def report(self, text: Text) -> Exchange | None:
        """Call the status callback with a text's status, if it has one."""
        if not text.callback:
            return None
        exchange = await self.post(text.callback, self._status_form(text))
        self.callbacks.append(exchange)
        return exchange

    async def close(self) -> None:
        """Stop carrying."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session:
            await self._session.close()

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    async def _carry(self, text: Text) -> None:
        phone = self._world.state.phones.get(text.to) or self._world.add_phone(text.to)
        await asyncio.sleep(self.delay_seconds)
        sent = self._world.put_text(replace(text, status="sent"))
        if not self.out_of_order:
            await self.report(sent)
        await asyncio.sleep(self.delay_seconds)
        match phone.reach:
            case "on":
                last = replace(sent, status="delivered")
            case "off":
                last = replace(sent, status="undelivered", error=_SWITCHED_OFF)
            case "gone":
                last = replace(sent, status="undelivered", error=_UNKNOWN_NUMBER)
        await self.report(self._world.put_text(last))
        if self.out_of_order:
            await self.report(sent)

    def _receive(self, number: str, body: str, direction: Direction) -> None:
        sid = f"SM{self._world.new_id()}"
        sender = self._world.account.number
        self._world.put_text(Text(sid, sender, number, body, self._world.now(), direction, "delivered"))

    def _inbound_form(self, sid: str, sender: str, body: str) -> dict[str, str]:
        return self._form(sid, sender, self._world.account.number) | {
            "SmsMessageSid": sid,
            "SmsStatus": "received",
            "Body": body,
            "NumMedia": "0",
            "NumSegments": str(segments(body)),
            "FromCountry": "CN",
            "ToCountry": "CN",
        }

    def _status_form(self, text: Text) -> dict[str, str]:
        form = self._form(text.sid, text.sender, text.to) | {"MessageStatus": text.status, "SmsStatus": text.status}
        return form | ({"ErrorCode": str(text.error)} if text.error else {})

    def _form(self, sid: str, sender: str, to: str) -> dict[str, str]:
        account = self._world.account.sid
        return {
            "MessageSid": sid,
            "SmsSid": sid,
            "AccountSid": account,
            "From": sender,
            "To": to,
            "ApiVersion": _API_VERSION,
        }


def replies_in(twiml: str) -> tuple[str, ...]:
    """The texts of the ``<Message>`` elements. Raises ElementTree.ParseError."""
    if not twiml.strip():
        return ()
    messages: list[Any] = Xml.fromstring(twiml).findall("Message")  # noqa: S314 - it comes from our own app
    return tuple("".join((message.find("Body") or message).itertext()).strip() for message in messages)
