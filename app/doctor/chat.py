"""Whether the chat platform knows our bot, and whether the bot is in the villages' groups."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.doctor.finding import PATIENCE_SECONDS, Finding, Grade
from app.keys import open_database
from app.settings import Settings
from bot.channels.telegram.built_when_used import load_aiogram
from bot.platforms import split
from domain.model.errors import Refused
from storage.database import DatabaseUnreachable
from storage.migrate import is_current

if TYPE_CHECKING:
    from aiogram import Bot

_IN_GROUP = {"creator", "administrator"}
"""In these states a bot sees whatever is written: https://core.telegram.org/bots/features#privacy-mode."""


async def examine_chat(settings: Settings) -> Finding:
    """The chat platform lets us in, and every bound group has our bot as an administrator."""
    if settings.telegram_token is None:
        return Finding(Grade.UNUSED, "聊天：没有设置 JIFEN_TELEGRAM_TOKEN，不收发聊天")
    load_aiogram()
    from aiogram.exceptions import AiogramError  # noqa: PLC0415 - loading it takes a second
    from aiogram.utils.token import TokenValidationError  # noqa: PLC0415 - loading it takes a second

    from bot.channels.telegram.adapter import make_bot  # noqa: PLC0415 - loading it takes a second

    try:
        bot = make_bot(settings.telegram_token.get_secret_value(), settings.telegram_api)
    except TokenValidationError:
        return Finding(Grade.WRONG, "聊天：JIFEN_TELEGRAM_TOKEN 的样子不对")
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            me = await bot.get_me()
            outside = [name for name, chat in (await _groups(settings)).items() if not await _is_in(bot, chat)]
    except (AiogramError, TimeoutError) as error:
        return Finding(Grade.WRONG, f"聊天：{_trouble(error)}")
    finally:
        await bot.session.close()
    if outside:
        return Finding(Grade.WRONG, f"聊天：机器人 @{me.username} 不在群里或不是管理员：{'、'.join(outside)}")
    return Finding(Grade.GOOD, f"聊天：机器人 @{me.username} 正常，收消息方式 {settings.telegram_mode}")


def _trouble(error: Exception) -> str:
    """Why the platform did not answer, and what to do about it."""
    from aiogram.exceptions import TelegramUnauthorizedError  # noqa: PLC0415 - loading it takes a second

    if isinstance(error, TelegramUnauthorizedError):
        return "平台不认这个口令，请核对 JIFEN_TELEGRAM_TOKEN"
    if certificate := _certificate_error(error):
        return f"平台的证书不对（{certificate.verify_message}），请核对 JIFEN_TELEGRAM_API 和本机的时间"
    return f"平台没有正常应答（{type(error).__name__}），请核对 JIFEN_TELEGRAM_API 和网络"


def _certificate_error(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    """The certificate's own error, however deep the client has wrapped it."""
    while error is not None:
        inner = getattr(error, "certificate_error", error)
        if isinstance(inner, ssl.SSLCertVerificationError):
            return inner
        error = error.__cause__ or error.__context__
    return None


async def _groups(settings: Settings) -> Mapping[str, str]:
    """The bound groups of this platform by their unit's name; none where there is no database that could be asked."""
    try:
        database = await open_database(settings, create=False)
    except (DatabaseUnreachable, Refused):
        return {}
    try:
        if not await is_current(database):
            return {}
        async with database.reading() as connection:
            rows = await connection.fetch(
                "SELECT u.name, c.chat_id FROM chats c JOIN units u ON u.code = c.unit_code ORDER BY u.code"
            )
        return {row["name"]: row["chat_id"] for row in rows if split(row["chat_id"])[0] == "telegram"}
    finally:
        await database.close()


async def _is_in(bot: Bot, chat: str) -> bool:
    from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError  # noqa: PLC0415 - loading it takes a second

    from bot.channels.telegram.names import number_of  # noqa: PLC0415 - only where it is used

    try:
        member = await bot.get_chat_member(number_of(chat), bot.id)
    except (TelegramBadRequest, TelegramForbiddenError):  # the group is gone, or the bot was removed
        return False
    return member.status in _IN_GROUP
