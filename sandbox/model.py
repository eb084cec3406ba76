"""What exists in the sandbox's world: people, chats, messages, files, phones and texts, all frozen.

A change replaces a value in ``State``; the whole of ``State`` can be written to one JSON file and read back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from pydantic import Base64Bytes

ChatKind = Literal["private", "group", "supergroup"]
ServiceKind = Literal["joined", "left", "moved-to", "moved-from"]
Direction = Literal["inbound", "outbound-api", "outbound-reply"]
Reach = Literal["on", "off", "gone"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a chat account. ``note`` tells the player who this is (管理专员, 外人 …)."""

    id: int
    name: str
    note: str = ""
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Chat:
    """A private chat (its id is the person's) or a group. ``moved_to``: the supergroup that it has become."""

    id: int
    kind: ChatKind
    title: str
    members: frozenset[int]
    admins: frozenset[int] = frozenset()
    moved_to: int | None = None
    platform: Literal["telegram", "wecom"] = "telegram"


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: it calls the bot back with ``data`` or opens ``url``."""

    text: str
    data: str | None = None
    url: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A marked stretch of a text; offset and length count UTF-16 code units, as Telegram does."""

    kind: str
    offset: int
    length: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A message the platform wrote: who joined or left, or the chat's other id."""

    kind: ServiceKind
    subject: int


@dataclass(frozen=True, slots=True)
class Message:
    """A message in a chat. With a photo or a document ``text`` is its caption."""

    id: int
    chat: int
    at: datetime
    sender: int
    text: str = ""
    entities: tuple[Entity, ...] = ()
    photo: tuple[str, ...] = ()
    """File ids, the smallest size first."""
    document: str | None = None
    reply_to: int | None = None
    keyboard: Keyboard = ()
    edited: datetime | None = None
    service: Service | None = None
    sender_chat: int | None = None
    """The group itself, when an anonymous admin writes."""
    task: str | None = None
    """By which WeCom knows the card that it is."""
    album: str | None = None
    """What pictures that are sent together have in common."""


@dataclass(frozen=True, slots=True)
class File:
    """A stored file. ``path`` is what getFile answers."""

    id: str
    path: str
    content: Base64Bytes
    mime: str
    name: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class CallbackQuery:
    """A pressed button, waiting for the bot's answer (the short notice shown to who pressed)."""

    id: str
    person: int
    chat: int
    message: int
    answered: bool = False
    notice: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Update:
    """What the bot is told, in the Bot API's own shape."""

    id: int
    kind: str
    payload: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The Update object of the Bot API."""
        return {"update_id": self.id, self.kind: self.payload}


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are delivered, if not polled for."""

    url: str
    secret: str = ""
    last_error: str = ""
    last_error_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the bot's command menu."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A feature phone. ``reach``: on, switched off (30003) or a number that is no more (30005)."""

    number: str
    owner: str = ""
    reach: Reach = "on"


@dataclass(frozen=True, slots=True)
class Text:
    """One SMS. ``error`` is Twilio's error code; for an inbound one, why the app gave no answer."""

    sid: str
    sender: str
    to: str
    body: str
    at: datetime
    direction: Direction
    status: str
    error: int | None = None
    callback: str = ""


@dataclass(frozen=True, slots=True)
class Bot:
    """The one bot of this Bot API server."""

    token: str = "100001:sandbox"  # noqa: S105 - opens nothing outside the sandbox
    username: str = "jifen_bot"
    name: str = "积分"

    @property
    def id(self) -> int:
        """The account id, which a token begins with."""
        return int(self.token.partition(":")[0])


@dataclass(frozen=True, slots=True)
class Account:
    """The one Twilio account and its number."""

    sid: str = "AC" + "0" * 32
    auth_token: str = "sandbox"  # noqa: S105 - opens nothing outside the sandbox
    number: str = "+8610010000"


@dataclass(slots=True)
class State:
    """Everything that a stopped town needs to go on."""

    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    messages: dict[int, dict[int, Message]] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    callbacks: dict[str, CallbackQuery] = field(default_factory=dict)
    updates: list[Update] = field(default_factory=list)
    allowed_updates: tuple[str, ...] = ()
    webhook: Webhook | None = None
    commands: dict[str, tuple[Command, ...]] = field(default_factory=dict)
    phones: dict[str, Phone] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)
    opted_out: set[str] = field(default_factory=set)
    counters: dict[str, int] = field(default_factory=dict)
