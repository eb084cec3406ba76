"""Texts that came in, as the phone's call brings them and as its inbox lists them.

The call has an id of its own, the list has another. What both know makes a second name for a text: its sender, how it
begins (the list may show no more) and the second in which it was sent.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sms.channels.smsgate.api import InboxText
from sms.inbound import InboundText
from text.phones import to_e164

_BEGINNING = 32
_HASH_LENGTH = 8
"""Hex digits: enough for one second, too few to tell the number from."""


def called(
    phone: str, event: str, sender: str, body: str, at: datetime | None, *, pictures: bool = False
) -> InboundText | None:
    """A text that the phone calls for; None from a sender without a telephone number (a bank, the carrier)."""
    number = to_e164(sender)
    if number is None:
        return None
    also = _name(phone, number, body, at) if at else None
    return InboundText(event, number, body, sent=at, by=phone, also=also, pictures=pictures)


def listed(phone: str, text: InboxText) -> InboundText | None:
    """A text in the phone's inbox; None from a sender without a telephone number."""
    number = to_e164(text.sender)
    if number is None:
        return None
    return InboundText(_name(phone, number, text.body, text.at), number, text.body, sent=text.at, by=phone)


def _name(phone: str, number: str, body: str, at: datetime) -> str:
    digest = hashlib.sha256(f"{number}\n{body.strip()[:_BEGINNING]}".encode()).hexdigest()
    return f"inbox:{phone}:{int(at.timestamp())}:{digest[:_HASH_LENGTH]}"
