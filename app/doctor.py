"""Is everything there that ``jifen serve`` needs? One small examination each; none changes or sends anything."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from app import town
from app.clock import SystemClock
from app.settings import Settings
from app.wording import why
from bot.wording.supervising import unreached
from domain.delivery import Lane, Parcel
from rules.problems import RulebookRefused
from sms.gateways import Gateway, GatewayError, make
from storage.database import Database, DatabaseUnreachable
from storage.migrate import is_current
from storage.outbox import SqlPost

PATIENCE_SECONDS = 10.0
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_NOBODY = "+15005550006"
"""A number that belongs to no one (Twilio, test numbers)."""


class Mark(Enum):
    """How an examination ended."""

    GOOD = "✓"
    WRONG = "✗"
    UNUSED = "–"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one examination as one plain line; it never holds a secret."""

    mark: Mark
    text: str

    def line(self) -> str:
        """As it is shown."""
        return f"{self.mark.value} {self.text}"


async def examine_time(settings: Settings) -> Finding:
    """The settings were read by now; the time zone is the one that decides when a day ends."""
    now = SystemClock(settings.zone).now()
    return Finding(Mark.GOOD, f"设置：读取正常；时区 {settings.timezone}，现在是 {now:%Y-%m-%d %H:%M}")


async def examine_rulebook(settings: Settings) -> Finding:
    """The town's rulebook and every overlay add up."""
    try:
        loaded = town.load(settings.rulebook)
    except RulebookRefused as refused:
        return Finding(Mark.WRONG, f"细则：{refused}")
    return Finding(Mark.GOOD, f"细则：{len(loaded.units)} 个单位")


async def examine_database(settings: Settings) -> Finding:
    """The database answers and has this program's schema."""
    try:
        database = await Database.open(settings.database_url.get_secret_value())
    except DatabaseUnreachable as error:
        return Finding(Mark.WRONG, str(error))
    try:
        current = await is_current(database)
    finally:
        await database.close()
    name = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[database.dialect]
    if not current:
        return Finding(Mark.WRONG, f"数据库：{name} 连上了，但还没有准备好，请先运行 jifen init")
    return Finding(Mark.GOOD, f"数据库：{name} 正常，表结构是最新的")


async def examine_reach(settings: Settings) -> Finding:
    """Whether what was to go out got through."""
    now = SystemClock(settings.zone).now()
    try:
        database = await Database.open(settings.database_url.get_secret_value())
    except DatabaseUnreachable:
        return Finding(Mark.UNUSED, "送达：数据库连不上，查不了")
    try:
        if not await is_current(database):
            return Finding(Mark.UNUSED, "送达：数据库还没有准备好，查不了")
        async with database.reading() as connection:
            reach = await SqlPost(connection).reach(now - timedelta(days=1))
    finally:
        await database.close()
    units = town.load(settings.rulebook).units if reach.closed else {}
    told = unreached([units.get(unit, unit) for unit in reach.closed], reach)
    return Finding(Mark.WRONG, f"送达（一天内）：{told}详见日志") if told else Finding(Mark.GOOD, "送达：没有送不到的")


async def examine_folder(settings: Settings) -> Finding:
    """Photos can be kept."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data_dir):
            pass
    except OSError as error:
        return Finding(Mark.WRONG, f"数据文件夹：{settings.data_dir} 写不了（{why(error)}）")
    return Finding(Mark.GOOD, f"数据文件夹：{settings.data_dir} 可以写")


async def examine_chat(settings: Settings) -> Finding:
    """The chat platform knows our bot."""
    if settings.telegram_token is None:
        return Finding(Mark.UNUSED, "聊天：没有设置 JIFEN_TELEGRAM_TOKEN，不收发聊天")
    from aiogram.exceptions import TelegramAPIError  # noqa: PLC0415 - loading it takes seconds
    from aiogram.utils.token import TokenValidationError  # noqa: PLC0415 - loading it takes seconds

    from bot.telegram.adapter import make_bot  # noqa: PLC0415 - loading it takes seconds

    try:
        bot = make_bot(settings.telegram_token.get_secret_value(), settings.telegram_api)
    except TokenValidationError:
        return Finding(Mark.WRONG, "聊天：JIFEN_TELEGRAM_TOKEN 的样子不对")
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            me = await bot.get_me()
    except (TelegramAPIError, TimeoutError) as error:
        return Finding(Mark.WRONG, f"聊天：平台没有正常应答（{type(error).__name__}），请核对 JIFEN_TELEGRAM_* 和网络")
    finally:
        await bot.session.close()
    return Finding(Mark.GOOD, f"聊天：机器人 @{me.username} 正常，收消息方式 {settings.telegram_mode}")


async def examine_gateway(settings: Settings) -> Finding:
    """The SMS gateway lets us in."""
    token = settings.twilio_auth_token
    given = (settings.twilio_account_sid, token, settings.twilio_from)
    if settings.sms_gateway == "twilio" and not any(given):
        return Finding(Mark.UNUSED, "短信：没有设置 JIFEN_TWILIO_*，不收发短信")
    try:
        gateway = make(
            settings.sms_gateway,
            now=SystemClock(settings.zone).now,
            public_url=settings.public_url,
            account_sid=settings.twilio_account_sid,
            auth_token=token.get_secret_value() if token else None,
            sender=settings.twilio_from,
            api_url=settings.twilio_api,
        )
    except GatewayError as error:
        return Finding(Mark.WRONG, f"短信：设置不全（{error}）")
    if settings.sms_gateway == "console":
        return Finding(Mark.GOOD, "短信：console，只打印在屏幕上，不真发")
    try:
        answers = await _answers(gateway, settings)
    finally:
        await gateway.close()
    if not answers:
        return Finding(Mark.WRONG, "短信：网关没有正常应答，请核对 JIFEN_TWILIO_* 和网络")
    return Finding(Mark.GOOD, f"短信：网关 {settings.sms_gateway} 正常")


async def examine_address(settings: Settings) -> Finding:
    """Whoever calls us from outside needs an address that leads here."""
    called = settings.twilio_account_sid is not None or settings.telegram_mode == "webhook"
    if called and any(place in settings.public_url for place in _LOOPBACK):
        return Finding(Mark.UNUSED, f"公网地址：{settings.public_url} 只有本机能访问，外面的短信平台连不到")
    return Finding(Mark.GOOD, f"公网地址：{settings.public_url}")


EXAMINATIONS: tuple[Callable[[Settings], Awaitable[Finding]], ...] = (
    examine_time,
    examine_rulebook,
    examine_database,
    examine_reach,
    examine_folder,
    examine_chat,
    examine_gateway,
    examine_address,
)
"""Everything that is looked at, in the order in which it is told."""


async def _answers(gateway: Gateway, settings: Settings) -> bool:
    """Ask after a text that was never sent: only a gateway that lets us in can say that it knows of none."""
    posted = SystemClock(settings.zone).now() - timedelta(hours=1)
    never_sent = Parcel(0, Lane.SMS, _NOBODY, {"body": ""}, 1, posted, posted)
    try:
        with _quiet():
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await gateway.look_up(never_sent) is not None
    except TimeoutError:
        return False


@contextmanager
def _quiet() -> Iterator[None]:
    """What a gateway warns of is told in our own line."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)
