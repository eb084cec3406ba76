"""Texts by way of the phones: each by the phone of its village, replies by the phone that was written to."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from aiohttp import ClientConnectorError, ConnectionTimeoutError, InvalidURL
from android_sms_gateway.errors import APIError

from domain.model.delivery import Delivery, Failed, Outcome, Receipt, Retry, Sent, Unknown
from sms.channels import Allowance
from sms.channels.smsgate import inbox, message_id
from sms.channels.smsgate.api import FAULTS, PhoneApi, TextState
from sms.channels.smsgate.device import PhoneDevice
from sms.channels.smsgate.phone import Phone, by_sim, devices, named, phone_of
from sms.channels.smsgate.reports import receipt_of
from sms.inbound import BY, InboundText, ListedTexts
from text.phones import is_mobile

_log = logging.getLogger(__name__)

_CONFLICT, _NOT_FOUND = 409, 404
_BUSY: Final = frozenset({408, 429, 503})
_NOT_LET_IN: Final = frozenset({401, 403, 404})
_BAD_REQUEST = 400
_ASLEEP_SECONDS = 60.0
"""When a phone that could not be reached is tried again."""
_CHINA: Final = "+86"
_CHINESE_MOBILE: Final = re.compile(r"\+861[1-9][0-9]{9}")
_NOT_REACHED: Final = Retry("the phone is not reached", _ASLEEP_SECONDS, untried=True)
_NO_ANSWER: Final = Unknown("the phone did not answer in time")
_CLOSED_SECONDS = 60.0
"""When a phone that does not let us in is tried again: so soon its texts go once a person has mended that."""
_MOST_TRIES = 5
"""How often a text is tried that the phone refuses for a reason we do not know."""
_REPLY_KEPT: Final = timedelta(hours=6)
"""How long a reply may wait in the phone: later than that nobody knows what it answers."""


class SmsGateGateway:
    """Carries deliveries with the payload ``{"body": text}`` to E.164 numbers.

    ``phones``: the first one serves every unit that has none of its own.
    """

    listed_late = timedelta(days=3)
    """So long the network keeps a text for a phone that is off; it is listed by the time at which it was sent."""

    def __init__(
        self,
        phones: Sequence[Phone],
        now: Callable[[], datetime],
        public_url: str,
        seconds: float = 10.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.phones = phones
        self._now = now
        self._seconds = monotonic
        self._asleep_until: dict[str, float] = {}
        self._closed: dict[str, tuple[float, Retry]] = {}
        """Why a phone does not let us in, and until when no text tries it again."""
        self._apis = {phone.name: PhoneApi(phone, seconds) for phone in phones}
        self.devices = [PhoneDevice(phone, phones, self.api(phone), public_url) for phone in devices(phones)]

    def phone_for(self, delivery: Delivery) -> Phone:
        """The phone that a text goes by."""
        written_to = named(self.phones, str(delivery.payload.get(BY, "")))
        return written_to or phone_of(self.phones, delivery.unit)

    def api(self, phone: Phone) -> PhoneApi:
        """The way to a phone."""
        return self._apis[phone.name]

    def allowance(self, delivery: Delivery) -> Allowance:
        """What the phone that a text goes by may send."""
        phone = self.phone_for(delivery)
        return Allowance(phone.name, phone.daily, phone.seconds)

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Hand a text over once. The same one handed over again is the same on the phone."""
        if _is_fixed_line(delivery.target):
            return Failed("a phone cannot text to a fixed line", dead=True)
        phone = self.phone_for(delivery)
        if await self._is_asleep(phone):
            return _NOT_REACHED
        until, shut = self._closed.get(phone.name, (0.0, None))
        if shut and self._seconds() < until:
            return shut
        outcome = await self._send(phone, delivery)
        if outcome in (_NOT_REACHED, _NO_ANSWER):
            self._asleep_until[phone.name] = self._seconds() + _ASLEEP_SECONDS
        if isinstance(outcome, Retry) and outcome.closed:
            self._closed[phone.name] = self._seconds() + _CLOSED_SECONDS, outcome
            _log.error(
                "phone %s does not let us in: %s. Check JIFEN_SMSGATE_*; its texts wait", phone.name, outcome.error
            )
        return outcome

    async def _is_asleep(self, phone: Phone) -> bool:
        """Whether it gave no answer lately and gives none still: a text that it may have taken would stay unknown."""
        until = self._asleep_until.get(phone.name)
        if until is None:
            return False
        if self._seconds() < until:
            return True
        self._asleep_until[phone.name] = self._seconds() + _ASLEEP_SECONDS  # one asks, the others wait
        try:
            await self.api(phone).health()
        except FAULTS:
            return True
        self._asleep_until.pop(phone.name, None)
        return False

    async def _send(self, phone: Phone, delivery: Delivery) -> Outcome:
        name = message_id.make(phone.name, delivery)
        try:
            await self.api(phone).send(
                name, delivery.target, str(delivery.payload["body"]), self._ttl_seconds(delivery)
            )
        except FAULTS as fault:
            return _meaning(fault, name)
        return Sent(name)

    def _ttl_seconds(self, delivery: Delivery) -> int:
        """How long the phone may keep the text before it sends it. Its queue is last in, first out: always a limit."""
        now = self._now()
        return max(int(((delivery.until or now + _REPLY_KEPT) - now).total_seconds()), 1)

    async def look_up(self, delivery: Delivery) -> Outcome | None:
        """Ask every phone for this text. What the phone then made of it is reported or asked after like any other."""
        silent = False
        for phone in self.phones:
            name = message_id.make(phone.name, delivery)
            try:
                await self.api(phone).state(name)
            except FAULTS as fault:
                silent |= not _is_unknown_there(fault)
            else:
                return Sent(name)
        return None if silent else Retry("never reached the phone", 0)

    async def report_of(self, external_id: str) -> Receipt | None:
        """What the phone says of a text of ours; one that no phone of ours has is no news."""
        about = message_id.read(external_id)
        phone = named(self.phones, about.phone) if about else None
        if phone is None:
            return Receipt(external_id, "sent")
        try:
            state = await self.api(phone).state(external_id)
        except FAULTS as fault:
            if not _is_unknown_there(fault):
                _log.warning("asking phone %s after a text failed: %s", phone.name, type(fault).__name__)
                return None
            state = TextState("Sent")
        return receipt_of(external_id, state, self._now())

    async def received_since(self, since: datetime) -> ListedTexts:
        """The texts in the phones' inboxes since then, of those phones that answer."""
        texts, whole, now = list[InboundText](), True, self._now()
        for device in devices(self.phones):
            try:
                came = await self.api(device).inbox(since)
            except FAULTS as fault:
                _log.warning("asking phone %s for texts that came in failed: %s", device.name, type(fault).__name__)
                whole = False
            else:
                by = ((by_sim(self.phones, device, one.sim).name, one) for one in came)
                texts += filter(None, (inbox.listed(name, one, now) for name, one in by))
        return ListedTexts(tuple(sorted(texts, key=lambda text: (text.sent or since, text.sid))), whole)

    async def close(self) -> None:
        """Close the connections."""
        for api in self._apis.values():
            await api.close()


