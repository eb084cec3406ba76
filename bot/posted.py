"""A reply as it waits in the outbox: what is to be said, and nothing of how a platform is told to say it.

A payload has a ``kind``, one for each kind of reply, and what that reply holds. ``place`` says where in its chat a
message stands (``topic``), which message it answers (``answers``), and whether it shows that (``quotes``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.printing import PrintJob
from bot.reply import Button, Picture, PrintOut, Reply, Say, Toast, Unbutton
from domain.model.about import About
from domain.model.delivery import ONCE_SENT


@dataclass(frozen=True, slots=True)
class MessagePlace:
    """In which topic of its chat a message stands, and which message it answers.

    ``quotes``: it is shown with the message that it answers, as the first of several is.
    """

    topic: str | None = None
    answers: str | None = None
    quotes: bool = True

    def kept(self) -> dict[str, str | bool | None]:
        """As it is kept."""
        return {"topic": self.topic, "answers": self.answers, "quotes": self.quotes}


@dataclass(frozen=True, slots=True)
class Posted:
    """``place`` None: it answers nobody, and stands where its chat wants news to stand.

    ``pressed``: what a toast answers (the press), or where buttons are taken off (the message).
    ``heard``: where a group is still to come, the chat in which the same was said as an answer.
    """

    reply: Reply
    place: MessagePlace | None = None
    pressed: str = ""
    heard: str = ""

    def payload(self) -> dict[str, Any]:
        """As it is kept."""
        where = {"place": self.place.kept()} if self.place else {}
        match self.reply:
            case Say(text, buttons, about=about, kept=kept):
                rows = [[[button.label, button.data] for button in row] for row in buttons]
                said = {"kind": "say", "text": text, "buttons": rows}
                beside = ({"about": _about(about)} if about else {}) | ({ONCE_SENT: kept} if kept else {})
                return said | beside | where | ({"heard": self.heard} if self.heard else {})
            case Picture(sha256, caption, about):
                return {"kind": "picture", "photo": sha256, "caption": caption, "about": _about(about)} | where
            case PrintOut(job, caption, page):
                wanted = {"document": job.document, "unit": job.unit, "which": job.which, "links": job.links}
                return {"kind": "print", **wanted, "caption": caption, "page": page} | where
            case Toast(text, alert):
                return {"kind": "toast", "press": self.pressed, "text": text, "alert": alert}
            case Unbutton():
                return {"kind": "unbutton", "message": self.pressed}


def read_posted(payload: Mapping[str, Any]) -> Posted:
    """From what ``Posted.payload`` gives; what a message is about is for others to read.

    Raises KeyError, TypeError or ValueError for what is none of ours.
    """
    match payload["kind"]:
        case "say":
            rows = tuple(
                tuple(Button(_words(label), _words(data)) for label, data in row) for row in payload["buttons"]
            )
            return Posted(Say(_words(payload["text"]), rows), _place(payload), heard=str(payload.get("heard", "")))
        case "picture":
            return Posted(Picture(_words(payload["photo"]), _words(payload["caption"])), _place(payload))
        case "print":
            which, links = str(payload["which"]), payload.get("links") is True  # an older version's has no links
            job = PrintJob(_words(payload["document"]), _words(payload["unit"]), which, links)
            page = payload["page"]
            return Posted(PrintOut(job, _words(payload["caption"]), page and _words(page)), _place(payload))
        case "toast":
            return Posted(Toast(_words(payload["text"]), payload["alert"] is True), pressed=_words(payload["press"]))
        case "unbutton":
            return Posted(Unbutton(), pressed=_words(payload["message"]))
        case other:
            raise ValueError(f"unknown kind {other}")


def _place(payload: Mapping[str, Any]) -> MessagePlace | None:
    if "place" not in payload:
        return None
    place = payload["place"]
    topic, answers = (None if place[name] is None else _words(place[name]) for name in ("topic", "answers"))
    quotes = place.get("quotes") is not False  # one of an older version quotes what it answers
    return MessagePlace(topic, answers, quotes)


def _about(about: Sequence[About]) -> list[list[str | int]]:
    return [[one.kind.value, one.number] for one in about]


def _words(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("no text")
    return value
