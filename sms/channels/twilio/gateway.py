"""Texts by way of Twilio."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aiohttp import ClientConnectorError, ClientError, ConnectionTimeoutError, InvalidURL
from twilio.base.exceptions import (  # type: ignore[import-untyped]  # twilio ships no types
    TwilioException,
    TwilioRestException,
    TwilioServiceException,
)

from domain.model.delivery import Delivery, Outcome, Receipt, Retry, Sent, Unknown
from sms.channels.twilio.busy import Busy
from sms.channels.twilio.status import number, refused, status_outcome, taken
from sms.inbound import InboundText, ListedTexts
from text.phones import to_e164

if TYPE_CHECKING:
    from sms.channels.twilio.http import TwilioHttp

_log = logging.getLogger(__name__)

_SURELY_LISTED = timedelta(minutes=2)
"""A message that Twilio took is in its list by then; so what is not there by then was never taken."""
_CLOCK_SKEW = timedelta(minutes=1)
_LOOK_BACK = 200
_NOT_FOUND = 404
_LONGEST_VALIDITY_SECONDS = 36_000
_FAULTS = (Busy, TwilioException, ClientError, TimeoutError, ValueError, TypeError, KeyError, AttributeError)
"""Refusals, the network's faults, and what the library raises on a body that is not Twilio's."""


@dataclass(frozen=True, slots=True)
class TwilioAccount:
    """How we are known to Twilio. ``sender`` is a number, or the SID of a messaging service (``MG…``)."""

    sid: str
    auth_token: str
    sender: str


class TwilioGateway:
    """Carries deliveries with the payload ``{"body": text}`` to E.164 numbers.

    ``api_url``: in place of Twilio's own; ``seconds``: how long a request may take.
    """

    listed_late = timedelta(minutes=10)
    devices = ()

    def __init__(
        self,
        account: TwilioAccount,
        public_url: str,
        now: Callable[[], datetime],
        api_url: str | None = None,
        seconds: float = 15.0,
    ) -> None:
        self._account = account
        sender = account.sender
        self._from = {"messaging_service_sid": sender} if sender.startswith("MG") else {"from_": sender}
        self._public_url = public_url.rstrip("/")
        self._now = now
        self._api_url = api_url
        self._seconds = seconds

    @cached_property
    def _http(self) -> TwilioHttp:
        from sms.channels.twilio.http import TwilioHttp  # noqa: PLC0415 - see _messages

        return TwilioHttp(self._api_url, self._seconds)

    @cached_property
    def _messages(self) -> Any:
        # Loaded by the first call: with it come two more HTTP clients, 5 MB that a process without texts never needs.
        from twilio.rest import Client  # type: ignore[import-untyped]  # noqa: PLC0415 - twilio ships no types

        return Client(self._account.sid, self._account.auth_token, http_client=self._http).messages

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Hand a text over once."""
        outcome = await self._create(delivery)
        if isinstance(outcome, Retry) and outcome.ours:
            _log.error("Twilio does not let us in: %s. Check JIFEN_TWILIO_*; the texts wait", outcome.error)
        if isinstance(outcome, Retry) and outcome.closed:
            _log.error("Twilio does not let us text this number: %s. Allow it there; the text waits", outcome.error)
        return outcome

    async def _create(self, delivery: Delivery) -> Outcome:
        try:
            message = await self._messages.create_async(
                to=delivery.target,
                body=delivery.payload["body"],
                status_callback=f"{self._public_url}/sms/status?delivery={delivery.id}&attempt={delivery.attempts}",
                **self._from,
                **_validity(delivery, self._now()),
            )
        except _FAULTS as fault:
            return _meaning(fault)
        if not message.sid:
            return Unknown("answer without a SID")
        return taken(message.sid, message.status or "", number(message.error_code))

    def allowance(self, delivery: Delivery) -> None:
        """Twilio keeps its own limits."""

    async def look_up(self, delivery: Delivery) -> Outcome | None:
        """Search the number's messages for this text. Anything but Sent is only believed after two minutes."""
        try:
            found = await self._sent_since(delivery)
        except _FAULTS as fault:
            _log.warning("delivery %s: look-up failed: %s", delivery.id, type(fault).__name__)
            return None
        for outcome in found:
            if isinstance(outcome, Sent):
                return outcome
        if delivery.leased is None or timedelta(0) <= self._now() - delivery.leased < _SURELY_LISTED:
            return None
        return found[0] if found else Retry("never reached Twilio", 0)

    async def report_of(self, external_id: str) -> Receipt | None:
        """What Twilio says of a message of ours, as its status callback would; one that it no longer has is no news."""
        try:
            message = await self._messages(external_id).fetch_async()
        except TwilioRestException as refusal:
            return Receipt(external_id, "sent") if refusal.status == _NOT_FOUND else None
        except _FAULTS as fault:
            _log.warning("asking after a text failed: %s", type(fault).__name__)
            return None
        form = {"MessageSid": external_id, "MessageStatus": message.status, "ErrorCode": message.error_code}
        report = status_outcome(form)
        return None if report is None else report.receipt()

    async def received_since(self, since: datetime) -> ListedTexts:
        """The texts to our number, or to our messaging service, that Twilio has in its list since then."""
        to = {"to": self._from["from_"]} if "from_" in self._from else {}
        try:
            listed = await self._messages.stream_async(date_sent_after=since.astimezone(UTC), page_size=1000, **to)
            texts = [_inbound(message) async for message in listed if self._is_to_us(message)]
        except _FAULTS as fault:
            _log.warning("asking for texts that came in failed: %s", type(fault).__name__)
            return ListedTexts(whole=False)
        return ListedTexts(tuple(sorted(filter(None, texts), key=lambda text: (text.sent or since, text.sid))))

    def _is_to_us(self, message: Any) -> bool:
        service = self._from.get("messaging_service_sid")
        return message.direction == "inbound" and service in (None, message.messaging_service_sid)

    async def _sent_since(self, delivery: Delivery) -> list[Outcome]:
        since = _since(delivery, self._now())
        messages = await self._messages.stream_async(to=delivery.target, page_size=50, limit=_LOOK_BACK)
        return [
            taken(message.sid, message.status or "", number(message.error_code))
            async for message in messages
            if _is_it(message, delivery, since)
        ]

    async def close(self) -> None:
        """Close the connections."""
        if "_http" in self.__dict__:
            await self._http.close()


