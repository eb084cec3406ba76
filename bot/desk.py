"""One message, one transaction: noted in the inbox, handled, its replies posted; or nothing of it at all."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.actions import act
from bot.buttons import ActButton, OptionButton, UndoButton, VetoButton, ask, chosen, read_button
from bot.context import Ask, Context, Services, Several
from bot.dispatch import answer, concerns
from bot.grammar import is_call
from bot.grammar.commands import Undo
from bot.handlers.scoring import undo
from bot.handlers.vetoes import confirm_veto
from bot.incoming import Incoming, Left, Message, Moved, Press
from bot.reply import Reply, Say, Toast, Unbutton
from bot.wording import joining as joining_wording
from bot.wording.refusals import broken, refusal, several
from domain.delivery import Draft
from domain.errors import Refused
from domain.ports import Store, Transactions

log = logging.getLogger(__name__)

Posting = Callable[[Incoming, Sequence[Reply]], list[Draft]]
"""Turns replies into parcels of the platform."""


@dataclass(frozen=True, slots=True)
class ChatDesk:
    """Handles whatever happens in a chat. ``new_id`` makes short random ids for questions and errors."""

    transactions: Transactions
    services: Services
    posting: Posting
    new_id: Callable[[], str]
    bot_name: str

    async def receive(self, incoming: Incoming, now: datetime) -> None:
        """Handle one message once, however often it is delivered. Raises only when the database fails."""
        if isinstance(incoming, Message) and not _is_for_us(incoming):
            return
        try:
            async with self.transactions.writing() as store:
                if await store.inbox.take("chat", incoming.key, now):
                    replies = await self._handle(store, incoming, now)
                    await store.post.post(self.posting(incoming, replies), now)
        except Refused as error:
            await self._tell(incoming, refusal(error), now)
        except Several as error:
            await self._tell(incoming, several(error), now)
        except _Asked as asked:
            await self._ask(incoming, asked, now)
        except Exception:  # anything else is our mistake; the person gets a number to quote
            error_id = self.new_id()
            log.exception("handling a chat message failed, error %s", error_id)
            await self._tell(incoming, broken(error_id), now, error_id)

    async def _handle(self, store: Store, incoming: Incoming, now: datetime) -> Sequence[Reply]:
        match incoming:
            case Message():
                if incoming.user is None:
                    if concerns(incoming.text, self.bot_name):
                        raise Refused("anonymous")
                    return []
                return await self._answer(await self._context(store, incoming, incoming.user, now))
            case Press():
                return await self._pressed(store, incoming, now)
            case Left():
                return await self._left(store, incoming, now)
            case Moved():
                await store.officers.chat_moved(incoming.old, incoming.new)
                return []

    async def _context(self, store: Store, message: Message, user: int, now: datetime) -> Context:
        return Context(
            store=store,
            services=self.services,
            acting=await store.officers.acting(user, message.chat),
            key=message.key,
            chat=message.chat,
            private=message.private,
            user=user,
            text=message.text,
            photo=message.photo,
            now=now,
        )

    async def _pressed(self, store: Store, press: Press, now: datetime) -> Sequence[Reply]:
        bare = Message(press.key, press.chat, press.private, press.user, press.message, "")
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
                ctx = replace(ctx, text=said.text, photo=said.photo, answers=said.answers, action=said.action)
                return [Toast("好的"), Unbutton(), *await self._answer(ctx)]
            case ActButton():
                return [Toast("好的"), *await self._answer(replace(ctx, action=press.data))]

    async def _answer(self, ctx: Context) -> Sequence[Reply]:
        try:
            if ctx.action:
                return await act(ctx)
            return await answer(ctx, self.bot_name)
        except Ask as question:
            raise _Asked(ctx, question) from None

    async def _left(self, store: Store, left: Left, now: datetime) -> Sequence[Reply]:
        """Those who leave a unit's group lose their role in that unit."""
        acting = await store.officers.acting(left.user, left.chat)
        if acting.bound_unit is None:
            return []
        unit = self.services.town.units.get(acting.bound_unit, acting.bound_unit)
        ended = await store.officers.end(left.user, acting.bound_unit, now)
        return [Say(joining_wording.left(officer.name, unit)) for officer in ended]

    async def _ask(self, incoming: Incoming, asked: _Asked, now: datetime) -> None:
        """Nothing was done yet; the question and what it is about are kept. It replaces the one just answered."""
        async with self.transactions.writing() as store:
            if not await store.inbox.take("chat", incoming.key, now):
                return
            replies: list[Reply] = [await ask(replace(asked.ctx, store=store), asked.question, self.new_id)]
            if isinstance(incoming, Press):
                button = read_button(incoming.data)
                if isinstance(button, OptionButton):
                    await store.prompts.use(button.token, now)
                    replies = [Unbutton(), *replies]
                replies = [Toast("好的"), *replies]
            await store.post.post(self.posting(incoming, replies), now)

    async def _tell(self, incoming: Incoming, text: str, now: datetime, error_id: str | None = None) -> None:
        """Nothing was done; the person is told why, and the message counts as handled."""
        async with self.transactions.writing() as store:
            if not await store.inbox.take("chat", incoming.key, now):
                return
            if error_id:
                await store.inbox.fail("chat", incoming.key, error_id, now)
            await store.post.post(self.posting(incoming, [_note(incoming, text)]), now)


def _is_for_us(message: Message) -> bool:
    """Commands; and whatever somebody says to the bot alone, which nobody else will answer."""
    return is_call(message.text) or (message.private and bool(message.text.strip()))


class _Asked(Exception):  # noqa: N818 - a question on its way out of the transaction
    def __init__(self, ctx: Context, question: Ask) -> None:
        super().__init__(question.key)
        self.ctx = ctx
        self.question = question


_TOAST_LENGTH = 200
"""Longest text of a callback answer (a limit of the platform)."""


def _note(incoming: Incoming, text: str) -> Reply:
    if isinstance(incoming, Press) and len(text) <= _TOAST_LENGTH:
        return Toast(text, alert=True)
    return Say(text)
