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

from bot.actions import act
from bot.buttons import ActButton, OptionButton, UndoButton, VetoButton, ask, chosen, read_button
from bot.commands import GRAMMAR
from bot.context import Ask, Context, Services, Several, Unread
from bot.dispatch import answer, concerns, means
from bot.expecting import expected
from bot.grammar.records import Undo
from bot.guesses import note_guess
from bot.handlers import changed, reach
from bot.handlers.evidence import note_part
from bot.handlers.joining import without_specialist
from bot.handlers.scoring import undo
from bot.handlers.vetoes import confirm_veto
from bot.incoming import Closed, Incoming, Left, Message, Moved, Opened, Press
from bot.reply import Reply, Say, Toast, Unbutton
from bot.sending import sent_on
from bot.strangers import StrangerLimit, StrangerReply
from bot.wording import joining as joining_wording
from bot.wording.refusals import broken, mistakes, refusal, several
from domain.boundary import boundary, in_transaction, unwrap
from domain.guard import Guard, Way
from domain.model.delivery import Draft
from domain.model.errors import Refused, Stop
from domain.model.expected import Expected
from domain.model.message import Handled
from domain.ports.store import Store, Transactions

log = logging.getLogger(__name__)

Beside = Callable[[Store], Awaitable[Sequence[Reply]]]
"""What else is kept of a message of which nothing was done, and who hears of it."""
Posting = Callable[[Incoming, Sequence[Reply]], list[Draft]]
"""Turns replies into deliveries of the platform."""


