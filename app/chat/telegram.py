"""Telegram's side: how it is greeted, how updates come, what delivers."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.utils.token import TokenValidationError
from aiohttp import web

from app.chat.side import DESK, ChatParts
from app.loading import load_aside
from app.printing.printer import print_for_chat
from app.settings import shown
from bot.channels.telegram.adapter import Greeting, make_bot
from bot.channels.telegram.carrier import ChatCarrier
from bot.channels.telegram.names import ABILITIES, PLATFORM
from bot.channels.telegram.photos import TelegramPhotos
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.trouble import FailureCount
from bot.channels.telegram.updates import ALLOWED_UPDATES, read_update
from bot.channels.telegram.webhook import PATH, Webhook
from bot.evidence import EvidenceCarrier
from bot.photo_notes import PhotoNotes
from bot.platforms import split
from bot.raw import Raw
from domain.model.errors import Refused
from domain.model.trouble import Endpoint
from domain.ports.store import Unavailable

if TYPE_CHECKING:
    from bot.desk import ChatDesk

_CALLS = Endpoint(f"{PLATFORM}-calls")
"""Where the platform calls us, where updates come by webhook."""
_OPENS_SECONDS = 5.0
"""For so long an update waits for the desk to open, which is soon where the platform answers; then it comes again."""


@dataclass(slots=True)
class TelegramSide:
    """``app.chat.side.Side``. Its desk opens once it is loaded and the platform has said the bot's name."""

    parts: ChatParts
    bot: Bot
    messages: ChatCarrier
    photos: EvidenceCarrier
    desk: ChatDesk | None = None
    _opened: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, update: Raw) -> None:
        """Handle one update. Raises Unavailable, and UnreadableUpdate for one that says neither who nor where."""
        desk = self.desk or await self._when_open()
        incoming = read_update(update, self.bot.id, desk.handling.bot_name)
        if incoming is not None:
            await self.parts.give_to_desk(desk, incoming)

    async def _when_open(self) -> ChatDesk:
        """The desk. Raises Unavailable where it does not open in time."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._opened.wait(), _OPENS_SECONDS)
        if self.desk is None:
            raise Unavailable("the desk is not open yet")
        return self.desk

    @property
    def routes(self) -> Sequence[web.RouteDef]:
        """The webhook's route, when that is how updates come."""
        settings = self.parts.runtime.settings
        if settings.telegram_mode != "webhook" or settings.telegram_secret is None:
            return []
        hook = Webhook(settings.telegram_secret.get_secret_value(), self.handle, self.parts.troubles.at(_CALLS))
        return [web.post(PATH, hook.receive)]

    async def receive(self) -> None:
        """Get updates: set the webhook, or poll. Waits out a platform that is away."""
        async with asyncio.TaskGroup() as opening:
            name = opening.create_task(_name(self.bot, self._trouble()))
            opening.create_task(load_aside(DESK))
        self.desk = self.parts.desk(name.result(), ABILITIES)
        self._opened.set()
        greeting = Greeting(self.bot)
        await greeting.introduce()
        with contextlib.suppress(Unavailable):  # only a warning is lost; messages come in all the same
            await self._check_groups(greeting)
        await self._choose_mode()
        if self.parts.runtime.settings.telegram_mode == "polling":
            await Poller(self.bot, self.handle, trouble=self._trouble()).run()

    def _trouble(self) -> FailureCount:
        return FailureCount(self.parts.troubles.at(Endpoint(PLATFORM), reaches=PLATFORM))

    async def _check_groups(self, greeting: Greeting) -> None:
        async with self.parts.runtime.transactions.reading() as store:
            chats = {unit: await store.officers.chat_of(unit) for unit in self.parts.runtime.town.units}
        for unit, chat in chats.items():
            if chat is not None and split(chat)[0] == PLATFORM:
                await greeting.check_admin(unit, chat)

    async def _choose_mode(self) -> None:
        settings, trouble = self.parts.runtime.settings, self._trouble()
        while True:
            try:
                if settings.telegram_mode == "polling":
                    await self.bot.delete_webhook()
                elif settings.telegram_secret is not None:
                    await self.bot.set_webhook(
                        settings.public_url + PATH,
                        secret_token=settings.telegram_secret.get_secret_value(),
                        allowed_updates=ALLOWED_UPDATES,
                    )
            except AiogramError as error:
                await asyncio.sleep(await trouble.pause(error))
            else:
                return await trouble.over()

    async def close(self) -> None:
        """Let go of connections."""
        await self.bot.session.close()


def make_side(parts: ChatParts) -> TelegramSide:
    """Build it. Raises Refused("bad-settings") for a token that cannot be one."""
    settings = parts.runtime.settings
    try:
        bot = make_bot(shown(settings.telegram_token) or "", settings.telegram_api)
    except TokenValidationError:
        raise Refused("bad-settings", problems=["JIFEN_TELEGRAM_TOKEN 不是有效的机器人令牌"]) from None
    return TelegramSide(parts, bot, _messages(parts, bot), _photos(parts, bot))


async def _name(bot: Bot, trouble: FailureCount) -> str:
    """The bot's user name; asked until the platform answers, since ``/cmd@name`` cannot be read without it."""
    while True:
        try:
            return (await bot.me()).username or ""
        except AiogramError as error:
            await asyncio.sleep(await trouble.pause(error))


def _messages(parts: ChatParts, bot: Bot) -> ChatCarrier:
    transactions = parts.runtime.transactions

    async def moved(old: str, new: str) -> None:
        async with transactions.writing() as store:
            await store.officers.chat_moved(old, new)

    async def topic(chat: str) -> str | None:
        with contextlib.suppress(Unavailable):
            async with transactions.reading() as store:
                return await store.officers.topic_of(chat)
        return None

    photos = parts.runtime.settings.photo_folder
    return ChatCarrier(bot, moved, topic, photos, partial(print_for_chat, parts.runtime))


def _photos(parts: ChatParts, bot: Bot) -> EvidenceCarrier:
    settings = parts.runtime.settings
    notes = PhotoNotes(parts.runtime.transactions, parts.runtime.clock.now)
    source = TelegramPhotos(bot, settings.evidence_max_bytes, own_server=settings.telegram_api is not None)
    return EvidenceCarrier(source, settings.photo_folder, notes)
