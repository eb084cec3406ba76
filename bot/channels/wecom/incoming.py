"""What happens in a chat, with the ids that this platform has: words, not numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.incoming import Attached


@dataclass(frozen=True, slots=True)
class Message:
    """As ``bot.incoming.Message``. ``id`` is a packed ``Callback``: by it the message can be answered.

    ``replies_to``: the mark of the text that it quotes, ours or not; the platform gives no id.
    """

    key: str
    chat: str
    private: bool
    user: str | None
    id: str
    text: str
    sent: datetime
    attached: Attached | None = None
    more: tuple[Attached, ...] = ()
    """The other pictures, where several came in one message."""
    replies_to: str | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """As ``bot.incoming.Press``. ``message`` and ``callback`` are both the packed ``Callback`` of the press: the card
    can be changed by it, for five seconds.
    """

    key: str
    chat: str
    private: bool
    user: str
    message: str
    data: str
    callback: str


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody opened the private chat with the bot, for the first time today. ``callback`` welcomes."""

    key: str
    chat: str
    callback: str


Incoming = Message | Press | Entered
