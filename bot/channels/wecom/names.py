"""From what this folder knows to what the house knows: chats and people are named with their platform."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot import incoming as house
from bot.channels.wecom.incoming import Message, Press
from bot.platforms import on_platform, split

PLATFORM = "wecom"


def named(known_as: str) -> str:
    """Our name for a chat or a person."""
    return on_platform(PLATFORM, known_as)


def known_as(name: str) -> str:
    """The chat or person as this folder knows it. Raises ValueError for a name of another platform."""
    platform, known = split(name)
    if platform != PLATFORM:
        raise ValueError(f"not of this platform: {platform}")
    return known


def as_happened(incoming: Message | Press) -> Sequence[house.Message | house.Press]:
    """What the house handles, in this order: the pictures beside the first one are parts of an album, before it."""
    if isinstance(incoming, Press):
        return [
            house.Press(
                incoming.key,
                named(incoming.chat),
                incoming.private,
                named(incoming.user),
                incoming.message,
                incoming.data,
                incoming.callback,
            )
        ]
    return _album(incoming) if incoming.more else [_said(incoming)]


def _album(message: Message) -> Sequence[house.Message]:
    parts = [
        replace(
            _said(message),
            key=f"{message.key}:{number}",
            text="",
            replies_to=None,
            attached=replace(one, album=message.key, in_reply=False),
        )
        for number, one in enumerate(message.more, start=2)
    ]
    whole = _said(message)
    first = replace(whole.attached, album=message.key) if whole.attached else None
    return [*parts, replace(whole, attached=first)]


def _said(message: Message) -> house.Message:
    return house.Message(
        key=message.key,
        chat=named(message.chat),
        private=message.private,
        user=None if message.user is None else named(message.user),
        id=message.id,
        text=message.text,
        sent=message.sent,
        attached=message.attached,
        replies_to=message.replies_to,
    )
