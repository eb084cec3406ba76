"""One message, one transaction: noted in the inbox, handled, its replies posted; or nothing of it at all."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import assert_never

from bot.buttons import OptionButton, ask, read_button
from bot.commands import GRAMMAR
from bot.context import Several, Unread
from bot.expecting import expected
from bot.guesses import note_guess
from bot.handlers import changed
from bot.handling import Handling, OpenQuestion, is_of_album, may_be_for_us
from bot.incoming import Incoming, Message, Press
from bot.reply import Reply, Say, Toast, Unbutton
from bot.sending import sent_on
from bot.wording.refusals import broken, mistakes, refusal, several
from domain.boundary import boundary, in_transaction
from domain.guard import Guard, Way
from domain.model.delivery import Draft
from domain.model.errors import Refused
from domain.model.expected import Expected
from domain.model.message import Handled
from domain.ports.store import Store, Transactions

log = logging.getLogger(__name__)

Beside = Callable[[Store], Awaitable[Sequence[Reply]]]
"""What else is kept of a message of which nothing was done, and who hears of it."""
MakeDrafts = Callable[[Incoming, Sequence[Reply]], list[Draft]]
"""Turns replies into deliveries of the platform."""


@dataclass(frozen=True, slots=True)
class ChatDesk:
    """Takes whatever happens in a chat. ``new_id`` makes short random ids for questions and errors."""

    transactions: Transactions
    handling: Handling
    make_drafts: MakeDrafts
    new_id: Callable[[], str]
    guard: Guard = field(default_factory=lambda: Guard("chat", time.monotonic))

    async def receive(self, incoming: Incoming, now: datetime) -> None:
        """Handle one message once, however often it is delivered. Raises Unavailable: it was not taken."""
        if isinstance(incoming, Message) and not (may_be_for_us(incoming) or is_of_album(incoming)):
            return
        first = partial(self._take, incoming, now)
        instead = partial(self._failed, incoming, now)
        last = partial(self._note, incoming, now, Handled.FAILED)
        await self.guard.take(incoming.key, _what(incoming), first, instead, last)

    async def _take(self, incoming: Incoming, now: datetime) -> tuple[Handled, None]:
        """Carry out what was meant; where that was stopped, nothing of it is stored and the person is told why."""
        result = await in_transaction(self.transactions, partial(self._carry_out, incoming, now))
        if not isinstance(result, Handled) and isinstance(incoming, Message) and is_of_album(incoming):
            async with self.transactions.writing() as store:
                await self.handling.note_words(store, incoming, now)
        match result:
            case Handled() as handled:
                return handled, None
            case OpenQuestion() as asked:
                return await self._ask(incoming, asked, now)
            case Refused() as refused:
                guess = partial(note_guess, incoming=incoming, refused=refused, now=now)
                return await self._say(incoming, now, Handled.REFUSED, refusal(refused), beside=guess)
            case Several() as wrong:
                return await self._say(incoming, now, Handled.REFUSED, several(wrong))
            case Unread(mistakes=found):
                return await self._say(incoming, now, Handled.REFUSED, mistakes(found))
            case other:
                assert_never(other)

    @boundary
    async def _carry_out(
        self, incoming: Incoming, now: datetime, store: Store
    ) -> Handled | OpenQuestion | Refused | Several | Unread:
        await self._read_ahead(store, incoming, now)
        if not await store.inbox.take("chat", incoming.key, now, place=_place(incoming)):
            return Handled.REPEATED
        replies = await self.handling.handle(store, incoming, now)
        await store.post.post(self.make_drafts(incoming, replies), now)
        return Handled.DONE

    async def _read_ahead(self, store: Store, incoming: Incoming, now: datetime) -> None:
        if isinstance(incoming, Message) and incoming.user is not None and not incoming.edited:
            await store.prefetch.message(
                incoming.key, _place(incoming), now, partial(_expected, incoming, incoming.user, now)
            )

    def _failed(self, incoming: Incoming, now: datetime, stop: Exception) -> Way[None]:
        """What fails is our mistake; the person gets a number to quote."""
        error_id = self.new_id()
        log.error("handling a chat message failed, error %s", error_id, exc_info=stop)
        return partial(self._say, incoming, now, Handled.FAILED, broken(error_id), error_id)

    async def _say(
        self,
        incoming: Incoming,
        now: datetime,
        handled: Handled,
        text: str,
        error: str | None = None,
        beside: Beside | None = None,
    ) -> tuple[Handled, None]:
        """The person is told; where nobody said anything, as when somebody leaves, nobody is."""
        spoken = isinstance(incoming, Message | Press)
        return await self._note(incoming, now, handled, [_alert(incoming, text)] if spoken else [], error, beside)

    async def _note(
        self,
        incoming: Incoming,
        now: datetime,
        handled: Handled,
        replies: Sequence[Reply] = (),
        error: str | None = None,
        beside: Beside | None = None,
    ) -> tuple[Handled, None]:
        """The message counts as handled; nothing of what it wanted was done."""
        async with self.transactions.writing() as store:
            if not await store.inbox.take("chat", incoming.key, now, handled, error, _place(incoming)):
                return Handled.REPEATED, None
            told = await beside(store) if beside else []
            await store.post.post(self.make_drafts(incoming, [*replies, *told]), now)
        return handled, None

    async def _ask(self, incoming: Incoming, asked: OpenQuestion, now: datetime) -> tuple[Handled, None]:
        """Nothing was done yet; the question and what it is about are kept. It replaces the one just answered."""
        async with self.transactions.writing() as store:
            if not await store.inbox.take("chat", incoming.key, now, Handled.ASKED, place=_place(incoming)):
                return Handled.REPEATED, None
            replies: list[Reply] = [await ask(replace(asked.ctx, store=store), asked.question, self.new_id)]
            if isinstance(incoming, Press):
                button = read_button(incoming.data)
                if isinstance(button, OptionButton):
                    await store.prompts.use(button.token, now)
                    replies = [Unbutton(), *replies]
                replies = [Toast("好的"), *replies]
            await store.post.post(self.make_drafts(incoming, replies), now)
        return Handled.ASKED, None


def _expected(message: Message, user: str, now: datetime) -> Expected:
    """What it will probably ask the store about."""
    called = GRAMMAR.called(message.text)
    day = sent_on(message.sent, now) if called in GRAMMAR.scoring else None
    return expected(message.text, called, message.chat, user, day)


def _place(incoming: Incoming) -> str | None:
    """Where a message stands, so that it is found again when it is edited."""
    return changed.place(incoming) if isinstance(incoming, Message) and not incoming.edited else None


_TOAST_LENGTH = 200
"""Longest text of a callback answer (a limit of the platform)."""


def _alert(incoming: Incoming, text: str) -> Reply:
    if isinstance(incoming, Press) and len(text) <= _TOAST_LENGTH:
        return Toast(text, alert=True)
    return Say(text)


_ACTION = re.compile(r"(?:a:)?([a-z-]{1,24})\b")


def _what(incoming: Incoming) -> str:
    """The message's command, or the button's action: a word of ours, never of a person's."""
    match incoming:
        case Message(edited=True):
            return "edited"
        case Message(text=text):
            with suppress(Exception):  # what cannot be read fails where it is carried out, with a number
                return GRAMMAR.called(text) or "message"
            return "message"
        case Press(data=data):
            action = _ACTION.match(data)
            return f"button {action[1]}" if action else "button"
        case _:
            return type(incoming).__name__.lower()
