"""Messages in and out, and the questions in between."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from domain.model.about import About
from domain.model.delivery import Draft, Queue
from domain.model.message import NOTHING_KEPT, Arrival, Handled, Kept, Noted, Prompt, Reach, Seen


class Inbox(Protocol):
    """Messages that came in, each handled once by constraint. ``error`` is the number of a failure."""

    async def so_answered(self, source: str, reply: str, since: datetime) -> int:
        """How many messages got exactly that reply since then; nobody else counts until the transaction is over."""
        ...

    async def take(
        self,
        source: str,
        key: str,
        now: datetime,
        handled: Handled = Handled.DONE,
        error: str | None = None,
        place: str | None = None,
    ) -> bool:
        """Note a message and what becomes of it; False when it was noted before. ``place``: where it stands."""
        ...

    async def name(self, source: str, key: str, also: str, now: datetime) -> bool:
        """Note that a message has another name as well; False when one was handled under that name."""
        ...

    async def at_place(self, source: str, place: str) -> Noted | None:
        """The message that was noted as standing there."""
        ...

    async def seen(self, arrival: Arrival) -> Seen:
        """Whether a message was answered before, and what its sender was told of late.

        What is noted as later than now, by a clock that was set back since, counts for nothing.
        """
        ...

    async def answer(
        self, arrival: Arrival, reply: str | None, handled: Handled = Handled.DONE, kept: Kept = NOTHING_KEPT
    ) -> None:
        """Note a message with its reply (None = answered with silence). Raises ``AlreadyTaken`` for a known one."""
        ...


class AlreadyTaken(Exception):  # noqa: N818 - two deliveries of one message met; the other one won
    """The message was handled by another delivery of it at the same time."""


class Post(Protocol):
    """The outbox, as handlers see it."""

    async def post(self, drafts: Iterable[Draft], now: datetime) -> None:
        """Put deliveries into the outbox; a key that is there already posts nothing."""
        ...

    async def about(self, chat: str, message: str) -> Sequence[About]:
        """What a message of ours in a chat is about, by the platform's number; nothing for one that is not known."""
        ...

    async def reach(self, since: datetime) -> Reach:
        """What does not get through at present, and what was given up since then."""
        ...

    async def may_arrive(self, keys: Collection[str]) -> bool:
        """Whether a delivery of those keys was taken over by its platform, or may be without its chat opening first."""
        ...

    async def stuck(self, before: datetime) -> Mapping[Queue, int]:
        """How many deliveries could have gone since then and have not."""
        ...

    async def left_for_tomorrow(self) -> tuple[int, int]:
        """How many replies, and how many other texts, wait for the next day, as a SIM's limit is reached."""
        ...

    async def replies_held(self, since: date) -> date | None:
        """The last day, of those since then, on which a reply had to wait for the next one; None when none had to."""
        ...

    async def reached(self, platform: str) -> None:
        """There is a way to a chat platform again: what waited for it (``PLATFORM_AWAY``) goes now."""
        ...

    async def chat_opened(self, chat: str) -> None:
        """A chat takes our messages again: what it missed goes now."""
        ...

    async def chat_closed(self, chat: str, now: datetime) -> None:
        """A chat takes no more messages of ours: the bot was removed, or blocked."""
        ...


class OldMessages(Protocol):
    """What was said long ago."""

    async def reduce(self, before: datetime, now: datetime) -> bool:
        """Let go of some of what is over and older; of notices and photos stays that there was one, and how it ended.

        Returns whether there may be more.
        """
        ...


class Prompts(Protocol):
    """Open questions, kept so that buttons still work after a restart."""

    async def ask(self, prompt: Prompt) -> None:
        """Keep a question."""
        ...

    async def get(self, token: str) -> Prompt | None:
        """The question with that token."""
        ...

    async def use(self, token: str, now: datetime) -> bool:
        """Mark it answered; False when it was already."""
        ...
