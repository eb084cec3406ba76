"""From the platform's updates to what happened in a chat: who, where, when, and what was said, and nothing else.

An update is read as it came: a field of a version that is older or newer than ours keeps back nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.channels.telegram.attachments import attached
from bot.channels.telegram.names import named
from bot.incoming import Attached, Closed, Incoming, Left, Message, Moved, Opened, Press
from bot.raw import Raw, instant, number, part, words

_NO_TIME = datetime.fromtimestamp(0, UTC)
"""When a message was sent that does not say when: no time at which anything was sent."""
_GONE = frozenset({"left", "kicked", "banned"})
_NOBODY = frozenset({1087968824, 136817688, 777000})
"""The platform's accounts that stand for an anonymous admin, a channel, and the channel that a group belongs to."""
_FORWARDED = (
    "forward_origin",
    "forward_date",
    "forward_from",
    "forward_from_chat",
    "forward_sender_name",
    "is_automatic_forward",
)


_WORDLESS = frozenset({"sticker", "location", "venue", "contact", "poll", "dice", "story"})
"""What somebody says without a word, beside files; whatever else has no text was said by nobody.

It changes by itself as well, and then nobody says anything: where somebody walks, how many have voted.
"""


class UnreadableUpdate(Exception):  # noqa: N818 - of the kinds that we take, but it does not say who or where
    """Nobody can be answered."""


def update_number(raw: object) -> int | None:
    """The number of an update; None for what is none."""
    return number(raw, "update_id") if isinstance(raw, dict) else None


def read_update(raw: Raw, bot_id: int, bot_name: str) -> Incoming | None:
    """What happened, or None when it is nothing to us. Keys are unique to bot and update. Raises UnreadableUpdate.

    ``bot_name`` is the bot's user name, without ``@``.
    """
    kind = next((kind for kind in _READERS if raw.get(kind) is not None), None)
    if kind is None:
        return None
    happened = _READERS[kind](part(raw, kind), f"{bot_id}:{update_number(raw)}", bot_id)
    if isinstance(happened, Message) and _names(happened.text, bot_name):
        return replace(happened, addressed=True)
    return happened


def _names(text: str, bot_name: str) -> bool:
    """Whether ``@name`` stands in a text; user names are of any case."""
    return re.search(rf"@{re.escape(bot_name)}(?![A-Za-z0-9_])", text, re.IGNORECASE) is not None


def _message(message: Raw, key: str, bot_id: int) -> Incoming | None:
    chat = _id(message, "chat")
    if (moved_to := number(message, "migrate_to_chat_id")) is not None:
        return Moved(key, chat, named(moved_to))
    for left in ("left_chat_member", "left_chat_participant"):
        if (person := number(part(message, left), "id")) is not None:
            return Left(key, chat, named(person))
    return _said(message, key, bot_id)


def _said(message: Raw, key: str, bot_id: int, *, edited: bool = False) -> Message | None:
    chat, text = _id(message, "chat"), words(message, "text") or words(message, "caption")
    place = number(message, "message_id")
    if place is None:
        raise UnreadableUpdate("a message without its id")
    file, private = attached(message), words(part(message, "chat"), "type") == "private"
    replied = part(message, "reply_to_message")
    to_us = number(part(replied, "from"), "id") == bot_id
    signs = private and not edited and not _WORDLESS.isdisjoint(message)
    if not (text or signs or _is_heard(file, to_us=private or to_us or edited)):
        return None
    return Message(
        key=key,
        chat=chat,
        private=private,
        user=_author(message),
        id=str(place),
        text=text or "",
        sent=instant(message, "date") or _NO_TIME,
        topic=_topic(message),
        attached=file,
        replies_to=_number(replied, "message_id") if to_us else None,
        forwarded=any(message.get(name) for name in _FORWARDED),
        edited=edited,
    )


def _is_heard(file: Attached | None, *, to_us: bool) -> bool:
    """Whether a file without a word is no mere chat: it is one of an album, or ``to_us``.

    ``to_us``: in private, in reply to us, or its words were taken away, which may have been a command.
    """
    return file is not None and not file.in_reply and (to_us or file.album is not None)


def _edited(message: Raw, key: str, bot_id: int) -> Message | None:
    return _said(message, key, bot_id, edited=True)


def _author(message: Raw) -> str | None:
    """Who wrote it; None for somebody without an identity."""
    person = number(part(message, "from"), "id")
    return None if part(message, "sender_chat") or person is None or person in _NOBODY else named(person)


def _topic(message: Raw) -> str | None:
    """The topic of a group that has them; in any other group the same field is the message that was replied to."""
    return _number(message, "message_thread_id") if message.get("is_topic_message") is True else None


def _press(query: Raw, key: str, _bot_id: int) -> Press | None:
    message, data, callback = part(query, "message"), words(query, "data"), words(query, "id")
    place = number(message, "message_id")
    if place is None or data is None or callback is None:
        return None
    return Press(
        key=key,
        chat=_id(message, "chat"),
        private=words(part(message, "chat"), "type") == "private",
        user=_id(query, "from"),
        message=str(place),
        data=data,
        callback=callback,
        topic=_topic(message),
    )


def _member(changed: Raw, key: str, _bot_id: int) -> Left | None:
    member = part(changed, "new_chat_member")
    # Whoever leaves while restricted stays "restricted".
    status, stays = words(member, "status"), member.get("is_member") is not False
    gone = status in _GONE or (status == "restricted" and not stays)
    return Left(key, _id(changed, "chat"), _id(member, "user")) if gone else None


def _reach(changed: Raw, key: str, _bot_id: int) -> Opened | Closed:
    """What became of the bot itself in a chat: whether it can be heard there."""
    bot, chat = part(changed, "new_chat_member"), _id(changed, "chat")
    status = words(bot, "status")
    silenced = status == "restricted" and (bot.get("is_member") is False or bot.get("can_send_messages") is False)
    return Closed(key, chat) if status in _GONE or silenced else Opened(key, chat)


def _id(raw: Raw, name: str) -> str:
    found = number(part(raw, name), "id")
    if found is None:
        raise UnreadableUpdate(f"no {name}")
    return named(found)


def _number(raw: Raw, name: str) -> str | None:
    """A number of the platform's as we keep it."""
    found = number(raw, name)
    return None if found is None else str(found)


_READERS: Mapping[str, Callable[[Raw, str, int], Incoming | None]] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _press,
    "chat_member": _member,
    "my_chat_member": _reach,
}
ALLOWED_UPDATES = list(_READERS)
"""The kinds that are asked for; ``chat_member`` is only sent when it is, and it is how we learn that somebody left."""
