"""Texts that came in, as the phone's call brings them and as its inbox lists them.

The call has an id of its own, the list has another. What both know makes a second name for a text: its sender, how it
begins (the list may show no more) and the second in which it was sent.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final

from sms.channels.smsgate.api import InboxText
from sms.inbound import InboundText
from text.phones import to_e164

_OLDEST: Final = timedelta(days=30)
_AHEAD: Final = timedelta(days=1)
"""How far from our clock the time of a text may be. The network's centre writes it, and some write 1970 or 2036."""
_BEGINNING = 32
_HASH_LENGTH = 8
"""Hex digits: enough for one second, too few to tell the number from."""


def called(phone: str, event: str, sender: str, body: str, at: datetime | None, now: datetime) -> InboundText | None:
    """A text that the phone calls for; None from a sender without a telephone number (a bank, the carrier)."""
    number = to_e164(sender)
    if number is None:
        return None
    also = _name(phone, number, body, at) if at else None
    return InboundText(event, number, body, sent=_believed(at, now), by=phone, also=also)


def listed(phone: str, text: InboxText, now: datetime) -> InboundText | None:
    """A text in the phone's inbox; None from a sender without a telephone number."""
    number = to_e164(text.sender)
    if number is None:
        return None
    sid = _name(phone, number, text.body, text.at)
    return InboundText(sid, number, text.body, sent=_believed(text.at, now), by=phone)


def _believed(at: datetime | None, now: datetime) -> datetime | None:
    """When it was sent; None for a time that cannot be: such a text counts as sent when it came."""
    return at if at and now - _OLDEST <= at <= now + _AHEAD else None


def _name(phone: str, number: str, body: str, at: datetime) -> str:
    digest = hashlib.sha256(f"{number}\n{body.strip()[:_BEGINNING]}".encode()).hexdigest()
    return f"inbox:{phone}:{int(at.timestamp())}:{digest[:_HASH_LENGTH]}"
