"""What the bot answers, whatever the platform."""

from __future__ import annotations

from dataclasses import dataclass

from bot.printing import PrintJob
from domain.model.about import About


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; ``data`` comes back when it is pressed (at most 64 bytes, a platform's limit)."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Say:
    """A message, with rows of buttons. ``chat`` None = where the request came from.

    ``about``: what a command means that replies to the message and gives no number. ``kept``: what the outbox keeps of
    it once it is sent, where the text holds a secret.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    chat: str | None = None
    about: tuple[About, ...] = ()
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo that is kept, by the SHA-256 of its content."""

    sha256: str
    caption: str
    about: tuple[About, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintOut:
    """A document that whoever delivers it prints. ``page``: where the same can be seen, for who takes no files."""

    job: PrintJob
    caption: str
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Toast:
    """A short note to the person who pressed a button; ``alert`` makes it stay until dismissed."""

    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Unbutton:
    """Take the buttons off the message that was pressed."""


Reply = Say | Picture | PrintOut | Toast | Unbutton
