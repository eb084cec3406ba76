"""What happens in a chat, whatever the platform: messages, pressed buttons, people who leave, groups that move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as the platform names it; ``size`` in bytes where it says so."""

    file_id: str
    unique_id: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Message:
    """A message with text or a caption. ``key`` is unique for each message that the platform delivers.

    ``user`` is None for an anonymous admin or a channel: somebody without an identity. ``sent`` is when it was sent, as
    the platform says; it may be handled long afterwards.
    """

    key: str
    chat: int
    private: bool
    user: int | None
    id: int
    text: str
    sent: datetime
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button with the data it carries; ``callback`` is what the platform wants answered."""

    key: str
    chat: int
    private: bool
    user: int
    message: int
    data: str
    callback: str


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody left a group or was removed from it."""

    key: str
    chat: int
    user: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup and has a new id."""

    key: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A chat takes our messages again: the bot was added, unblocked, or given the right to write."""

    key: str
    chat: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A chat takes no more messages of ours: the bot was removed or blocked."""

    key: str
    chat: int


Incoming = Message | Press | Left | Moved | Opened | Closed
