"""Whether a call comes from the phone: X-Signature is HMAC-SHA256, in hex, of the raw body and X-Timestamp.

Source: https://docs.sms-gate.app/features/webhooks/#payload-signing.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Final

TOLERANCE: Final = timedelta(minutes=5)
"""How far the phone's clock may be from ours. What is older was recorded by somebody."""


def sign(key: str, body: bytes, timestamp: str) -> str:
    """The signature of a body at a time in whole seconds."""
    return hmac.new(key.encode(), body + timestamp.encode(), hashlib.sha256).hexdigest()


def fits(key: str, body: bytes, timestamp: str, signature: str) -> bool:
    """Whether the signature is the key's; compared in constant time."""
    return hmac.compare_digest(sign(key, body, timestamp).encode(), signature.strip().lower().encode())


def age(timestamp: str, now: datetime) -> timedelta | None:
    """How long ago a call was signed, below zero when its clock is ahead; None for what is no time."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= len("9999999999")):
        return None
    return now - datetime.fromtimestamp(int(timestamp), now.tzinfo)
