"""What the platform remembers: who wrote where, what the bot said, and which cards can still be changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Frame = Mapping[str, Any]


@dataclass(slots=True)
class Shown:
    """What stands in a chat, from the bot. ``text``: what is read there; ``card`` as it is shown at present."""

    chat: str
    text: str
    how: Literal["reply", "push", "welcome"]
    card: dict[str, Any] | None = None
    cards_of: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The card as single persons see it, where it was changed for them alone."""
    photo: bytes | None = None
    """A picture or file, without words."""
    name: str = ""
    """Of the file."""

    def buttons(self, user: str | None = None) -> dict[str, str]:
        """Label to key, as a person sees them."""
        card = self.cards_of.get(user or "", self.card) or {}
        return {one["text"]: one["key"] for one in card.get("button_list", [])}

    @property
    def task(self) -> str | None:
        """The card's task id."""
        return self.card.get("task_id") if self.card else None


@dataclass(frozen=True, slots=True)
class Answerable:
    """A message or an event that the bot may answer by its ``req_id``."""

    req_id: str
    chat: str
    at: float
    """Seconds, by the stand-in's clock."""
    kind: Literal["message", "card", "enter"]
    task: str | None = None


@dataclass(slots=True)
class Upload:
    """A picture or file that the bot hands over in parts. ``named``: what it is called once it is whole."""

    kind: str
    name: str
    size: int
    md5: str
    parts: dict[int, bytes]
    count: int
    named: str | None = None

    @property
    def content(self) -> bytes:
        """What has come of it."""
        return b"".join(part for _, part in sorted(self.parts.items()))


@dataclass(slots=True)
class Memory:
    """Everything that outlives a connection. Chats are named by ``chatid``, or by ``userid`` when private."""

    groups: set[str] = field(default_factory=set)
    written_in: set[str] = field(default_factory=set)
    """Chats in which somebody has written: only there the bot may push."""
    shown: list[Shown] = field(default_factory=list)
    callbacks: dict[str, Answerable] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    """Presses whose card was changed: once only."""
    tasks: set[str] = field(default_factory=set)
    sent: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """When the bot wrote into each chat."""
    frames: dict[str, Frame] = field(default_factory=dict)
    """What was sent to the bot, by ``msgid``, to be sent again."""
    uploads: dict[str, Upload] = field(default_factory=dict)
    told: Callable[[Shown], None] = lambda _shown: None
    """Called with what is new in a chat or has changed there."""
    closed: set[str] = field(default_factory=set)
    """Chats that take nothing from the bot."""

    def in_chat(self, chat: str) -> list[Shown]:
        """What the bot said there, oldest first."""
        return [one for one in self.shown if one.chat == chat]
