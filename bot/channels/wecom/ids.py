"""Ids of chats, messages and presses: opaque words to everybody else.

The platform answers by the ``req_id`` of a callback, not by a message's number, and only for a while. So the id that
leaves this folder carries what answering needs, and nothing has to be looked up.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.abilities import Abilities
from bot.pieces import AGAIN
from bot.platforms import on_platform, split

PLATFORM = "wecom"
ABILITIES = Abilities(hears_all_as_admin=False, tells_who_left=False)
REPLY_WITHIN = timedelta(hours=24)
CHANGE_WITHIN = timedelta(seconds=5)
_MARGIN = timedelta(seconds=0.5)
"""What the way to the platform takes."""
_MARK_LETTERS = 64
_GROUP = "group:"


@dataclass(frozen=True, slots=True)
class ReplyHandle:
    """A message or a press as it can be answered. ``task``: the task id of the card that was pressed."""

    req_id: str
    user: str
    at: datetime
    """When it came in."""
    task: str = ""

    def __str__(self) -> str:
        return f"{int(self.at.timestamp() * 1000)}|{self.task}|{self.user}|{self.req_id}"

    def replies(self, now: datetime) -> bool:
        """Whether a message may still answer it."""
        return not self.task and now - self.at < REPLY_WITHIN - _MARGIN

    def changes(self, now: datetime) -> bool:
        """Whether the card that was pressed may still be changed."""
        return bool(self.task) and now - self.at < CHANGE_WITHIN - _MARGIN


def read_callback(packed: str) -> ReplyHandle | None:
    """None for an id of another platform, or a damaged one."""
    match packed.split("|", 3):
        case [ms, task, user, req_id] if ms.isascii() and ms.isdigit() and len(ms) < len("10000000000000") and req_id:
            return ReplyHandle(req_id, user, datetime.fromtimestamp(int(ms) / 1000, UTC), task)
        case _:
            return None


def named(user: str) -> str:
    """Our name for a person, and for the private chat with them: so one can be written to by name."""
    return on_platform(PLATFORM, user)


def group_chat(chat_id: str) -> str:
    """Our name for a group."""
    return on_platform(PLATFORM, _GROUP + chat_id)


def is_group(chat: str) -> bool:
    """Whether a chat is a group."""
    return split(chat)[1].startswith(_GROUP)


def platform_chat(chat: str) -> str:
    """The chat as the platform calls it. Raises ValueError for one of another platform."""
    platform, known_as = split(chat)
    if platform != PLATFORM:
        raise ValueError(f"not of this platform: {platform}")
    return known_as.removeprefix(_GROUP)


def mark(text: str) -> str:
    """A short name for a message by its words. The platform numbers no message of ours, and a quote brings back only
    words, perhaps with other blanks, signs, or without an end.
    """
    letters = "".join(character for character in text.removeprefix(AGAIN) if character.isalnum())[:_MARK_LETTERS]
    return hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()[:16]


def task_id(delivery: int, attempt: str, posted: datetime) -> str:
    """For a card: never the same twice, not after a restored backup either. At most 128 of ``[0-9A-Za-z_@-]``."""
    return f"jifen-{delivery}-{attempt}-{int(posted.timestamp() * 1000)}"


def delivery_of(task: str) -> int | None:
    """The delivery that a card was sent by."""
    match task.split("-"):
        case ["jifen", delivery, _, _] if delivery.isascii() and delivery.isdigit():
            return int(delivery)
        case _:
            return None
