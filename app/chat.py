"""The chat side, built: what receives, what answers, and what delivers. Only this module loads the chat adapter."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.utils.token import TokenValidationError
from aiohttp import web

from app.clock_watch import ClockWatch
from app.ids import CODES, invitation_code, short_id
from app.metrics import Metrics
from app.outbox import Worker, chat_policy, evidence_policy
from app.runtime import Runtime
from app.troubles import TroubleNotes
from bot.channels.telegram.adapter import Greeting, make_bot
from bot.channels.telegram.carrier import ChatCarrier
from bot.channels.telegram.photos import EvidenceCarrier, PhotoNotes
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.shapes import Raw
from bot.channels.telegram.trouble import Trouble
from bot.channels.telegram.updates import ALLOWED_UPDATES, read_update
from bot.channels.telegram.webhook import PATH, Webhook
from bot.context import Services
from bot.desk import ChatDesk
from bot.incoming import Message, Press
from bot.outgoing import posting
from domain.guard import Guard, Hear
from domain.model.errors import Refused
from domain.model.trouble import Door
from domain.ports.store import Unavailable
from sms.wording.letters import SmsLetters
from sms.wording.notice import QuarterNotice
from storage.outbox import SqlDesk


@dataclass(slots=True)
class Chat:
    """The chat side, ready to run. Its desk opens once the platform has said the bot's name."""

    runtime: Runtime
    bot: Bot
    replies: Worker
    photos: Worker
    hear: Hear
    watch: ClockWatch
    troubles: TroubleNotes
    desk: ChatDesk | None = None

    async def handle(self, update: Raw) -> None:
        """Handle one update, then let the workers look at once that have something to do.

        Raises Unavailable, and Unreadable for one that says neither who nor where.
        """
        if self.desk is None:
            raise Unavailable("the desk is not open yet")
        incoming = read_update(update, self.bot.id)
        if incoming is None:
            return
        await self.watch.notice()
        await self.desk.receive(incoming, self.runtime.clock.now())
        self.replies.wake()
        # A press may answer a question about a message with a photo.
        if isinstance(incoming, Press) or (isinstance(incoming, Message) and incoming.attached):
            self.photos.wake()

    @property
    def workers(self) -> Sequence[Worker]:
        """Who delivers what the chat side has posted."""
        return (self.replies, self.photos)

    @property
    def routes(self) -> list[web.RouteDef]:
        """The webhook's route, when that is how updates come."""
        settings = self.runtime.settings
        if settings.telegram_mode != "webhook" or settings.telegram_secret is None:
            return []
        hook = Webhook(settings.telegram_secret.get_secret_value(), self.handle, self.troubles.at(Door.CHAT_HOOK))
        return [web.post(PATH, hook.receive)]

    async def receive(self) -> None:
        """Get updates: set the webhook, or poll. Waits out a platform that is away."""
        self.desk = self._open(await _name(self.bot, Trouble(self.troubles.at(Door.CHAT))))
        greeting = Greeting(self.bot)
        await greeting.introduce()
        with contextlib.suppress(Unavailable):  # only a warning is lost; messages come in all the same
            await self._check_groups(greeting)
        await self._choose_mode()
        if self.runtime.settings.telegram_mode == "polling":
            await Poller(self.bot, self.handle, trouble=Trouble(self.troubles.at(Door.CHAT))).run()

    def _open(self, bot_name: str) -> ChatDesk:
        runtime, settings = self.runtime, self.runtime.settings
        services = Services(
            runtime.town,
            QuarterNotice(),
            SmsLetters(),
            invitation_code,
            CODES,
            settings.evidence_max_bytes,
            settings.public_url,
        )
        guard = Guard("chat", time.monotonic, self.hear)
        return ChatDesk(runtime.transactions, services, posting, short_id, bot_name, guard)

    async def _check_groups(self, greeting: Greeting) -> None:
        async with self.runtime.transactions.reading() as store:
            chats = {unit: await store.officers.chat_of(unit) for unit in self.runtime.town.units}
        for unit, chat in chats.items():
            if chat is not None:
                await greeting.check_admin(unit, chat)

    async def _choose_mode(self) -> None:
        settings, trouble = self.runtime.settings, Trouble(self.troubles.at(Door.CHAT))
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


def make_chat(runtime: Runtime, metrics: Metrics, hear: Hear, watch: ClockWatch, troubles: TroubleNotes) -> Chat:
    """Build the chat side. Raises Refused("bad-settings") for a token that cannot be one."""
    settings = runtime.settings
    token = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
    try:
        bot = make_bot(token, settings.telegram_api)
    except TokenValidationError:
        raise Refused("bad-settings", problems=["JIFEN_TELEGRAM_TOKEN 不是有效的机器人令牌"]) from None
    return Chat(runtime, bot, *_workers(runtime, bot, metrics), hear, watch, troubles)


async def _name(bot: Bot, trouble: Trouble) -> str:
    """The bot's user name; asked until the platform answers, since ``/cmd@name`` cannot be read without it."""
    while True:
        try:
            return (await bot.me()).username or ""
        except AiogramError as error:
            await asyncio.sleep(await trouble.pause(error))


def _workers(runtime: Runtime, bot: Bot, metrics: Metrics) -> tuple[Worker, Worker]:
    """For the messages, and for the photos."""
    transactions, clock = runtime.transactions, runtime.clock
    outbox = SqlDesk(runtime.database, clock.timezone)

    async def moved(old: str, new: str) -> None:
        async with transactions.writing() as store:
            await store.officers.chat_moved(old, new)

    async def topic(chat: str) -> str | None:
        with contextlib.suppress(Unavailable):
            async with transactions.reading() as store:
                return await store.officers.topic_of(chat)
        return None

    folder = runtime.settings.data_dir / "evidence"
    settings, notes = runtime.settings, PhotoNotes(transactions, clock.now)
    own_server = settings.telegram_api is not None
    photos = EvidenceCarrier(bot, folder, settings.evidence_max_bytes, notes, own_server)
    return (
        Worker(outbox, ChatCarrier(bot, moved, topic, folder), chat_policy(), clock, count=metrics.count),
        Worker(outbox, photos, evidence_policy(), clock, count=metrics.count),
    )
