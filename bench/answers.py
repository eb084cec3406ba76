"""Which message was answered when, as the Bot API saw it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.client import HTTPConnection


def answered_at(bot_api: int) -> Mapping[str, float]:
    """When the last answer to each message reached the platform, by a monotonic clock that all processes share."""
    connection = HTTPConnection("127.0.0.1", bot_api, timeout=30)
    connection.request("GET", "/answered")
    found: Mapping[str, float] = json.loads(connection.getresponse().read())
    return found


def number_of(request: bytes) -> str:
    """The message's number in a request that a chat platform makes."""
    return str(json.loads(request.partition(b"\r\n\r\n")[2])["message"]["message_id"])
