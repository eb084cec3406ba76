"""The ids that our texts have on a phone: made by us, so that the same text handed over again is the same one there.

``<phone>.<delivery>.<parts>.<hash>``, at most 36 characters, which a private server of SMS Gate asks for. The phone
answers 409 to an id that it knows. What is in the id need not be asked for when the phone reports: which phone it is,
which delivery, and in how many parts it went.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from domain.model.delivery import Delivery
from sms.segments import count

_WRITTEN = re.compile(r"([0-9]{1,12})\.([0-9]{1,12})\.([0-9]{1,2})\.[0-9a-f]{10}")
_HASH_LENGTH = 10


@dataclass(frozen=True, slots=True)
class MessageId:
    """What an id says."""

    phone: str
    delivery: int
    parts: int


def make(phone: str, delivery: Delivery) -> str:
    """The id of a delivery on a phone: another one only after the phone took the text over and failed with it.

    The hash keeps two databases apart that use the same phone.
    """
    body = str(delivery.payload["body"])
    about = (delivery.id, delivery.posted.timestamp(), delivery.target, body, delivery.taken)
    digest = hashlib.sha256(repr(about).encode()).hexdigest()
    return f"{phone}.{delivery.id}.{count(body)}.{digest[:_HASH_LENGTH]}"


def read(written: str) -> MessageId | None:
    """What an id says; None for one that is none of ours."""
    found = _WRITTEN.fullmatch(written)
    return MessageId(found[1], int(found[2]), int(found[3])) if found else None