def _is_fixed_line(number: str) -> bool:
    """Whether no phone can text to it. In China every number of eleven digits that begins with 1 and no 0 is tried."""
    if number.startswith(_CHINA):
        return _CHINESE_MOBILE.fullmatch(number) is None
    return not is_mobile(number)


def _meaning(fault: Exception, name: str) -> Outcome:
    """What a failed request means: whatever may have reached the phone is unknown."""
    match fault:
        case APIError(status_code=int(status)):
            return _refused(status, name)
        case InvalidURL():
            return Retry("JIFEN_SMSGATE_URL is not an address", _CLOSED_SECONDS, closed=True)
        case ClientConnectorError() | ConnectionTimeoutError():
            return _NOT_REACHED
        case TimeoutError():
            return _NO_ANSWER
        case _:
            return Unknown(type(fault).__name__)


def _refused(status: int, name: str) -> Outcome:
    """What an answer other than 2xx means. A text of the same id is on the phone already: this one."""
    error = f"HTTP {status}"
    if status == _CONFLICT:
        return Sent(name)
    if status in _BUSY:
        return Retry(error)
    if status in _NOT_LET_IN:
        return Retry(f"the phone refuses user or password ({error})", _CLOSED_SECONDS, closed=True)
    if status == _BAD_REQUEST:
        return Retry(error, most=_MOST_TRIES)
    return Unknown(error)


def _is_unknown_there(fault: Exception) -> bool:
    return isinstance(fault, APIError) and fault.status_code == _NOT_FOUND
