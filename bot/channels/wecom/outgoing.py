"""What is to be said, as the outbox keeps it: no platform's words, and none of its ids taken apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Button:
    """``data`` comes back when it is pressed."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Say:
    """A message, with rows of buttons. ``reply_to``: the id of the message or press that it answers."""

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    reply_to: str | None = None

    @property
    def choices(self) -> tuple[Button, ...]:
        """The buttons in their order, without rows."""
        return tuple(button for row in self.buttons for button in row)


@dataclass(frozen=True, slots=True)
class Toast:
    """A short note to whoever pressed."""

    press: str
    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Settle:
    """Take the buttons off a message."""

    message: str


Outgoing = Say | Toast | Settle


def read_payload(payload: Mapping[str, Any]) -> Outgoing:
    """Raises KeyError, TypeError or ValueError for what is none of ours."""
    if "press" in payload:
        return Toast(_words(payload["press"]), _words(payload["text"]), payload.get("alert") is True)
    if "message" in payload:
        return Settle(_words(payload["message"]))
    rows = tuple(tuple(Button(_words(label), _words(data)) for label, data in row) for row in payload["buttons"])
    reply_to = payload.get("reply_to")
    return Say(_words(payload["text"]), rows, None if reply_to is None else _words(reply_to))


def _words(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("no text")
    return value
