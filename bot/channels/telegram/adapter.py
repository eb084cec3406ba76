"""The platform's client, and what is said to the platform at start."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand, ChatMemberAdministrator, ChatMemberOwner

from bot.channels.telegram.names import number_of
from bot.channels.telegram.session import Session

log = logging.getLogger(__name__)


def make_bot(token: str, api: str | None) -> Bot:
    """The platform's client, for the official server or another one. Raises aiogram's TokenValidationError."""
    session = Session(api=TelegramAPIServer.from_base(api)) if api else Session()
    return Bot(token, session=session)


@dataclass(frozen=True, slots=True)
class Greeting:
    """What is said to the platform at start; none of it stops the start when the platform is away, or answers
    in a shape that our client does not know: a Bot API server of another version than its."""

    bot: Bot

    async def introduce(self) -> None:
        """Register the commands that the chat shows while typing; in English to whose own program is in English."""
        from bot.commands import COMMANDS  # noqa: PLC0415 - the whole grammar; the desk has it by then

        commands = COMMANDS.items()
        menu = [BotCommand(command=name, description=command.menu) for name, command in commands]
        english = [BotCommand(command=name, description=command.english) for name, command in commands]
        try:
            await self.bot.set_my_commands(menu)
            await self.bot.set_my_commands(english, language_code="en")
        except AiogramError as error:
            log.warning("commands were not registered: %s", type(error).__name__)

    async def check_admin(self, unit: str, chat: str) -> bool:
        """Whether the bot is an admin of a bound group; if not it misses commands (privacy mode)."""
        try:
            member = await self.bot.get_chat_member(number_of(chat), self.bot.id)
        except AiogramError as error:
            log.warning("the group of unit %s could not be checked: %s", unit, type(error).__name__)
            return False
        admin = isinstance(member, ChatMemberAdministrator | ChatMemberOwner)
        if not admin:
            log.warning("the bot is no admin in the group of unit %s and misses commands there", unit)
        return admin