@dataclass(frozen=True, slots=True)
class ChatDesk:
    """Handles whatever happens in a chat. ``new_id`` makes short random ids for questions and errors."""

    transactions: Transactions
    services: Services
    posting: Posting
    new_id: Callable[[], str]
    bot_name: str
    guard: Guard = field(default_factory=lambda: Guard("chat", time.monotonic))
    strangers: StrangerLimit = field(default_factory=lambda: StrangerLimit(time.monotonic))

    async def receive(self, incoming: Incoming, now: datetime) -> None:
        """Handle one message once, however often it is delivered. Raises Unavailable: it was not taken."""
        if isinstance(incoming, Message) and not (_may_be_for_us(incoming) or _is_of_album(incoming)):
            return
        first = partial(self._take, incoming, now)
        instead = partial(self._failed, incoming, now)
        last = partial(self._note, incoming, now, Handled.FAILED)
        await self.guard.take(incoming.key, _what(incoming), first, instead, last)

    async def _take(self, incoming: Incoming, now: datetime) -> tuple[Handled, None]:
        """Carry out what was meant; where that was stopped, nothing of it is stored and the person is told why."""
        match await in_transaction(self.transactions, partial(self._carry_out, incoming, now)):
            case Handled() as handled:
                return handled, None
            case _Asked() as asked:
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
    ) -> Handled | _Asked | Refused | Several | Unread:
        await self._read_ahead(store, incoming, now)
        if not await store.inbox.take("chat", incoming.key, now, place=_place(incoming)):
            return Handled.REPEATED
        replies = await self._handle(store, incoming, now)
        await store.post.post(self.posting(incoming, replies), now)
        return Handled.DONE

    async def _read_ahead(self, store: Store, incoming: Incoming, now: datetime) -> None:
        if isinstance(incoming, Message) and incoming.user is not None and not incoming.edited:
            await store.ahead.message(
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
            await store.post.post(self.posting(incoming, [*replies, *told]), now)
        return handled, None

    async def _ask(self, incoming: Incoming, asked: _Asked, now: datetime) -> tuple[Handled, None]:
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
            await store.post.post(self.posting(incoming, replies), now)
        return Handled.ASKED, None

    async def _handle(self, store: Store, incoming: Incoming, now: datetime) -> Sequence[Reply]:
        match incoming:
            case Message():
                return await self._said(store, incoming, now)
            case Press():
                return await self._pressed(store, incoming, now)
            case Left():
                return await self._left(store, incoming, now)
            case Moved():
                await store.officers.chat_moved(incoming.old, incoming.new)
            case Opened(chat=chat):
                await store.post.chat_opened(chat)
            case Closed(chat=chat):
                return await reach.chat_closed(store, self.services.town, chat, now)
        return []

    async def _said(self, store: Store, message: Message, now: datetime) -> Sequence[Reply]:
        ctx = None if message.user is None else await self._context(store, message, message.user, now)
        if not _may_be_for_us(message):
            return await note_part(ctx) if ctx else []
        officer = ctx is not None and bool(ctx.acting.officers)
        if ctx is not None and officer and not (message.edited or message.forwarded):
            return await self._answer(ctx)
        meant = await means(ctx, self.bot_name) if ctx else concerns(message.text, self.bot_name, message.sent.date())
        if not officer and not self._heeds_stranger(message, meant):
            return []
        if message.edited:
            await changed.check_edited(store, message, meant)
        elif message.forwarded and (meant or message.private):
            raise Refused("forwarded")
        elif ctx is not None and not message.forwarded:
            return await self._answer(ctx)
        elif meant:
            raise Refused("anonymous")
        return []

    def _heeds_stranger(self, message: Message, meant: bool) -> bool:
        """Whether somebody who is no officer is answered: not when they play with other bots, and not without end.

        Raises Refused("enough-questions") once.
        """
        ours = meant and (GRAMMAR.called(message.text) is not None or GRAMMAR.addresses(message.text))
        if not (message.private or message.addressed) and (message.edited or not ours):
            return False
        match self.strangers.turn(message.chat if message.user is None else message.user):
            case StrangerReply.ANSWER:
                return True
            case StrangerReply.ENOUGH:
                raise Refused("enough-questions")
            case StrangerReply.SILENCE:
                return False

    async def _context(self, store: Store, message: Message, user: str, now: datetime) -> Context:
        return Context(
            store=store,
            services=self.services,
            acting=await store.officers.acting(user, message.chat),
            key=message.key,
            chat=message.chat,
            private=message.private,
            addressed=message.private or message.addressed,
            user=user,
            text=message.text,
            attached=message.attached,
            replies_to=message.replies_to,
            topic=message.topic,
            message=message.id,
            now=now,
            sent_on=sent_on(message.sent, now),
        )

    async def _pressed(self, store: Store, press: Press, now: datetime) -> Sequence[Reply]:
        bare = Message(press.key, press.chat, press.private, press.user, press.message, "", now, topic=press.topic)
        ctx = await self._context(store, bare, press.user, now)
        match read_button(press.data):
            case UndoButton(entry, officer_id):
                if all(officer.id != officer_id for officer in ctx.acting.officers):
                    raise Refused("not-your-button")
                return [Toast("已撤销"), Unbutton(), *await undo(ctx, Undo(entry, "按钮撤销"))]
            case VetoButton(entry):
                return [Toast("已确认"), *await confirm_veto(ctx, entry)]
            case OptionButton() as button:
                said = await chosen(ctx, button, now)
                return [Toast("好的"), Unbutton(), *await self._answer(said)]
            case ActButton():
                return [Toast("好的"), *await self._answer(replace(ctx, action=press.data))]

    async def _answer(self, ctx: Context) -> Sequence[Reply]:
        result = await act(ctx) if ctx.action else await answer(ctx, self.bot_name)
        if isinstance(result, Ask):
            raise _Asked(ctx, result)
        return unwrap(result)

    async def _left(self, store: Store, left: Left, now: datetime) -> Sequence[Reply]:
        """Those who leave a unit's group lose their role in that unit."""
        acting = await store.officers.acting(left.user, left.chat)
        if acting.bound_unit is None:
            return []
        unit = self.services.town.units.get(acting.bound_unit, acting.bound_unit)
        ended = await store.officers.end(left.user, acting.bound_unit, now)
        said: list[Reply] = [Say(joining_wording.left(officer.name, unit)) for officer in ended]
        return [*said, *await without_specialist(store, unit, ended, left.chat)]


def _expected(message: Message, user: str, now: datetime) -> Expected:
    """What it will probably ask the store about."""
    day, called = sent_on(message.sent, now), GRAMMAR.called(message.text)
    return expected(message.text, called, message.chat, user, day)


def _may_be_for_us(message: Message) -> bool:
    """Commands; what may have been one; and whatever somebody says to the bot, which nobody else will answer."""
    to_us = message.private or message.addressed
    says = bool(message.text.strip()) or (message.addressed and not _is_of_album(message))
    return message.edited or GRAMMAR.is_call(message.text) or (to_us and says)


def _is_of_album(message: Message) -> bool:
    """A picture of an album, which may come before or after the one that has the command under it."""
    file = message.attached
    return file is not None and file.album is not None and not file.in_reply


def _place(incoming: Incoming) -> str | None:
    """Where a message stands, so that it is found again when it is edited."""
    return changed.place(incoming) if isinstance(incoming, Message) and not incoming.edited else None


class _Asked(Stop):
    """A question, with what was on its way when it came up."""

    def __init__(self, ctx: Context, question: Ask) -> None:
        super().__init__(question.key)
        self.ctx = ctx
        self.question = question


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
