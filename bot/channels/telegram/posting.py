"""From replies to parcels for the platform. A parcel is the name of a method and its parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.channels.telegram.plain import plain
from bot.incoming import Incoming, Message, Moved, Press
from bot.reply import Button, Picture, Reply, Say, Toast, Unbutton
from domain.model.delivery import Draft, Lane

AGAIN = "（重发）"
"""Before a message that may stand there already."""
LONGEST = 4096 - len(AGAIN)
"""UTF-16 code units a message, as the platform counts: an emoji is two. Source: the Bot API, sendMessage."""

Buttons = Sequence[Sequence[Button]]
"""Rows of buttons under a message."""


def posting(incoming: Incoming, replies: Sequence[Reply]) -> list[Draft]:
    """Parcels for the replies to one message; posting them again for the same message posts nothing."""
    drafts: list[Draft] = []
    for reply in replies:
        for chat, method, params in _calls(incoming, reply):
            payload = {"method": method, "params": params} | _beneath(reply)
            drafts.append(Draft(Lane.CHAT, str(chat), payload, f"chat:{incoming.key}:{len(drafts)}"))
    return drafts


def news(chat: int, say: Say, key: str) -> list[Draft]:
    """Parcels for a message that answers nobody, and to which commands may reply."""
    drafts = announcement(chat, say.text, key, say.buttons)
    return [replace(draft, payload={**draft.payload, **_beneath(say)}) for draft in drafts]


def _beneath(reply: Reply) -> dict[str, Any]:
    """What a parcel says beside the call: what it is about, and which photo goes with it."""
    match reply:
        case Say(about=about) if about:
            return {"about": [[one.kind.value, one.number] for one in about]}
        case Picture(sha256, about=about):
            return {"about": [[one.kind.value, one.number] for one in about], "photo": sha256}
        case _:
            return {}


def announcement(
    chat: int, text: str, key: str, buttons: Buttons = (), where: Mapping[str, Any] | None = None
) -> list[Draft]:
    """Parcels for a message that answers nobody; ``where`` in its chat it stands, from ``beside``."""
    return [
        Draft(Lane.CHAT, str(chat), {"method": "sendMessage", "params": params | dict(where or {})}, f"{key}:{number}")
        for number, params in enumerate(_messages(text, buttons))
    ]


def beside(topic: int | None, message: int | None) -> dict[str, Any]:
    """In which topic of its chat a message stands, and to which one it replies."""
    where: dict[str, Any] = {"message_thread_id": topic}
    if message is not None:
        where["reply_parameters"] = {"message_id": message, "allow_sending_without_reply": True}
    return where


def _messages(text: str, buttons: Buttons) -> Iterator[dict[str, Any]]:
    """The parameters of each message that a text takes; the last one has the buttons."""
    pieces = split(plain(text))
    for number, piece in enumerate(pieces, start=1):
        params: dict[str, Any] = {"text": piece, "link_preview_options": {"is_disabled": True}}
        if buttons and number == len(pieces):
            rows = [[{"text": plain(b.label), "callback_data": b.data} for b in row] for row in buttons]
            params["reply_markup"] = {"inline_keyboard": rows}
        yield params


def _calls(incoming: Incoming, reply: Reply) -> Iterator[tuple[int, str, dict[str, Any]]]:
    chat = _chat(incoming)
    match reply:
        case Say(text, buttons, elsewhere):
            where = elsewhere if elsewhere is not None else chat
            for number, params in enumerate(_messages(text, buttons)):
                yield where, "sendMessage", params | ({} if elsewhere is not None else _beside(incoming, number == 0))
        case Picture(caption=caption):
            yield chat, "sendPhoto", {"caption": plain(caption)} | _beside(incoming, first=True)
        case Toast(text, alert) if isinstance(incoming, Press):
            note = {"callback_query_id": incoming.callback, "text": plain(text), "show_alert": alert}
            yield chat, "answerCallbackQuery", note
        case Unbutton() if isinstance(incoming, Press):
            yield chat, "editMessageReplyMarkup", {"message_id": incoming.message}
        case Toast(text):
            yield chat, "sendMessage", {"text": plain(text)} | _beside(incoming, first=False)
        case Unbutton():
            pass


def _beside(incoming: Incoming, first: bool) -> dict[str, Any]:
    """Where in its chat an answer stands: in the topic of what it answers, the first one as a reply to it."""
    if not isinstance(incoming, Message | Press):
        return {}
    return beside(incoming.topic, incoming.id if first and isinstance(incoming, Message) else None)


def _chat(incoming: Incoming) -> int:
    return incoming.new if isinstance(incoming, Moved) else incoming.chat


def split(text: str) -> list[str]:
    """A long text in pieces that fit one message, broken between lines where that can be."""
    fits = text.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", errors="ignore")
    if len(fits) == len(text):
        return [text]
    end = text.rfind("\n", 0, len(fits) + 1)
    head, rest = (text[:end], text[end + 1 :]) if end > 0 else (fits, text[len(fits) :])
    return [head, *split(rest)]


def again(text: str) -> str:
    """The text of a message that may have arrived before."""
    return AGAIN + text
