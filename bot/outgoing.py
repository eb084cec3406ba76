"""From replies to what waits in the outbox: what is to be said, and nothing of how a platform is told to say it.

A payload has a ``kind``, one for each kind of reply, and what that reply holds. ``place`` says where in its chat a
message stands (``topic``) and which message it answers (``answers``); without it the message stands where the chat
wants news to stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.incoming import Incoming, Message, Moved, Press
from bot.plain import plain
from bot.reply import Button, Picture, Reply, Say, Toast, Unbutton
from domain.model.about import About
from domain.model.delivery import Draft, Queue

AGAIN = "（重发）"
"""Before a message that may stand there already."""
LONGEST = 4096 - len(AGAIN)
"""UTF-16 code units a message, so that every platform takes it whole. Source: the Bot API, sendMessage; the others
take more."""

Buttons = Sequence[Sequence[Button]]
"""Rows of buttons under a message."""


@dataclass(frozen=True, slots=True)
class Place:
    """In which topic of its chat a message stands, and which message it answers."""

    topic: str | None = None
    answers: str | None = None

    def payload(self) -> dict[str, Any]:
        """As it is kept."""
        return {"place": {"topic": self.topic, "answers": self.answers}}


def posting(incoming: Incoming, replies: Sequence[Reply]) -> list[Draft]:
    """What waits for the replies to one message; posting them again for the same message posts nothing."""
    drafts: list[Draft] = []
    for reply in replies:
        for chat, payload in _payloads(incoming, reply):
            drafts.append(Draft(Queue.CHAT, chat, payload, f"chat:{incoming.key}:{len(drafts)}"))
    return drafts


def news(chat: str, say: Say, key: str, place: Place | None = None) -> list[Draft]:
    """What waits for a message that answers nobody, and to which commands may reply."""
    where = place.payload() if place else {}
    return [
        Draft(Queue.CHAT, chat, payload | where, f"{key}:{number}") for number, payload in enumerate(_messages(say))
    ]


def announcement(chat: str, text: str, key: str, buttons: Buttons = ()) -> list[Draft]:
    """What waits for a text that answers nobody."""
    return news(chat, Say(text, tuple(tuple(row) for row in buttons)), key)


def split(text: str) -> list[str]:
    """A long text in pieces that fit one message, broken between lines where that can be."""
    fits = text.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", errors="ignore")
    if len(fits) == len(text):
        return [text]
    end = text.rfind("\n", 0, len(fits) + 1)
    head, rest = (text[:end], text[end + 1 :]) if end > 0 else (fits, text[len(fits) :])
    return [head, *split(rest)]


def _payloads(incoming: Incoming, reply: Reply) -> Iterator[tuple[str, dict[str, Any]]]:
    chat = incoming.new if isinstance(incoming, Moved) else incoming.chat
    match reply:
        case Say(chat=elsewhere) if elsewhere is not None:
            for payload in _messages(reply):
                yield elsewhere, payload
        case Say():
            for number, payload in enumerate(_messages(reply)):
                yield chat, payload | _beside(incoming, first=number == 0)
        case Picture(sha256, caption, about):
            picture = {"kind": "picture", "photo": sha256, "caption": plain(caption), "about": _about(about)}
            yield chat, picture | _beside(incoming, first=True)
        case Toast(text, alert) if isinstance(incoming, Press):
            yield chat, {"kind": "toast", "press": incoming.callback, "text": plain(text), "alert": alert}
        case Unbutton() if isinstance(incoming, Press):
            yield chat, {"kind": "unbutton", "message": incoming.message}
        case Toast(text):
            yield chat, next(_messages(Say(text))) | _beside(incoming, first=False)
        case Unbutton():
            pass


def _messages(say: Say) -> Iterator[dict[str, Any]]:
    """Each message that a text takes; the last one has the buttons."""
    pieces = split(plain(say.text))
    for number, piece in enumerate(pieces, start=1):
        rows = say.buttons if number == len(pieces) else ()
        buttons = [[[plain(button.label), button.data] for button in row] for row in rows]
        payload: dict[str, Any] = {"kind": "say", "text": piece, "buttons": buttons}
        yield payload | ({"about": _about(say.about)} if say.about else {})


def _about(about: Sequence[About]) -> list[list[str | int]]:
    return [[one.kind.value, one.number] for one in about]


def _beside(incoming: Incoming, *, first: bool) -> dict[str, Any]:
    """Where an answer stands: in the topic of what it answers, the first one as a reply to it."""
    if not isinstance(incoming, Message | Press):
        return {}
    answers = incoming.id if first and isinstance(incoming, Message) else None
    return Place(incoming.topic, answers).payload()
