"""From the platform's frames to what happened in a chat: who, where, when, and what was said, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.channels.wecom.ids import ReplyHandle, group_chat, mark, named
from bot.channels.wecom.mentions import Mentions
from bot.channels.wecom.pictures import attached
from bot.incoming import Attached, Message, Press
from bot.raw import Raw, instant, part, parts, words


class Unreadable(Exception):  # noqa: N818 - of the kinds that we take, but it does not say who or where
    """Nobody can be answered."""


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody opened the private chat with the bot, for the first time today. ``callback`` welcomes."""

    callback: str


Happened = Sequence[Message | Press]
"""One message or press; before it the other pictures that came in the same message, as parts of an album."""


@dataclass(slots=True)
class MessageReader:
    """Reads one bot's frames. A frame that is brought again has the same key, whatever its ``req_id``.

    The id of a message is a packed ``ReplyHandle``, and so are both ids of a press: by it either can be answered. What
    a message replies to is the mark of the text that it quotes, ours or not; the platform gives no id.
    """

    mentions: Mentions = field(default_factory=Mentions)

    def read(self, frame: Raw, received: datetime) -> Happened | Entered | None:
        """What happened, or None when it is nothing to us. Raises Unreadable."""
        body = part(frame, "body")
        req_id, msgid = words(part(frame, "headers"), "req_id"), words(body, "msgid")
        if req_id is None:
            raise Unreadable("no req_id")
        key = f"wecom:{msgid or req_id}"
        kind = words(body, "msgtype")
        if kind == "event":
            return _event(body, key, req_id, received)
        if kind is None:
            raise Unreadable("no msgtype")
        return _with_album(self._message(body, kind, key, req_id, received), _files(body))

    def _message(self, body: Raw, kind: str, key: str, req_id: str, received: datetime) -> Message:
        private, chat = _place(body)
        user = _user(body)
        said = _said(body, kind)
        quote = part(body, "quote")
        quoted = _said(quote, words(quote, "msgtype") or "")
        return Message(
            key=key,
            chat=chat,
            private=private,
            user=None if user is None else named(user),
            id=str(ReplyHandle(req_id, user or "", received)),
            text=said.strip() if private else self.mentions.without(said),
            sent=instant(body, "create_time") or received,
            replies_to=mark(quoted) if quoted else None,
            addressed=not private,
        )


def _files(body: Raw) -> list[Attached]:
    """Its own, else those of the message that it quotes."""
    return attached(body) or [replace(file, in_reply=True) for file in attached(part(body, "quote"))]


def _with_album(message: Message, files: Sequence[Attached]) -> Happened:
    if len(files) <= 1:
        return [replace(message, attached=files[0] if files else None)]
    parts = [
        replace(
            message,
            key=f"{message.key}:{number}",
            text="",
            replies_to=None,
            attached=replace(file, album=message.key, in_reply=False, worded=bool(message.text.strip())),
        )
        for number, file in enumerate(files[1:], start=2)
    ]
    return [*parts, replace(message, attached=replace(files[0], album=message.key))]


def _event(body: Raw, key: str, req_id: str, received: datetime) -> Happened | Entered | None:
    event = part(body, "event")
    match words(event, "eventtype"):
        case "template_card_event":
            return [_press(body, part(event, "template_card_event") or event, key, req_id, received)]
        case "enter_chat":
            _place(body)
            return Entered(str(ReplyHandle(req_id, _user(body) or "", received)))
        case _:
            return None


def _press(body: Raw, pressed: Raw, key: str, req_id: str, received: datetime) -> Press:
    private, chat = _place(body)
    user, data, task = _user(body), words(pressed, "event_key"), words(pressed, "task_id")
    if user is None or data is None:
        raise Unreadable("a press without its person or button")
    callback = str(ReplyHandle(req_id, user, received, (task or "").replace("|", "")))
    return Press(key, chat, private, named(user), callback, data, callback)


def _place(body: Raw) -> tuple[bool, str]:
    """Whether it is private, and our name for the chat."""
    chat_id, user = words(body, "chatid"), _user(body)
    if chat_id is not None and words(body, "chattype") != "single":
        return False, group_chat(chat_id)
    if user is None or words(body, "chattype") == "group":
        raise Unreadable("no chat")
    return True, named(user)


def _user(body: Raw) -> str | None:
    user = words(part(body, "from"), "userid")
    return user.replace("|", "") if user else None


def _said(body: Raw, kind: str) -> str:
    """The words of a message or a quote; empty for one without words. Pieces around pictures are lines."""
    if kind == "mixed":
        items = parts(part(body, "mixed"), "msg_item")
        return "\n".join(said for one in items if (said := words(part(one, "text"), "content")))
    return words(part(body, kind), "content") or ""
