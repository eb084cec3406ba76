"""Messages in, and the questions in between, as they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.model.delivery import Queue

REMEMBERED = timedelta(minutes=10)
"""For so long a text is read in the light of what was asked before (design part 4)."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that came in ``now``: its key at its source, who sent it, and a digest of what it ``said``."""

    source: str
    key: str
    sender: str
    now: datetime
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a message beside its reply.

    ``memory``: what those that follow may answer. ``error``: the number that the person was told of our mistake.
    """

    memory: str | None = None
    error: str | None = None


NOTHING_KEPT = Kept()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the inbox knows of a message and its sender: ``reply`` is the first answer if ``known``."""

    known: bool
    reply: str | None
    replies_since: tuple[int, int]
    """How many replies the sender got within an hour, and since midnight."""
    memory: str | None = None
    """What was kept with the sender's last message, within ``REMEMBERED``."""
    same: int = 0
    """How many of the sender's messages of the last minute said the same."""
    failing: bool = False
    """Whether texts to the sender's number failed of late."""
    let_go: bool = False
    """Whether the sender's number is said not to be the household's."""


class Handled(StrEnum):
    """What became of a message. The inbox keeps the first four; a repeated message was noted before."""

    DONE = "done"
    REFUSED = "refused"
    ASKED = "asked"
    FAILED = "failed"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Noted:
    """A message that the inbox knows, and what became of it; None for one noted by an older version."""

    key: str
    handled: Handled | None


@dataclass(frozen=True, slots=True)
class Reach:
    """What did not get through. ``closed`` are the units whose groups take no messages of ours.

    ``waiting`` deliveries go when their chats open; ``lost`` were given up since the day asked for, by queue.
    ``refused``: texts that wait because the platform refuses our account or sender, by its reason.
    ``groupless``: how much news waits for the group of a unit that has households and no group.
    """

    closed: Sequence[str]
    waiting: int
    lost: Mapping[Queue, int]
    refused: Mapping[str, int] = field(default_factory=dict)
    groupless: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question with buttons that waits for one officer's answer."""

    token: str
    kind: str
    officer_id: int | None
    chat_id: str
    payload: Mapping[str, object]
    made: datetime
    used: datetime | None = None
