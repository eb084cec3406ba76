"""What the SDK's errors mean: it has no types for them, only words."""

from __future__ import annotations

import re
from dataclasses import dataclass

REFUSED_LOGIN = "Authentication failed"
_REFUSED = re.compile(r"Reply ack error: errcode=(-?\d+|None), errmsg=(.*)", re.DOTALL)
_NOT_CONNECTED = "WebSocket not connected"
_QUEUE_FULL = "exceeds max size"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The platform did not do what we asked for. ``code`` is None when it gave none."""

    code: int | None
    words: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """It never left this machine."""

    words: str


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """It left, and nobody knows what became of it: acknowledgement missing, or the connection lost meanwhile."""

    words: str


Failure = Refusal | NotSent | NoAnswer


def failure_of(error: Exception) -> Failure:
    """What an error of the SDK's ``reply``, ``send_message`` or ``update_template_card`` means."""
    words = str(error)
    if found := _REFUSED.match(words):
        return Refusal(int(found[1]) if found[1] != "None" else None, found[2])
    if words.startswith(_NOT_CONNECTED) or _QUEUE_FULL in words:
        return NotSent(words)
    return NoAnswer(f"{type(error).__name__}")
