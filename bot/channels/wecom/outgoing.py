"""What is to be said, as the outbox keeps it: no platform's words, and none of its ids taken apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.wecom.wording import NO_PICTURES


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
    """From what ``bot.outgoing`` writes. Raises KeyError, TypeError or ValueError for what is none of ours."""
    match payload["kind"]:
        case "say":
            rows = tuple(
                tuple(Button(_words(label), _words(data)) for label, data in row) for row in payload["buttons"]
            )
            return Say(_words(payload["text"]), rows, _answers(payload))
        case "picture":
            return Say(f"{_words(payload['caption'])}\n{NO_PICTURES}", reply_to=_answers(payload))
        case "toast":
            return Toast(_words(payload["press"]), _words(payload["text"]), payload["alert"] is True)
        case "unbutton":
            return Settle(_words(payload["message"]))
        case other:
            raise ValueError(f"unknown kind {other}")


def _answers(payload: Mapping[str, Any]) -> str | None:
    answers = payload["place"]["answers"] if "place" in payload else None
    return None if answers is None else _words(answers)


def _words(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("no text")
    return value
