"""What happens in a chat, whatever the platform: messages, pressed buttons, people who leave, groups that move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FileKind(StrEnum):
    """What a file is, by what its sender and the platform say."""

    PICTURE = "picture"
    VIDEO = "video"
    SOUND = "sound"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a message, as the platform names it; ``size`` in bytes where it says so.

    ``album`` is the platform's name for the files that were sent together, each in a message of its own: where one
    message brings several, it is read as several, of which one has the text.
    ``in_reply``: the file is that of the message replied to. ``worded``: another of its album is known to have words.
    """

    kind: FileKind
    file_id: str
    unique_id: str
    size: int | None
    album: str | None = None
    in_reply: bool = False
    worded: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A message with text or a caption. ``key`` is unique for each message that the platform delivers.

    ``user`` is None for an anonymous admin or a channel: somebody without an identity. ``sent`` is when it was sent, as
    the platform says; it may be handled long afterwards. ``topic``: the part of the group in which it stands.
    ``attached`` is the message's own file, else that of the message it replies to. ``replies_to``: the message of ours
    that it replies to.
    """

    key: str
    chat: str
    private: bool
    user: str | None
    id: str
    text: str
    sent: datetime
    topic: str | None = None
    attached: Attached | None = None
    replies_to: str | None = None
    forwarded: bool = False
    edited: bool = False
    """Its text was changed after it was sent; what it said before came under another key."""
    addressed: bool = False
    """It names the bot, whatever else it says; so every message where the bot hears no other."""

    @property
    def shown(self) -> Attached | None:
        """The file that was sent with it; of an album the one with the command may come before or after."""
        file = self.attached
        return None if file is None or file.in_reply or file.album is not None else file


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button with the data it carries; ``callback`` is what the platform wants answered.

    ``said``: the message that made the choice, where choices are numbered; it can be answered as any other.
    """

    key: str
    chat: str
    private: bool
    user: str
    message: str
    data: str
    callback: str
    topic: str | None = None
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody left a group or was removed from it."""

    key: str
    chat: str
    user: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup and has a new id."""

    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A chat takes our messages again: the bot was added, unblocked, or given the right to write."""

    key: str
    chat: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A chat takes no more messages of ours: the bot was removed or blocked."""

    key: str
    chat: str


Incoming = Message | Press | Left | Moved | Opened | Closed
