"""What follows from what happened in a chat: who is answered, and what is done and said."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.actions import act
from bot.buttons import ActButton, OptionButton, UndoButton, VetoButton, chosen, read_button
from bot.commands import GRAMMAR
from bot.context import Ask, Context, Services
from bot.dispatch import answer, concerns, means
from bot.grammar.correcting import corrects
from bot.grammar.records import Undo
from bot.handlers import changed, reach
from bot.handlers.evidence import note_part, note_words
from bot.handlers.joining import without_specialist
from bot.handlers.scoring import undo
from bot.handlers.vetoes import confirm_veto
from bot.incoming import Closed, Incoming, Left, Message, Moved, Opened, Press
from bot.reply import Reply, Say, Toast, Unbutton
from bot.sending import day_of_sending
from bot.strangers import StrangerLimit, StrangerReply
from bot.wording import joining as joining_wording
from domain.boundary import unwrap
from domain.model.errors import Refused, Stop
from domain.ports.store import Store


class OpenQuestion(Stop):
    """A question, with what was on its way when it came up."""

    def __init__(self, ctx: Context, question: Ask) -> None:
        super().__init__(question.key)
        self.ctx = ctx
        self.question = question


@dataclass(frozen=True, slots=True)
class Handling:
    """Within one transaction. ``strangers``: how much is said to people who are no officers."""

    services: Services
    bot_name: str
    strangers: StrangerLimit = field(default_factory=lambda: StrangerLimit(time.monotonic))

    async def handle(self, store: Store, incoming: Incoming, now: datetime) -> Sequence[Reply]:
        """Carry it out; what is said then. Raises Refused, Several, Unread, OpenQuestion: nothing of it counts."""
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

    async def note_words(self, store: Store, message: Message, now: datetime) -> None:
        """Of a message of which nothing was done what its album keeps."""
        if message.user is not None:
            await note_words(await self._context(store, message, message.user, now))

    async def _said(self, store: Store, message: Message, now: datetime) -> Sequence[Reply]:
        ctx = None if message.user is None else await self._context(store, message, message.user, now)
        if not may_be_for_us(message):
            return await note_part(ctx) if ctx else []
        if ctx is not None and is_of_album(message):
            await note_words(ctx)
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
            shown=message.shown,
            replies_to=message.replies_to,
            topic=message.topic,
            message=message.id,
            now=now,
            sent_on=await day_of_sending(store, message.sent, now),
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
            raise OpenQuestion(ctx, result)
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


def may_be_for_us(message: Message) -> bool:
    """Commands; what may have been one; and whatever somebody says to the bot, which nobody else will answer."""
    to_us = message.private or message.addressed
    says = bool(message.text.strip()) or not is_of_album(message)
    changes = message.replies_to is not None and (message.shown is not None or corrects(message.text))
    return message.edited or changes or GRAMMAR.is_call(message.text) or (to_us and says)


def is_of_album(message: Message) -> bool:
    """A picture of an album, which may come before or after the one that has the command under it."""
    file = message.attached
    return file is not None and file.album is not None and not file.in_reply