def _inbound(message: Any) -> InboundText | None:
    """A listed message as its webhook would have brought it; None from a sender without a telephone number."""
    sender = to_e164(message.from_ or "")
    if sender is None:
        return None
    sent, pictures = message.date_sent or message.date_created, message.num_media not in (None, "", "0")
    return InboundText(message.sid, sender, message.body or "", sent=sent, pictures=pictures)


def _validity(delivery: Delivery, now: datetime) -> dict[str, int]:
    """How long Twilio may keep the text before it brings it: 1 to 36,000 seconds.

    Source: https://www.twilio.com/docs/api/errors/90007
    """
    if delivery.until is None:
        return {}
    return {"validity_period": min(max(int((delivery.until - now).total_seconds()), 1), _LONGEST_VALIDITY_SECONDS)}


def _meaning(fault: Exception) -> Outcome:
    """What a failed request means: whatever may have reached Twilio is unknown."""
    match fault:
        case Busy():
            return Retry(str(fault), fault.after_seconds)
        case TwilioRestException() | TwilioServiceException():
            return refused(fault.status, number(fault.code))
        case InvalidURL():
            return Retry("JIFEN_TWILIO_API is not an address", ours=True)
        case ClientConnectorError() | ConnectionTimeoutError():
            return Retry(f"Twilio not reached: {type(fault).__name__}")
        case _:
            return Unknown(type(fault).__name__)


def _since(delivery: Delivery, now: datetime) -> datetime | None:
    """From when on messages may be this attempt's; None when the clock was set back since, so that nobody knows."""
    began = delivery.leased or delivery.posted
    return None if began > now else began - _CLOCK_SKEW


def _is_it(message: Any, delivery: Delivery, since: datetime | None) -> bool:
    """Whether a listed message is this attempt's, and none of an attempt before.

    Compared by the end of the text, as a trial account puts words of its own before it.
    """
    if message.to != delivery.target or message.direction == "inbound":
        return False
    recent = since is None or message.date_created is None or message.date_created >= since
    return recent and (message.body or "").strip().endswith(delivery.payload["body"].strip())
