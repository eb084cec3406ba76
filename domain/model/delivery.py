"""What leaves the system: deliveries in the outbox, and what became of handing one over.

A handler only posts deliveries in its own transaction; a worker delivers them after the commit. A hand-over that may
or may not have happened is ``Unknown``. A text is then settled by a status report or a look-up, never by sending
blindly again; a chat answer, harmless twice and harmful when missing, is handed over once more and marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

ONCE_SENT = "once_sent"
"""In a payload that holds a secret: the words that take the place of its own as soon as it is over with it."""


DAY_USED_UP = "the day's limit of the SIM is reached"
"""Why a text waits for the next day."""
PLATFORM_AWAY = "the platform is not reached"
"""The error of what waits for a platform, and for nothing else: it goes as soon as there is a way to it again."""


HOLDS_UNTIL = "holds_until"
"""In a payload: the instant (milliseconds since the epoch) after which a chat need not hear it, as it comes again."""
GROUP_TO_COME = "unit"
"""The platform, so to speak, of groups that are not there yet."""


def group_to_come(unit: str) -> str:
    """The target of what a unit's group has to hear while there is none: somebody else hears it, and it waits."""
    return f"{GROUP_TO_COME}:{unit}"


class Queue(StrEnum):
    """Which carrier takes a delivery."""

    CHAT = "chat"
    SMS = "sms"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``count`` in ``seconds``, over time. ``of_urgent``: whether it counts and holds back urgent ones too."""

    count: int
    seconds: float
    of_urgent: bool = True

    @property
    def late_seconds(self) -> float:
        """How much sooner than ``seconds`` after the last the next may go, where that one went so much too late."""
        return self.seconds / 10

    def counts(self, *, urgent: bool) -> bool:
        """Whether it is about those that are so urgent."""
        return self.of_urgent or not urgent


@dataclass(frozen=True, slots=True)
class Draft:
    """A delivery to post. ``key`` is unique in the outbox: posting the same key again posts nothing."""

    queue: Queue
    target: str
    payload: Mapping[str, Any]
    key: str
    due: datetime | None = None
    """Not before this instant; None = at once."""
    urgent: bool = True
    """Replies are urgent. What answers nobody and mass notices are not, and wait behind them."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A posted delivery as a carrier gets it. ``attempts`` counts this one too (1 = first)."""

    id: int
    queue: Queue
    target: str
    payload: Mapping[str, Any]
    attempts: int
    posted: datetime
    leased: datetime | None = None
    """When this hand-over began; a carrier's look-up needs it to tell "not yet" from "never"."""
    urgent: bool = True
    repeated: bool = False
    """An attempt before this one may have gone out."""
    until: datetime | None = None
    """The platform is not to bring it later than this; None = whenever it can."""
    unit: str | None = None
    """The unit of the household that it is about; None for a reply."""
    taken: int = 0
    """How many hand-overs before this one the platform has taken over."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What was claimed, and when the first is due of what still waits in that queue; None: nothing waits."""

    deliveries: Sequence[Delivery]
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Sent:
    """Taken over; ``external_id`` is the platform's id (message SID, chat message id, content hash)."""

    external_id: str


@dataclass(frozen=True, slots=True)
class Retry:
    """Certainly not sent; try again after that many seconds (None = the worker's own back-off).

    ``ours``: no fault of the delivery but of our key, account or address. A person has to mend it, so the whole queue
    waits a little and no delivery is given up for it.
    ``closed``: the chat, or the country or kind of number, takes no messages of ours at present. The delivery
    waits, and holds up no other.
    ``most``: give up after that many attempts (None = the worker's own limit).
    ``untried``: it was not even handed over (quiet hours, a stop); that is no attempt.
    """

    error: str
    after_seconds: float | None = None
    ours: bool = False
    closed: bool = False
    most: int | None = None
    untried: bool = False

    @property
    def away(self) -> bool:
        """Whether there was no way to the platform, which says nothing of the delivery."""
        return self.error == PLATFORM_AWAY


@dataclass(frozen=True, slots=True)
class Unknown:
    """May or may not have been sent."""

    error: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """May or may not have been sent, and is harmless twice: to be handed over once more, marked as a repetition."""

    error: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Certainly not sent, and never will be.

    ``opted_out``: the platform says this number refuses texts. ``dead``: it says that texts never reach this number.
    """

    error: str
    opted_out: bool = False
    dead: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """Not sent, and nobody is to send it any more: what it was for has gone."""

    error: str


Outcome = Sent | Retry | Unknown | Repeat | Failed | Dropped


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of an attempt at ``at``; a delivery that goes again, or is to be looked into, is ``due`` then."""

    delivery: Delivery
    outcome: Outcome
    at: datetime
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a platform reports of a text that it took over. ``external_id`` is the platform's own id.

    ``queued``: it did not arrive; it may go again. ``opted_out``: it failed because the number refuses texts.
    ``dead``: it failed because texts never reach the number.
    ``ours``: it did not arrive for a fault of our account or sender, which a person has to mend.
    ``delivery`` and ``attempt`` are what we gave it along; None when the report does not name them. A delivery without
    an attempt is the hand-over that is under way.
    ``part``: only one of ``parts`` has arrived, and this names it; the text has arrived with the last of them.
    ``revokes``: a failure that holds even after the text was said to have arrived.
    """

    external_id: str
    state: Literal["sent", "delivered", "failed", "queued"]
    delivery: int | None = None
    attempt: int | None = None
    error: str | None = None
    opted_out: bool = False
    ours: bool = False
    part: str | None = None
    parts: int = 1
    revokes: bool = False
    dead: bool = False
