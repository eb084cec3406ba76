"""Hands chat parcels to the platform, and says what became of them."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import AnswerCallbackQuery, EditMessageReplyMarkup, SendMessage, TelegramMethod
from aiohttp import ClientConnectorError, ClientError

from domain.delivery import Failed, Outcome, Parcel, Retry, Sent, Unknown

log = logging.getLogger(__name__)


def _method(parcel: Parcel) -> TelegramMethod[Any]:
    params = parcel.payload["params"]
    match parcel.payload["method"]:
        case "sendMessage":
            return SendMessage(chat_id=int(parcel.target), **params)
        case "answerCallbackQuery":
            return AnswerCallbackQuery(**params)
        case "editMessageReplyMarkup":
            return EditMessageReplyMarkup(chat_id=int(parcel.target), **params)
        case other:
            raise ValueError(f"unknown method {other}")


@dataclass(frozen=True, slots=True)
class ChatCarrier:
    """``domain.delivery.Carrier`` for the lane chat. ``moved`` is told of a group's new id."""

    bot: Bot
    moved: Callable[[int, int], Awaitable[None]]

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Call the method once."""
        method = _method(parcel)
        try:
            result = await self.bot(method)
        except TelegramMigrateToChat as error:
            await self.moved(int(parcel.target), error.migrate_to_chat_id)
            return Retry("moved", after_seconds=0)
        except TelegramAPIError as error:
            return outcome_of(error, repeatable=not isinstance(method, SendMessage))
        return Sent(str(getattr(result, "message_id", "")))

    async def look_up(self, parcel: Parcel) -> Outcome | None:  # noqa: ARG002 - the platform has no look-up
        """The platform cannot tell what became of a message."""
        return None


def outcome_of(error: TelegramAPIError, repeatable: bool) -> Outcome:
    """What an error means for a parcel; ``repeatable`` calls do no harm when they are made twice."""
    name = type(error).__name__
    match error:
        case TelegramRetryAfter(retry_after=seconds):
            return Retry(name, after_seconds=float(seconds))
        case TelegramUnauthorizedError():
            log.error("the chat platform refuses our token; chat replies wait until it is mended")
            return Retry(name, ours=True)
        case TelegramNetworkError() | TelegramServerError():
            never_reached = isinstance(error.__cause__, ClientConnectorError) or isinstance(
                error.__context__, ClientConnectorError
            )
            return Retry(name) if never_reached or repeatable else Unknown(name)
        case _:
            return Failed(name)


@dataclass(frozen=True, slots=True)
class EvidenceCarrier:
    """Fetches photos and keeps them under ``folder`` by the SHA-256 of their content."""

    bot: Bot
    folder: Path
    most_bytes: int
    settle: Callable[[int, str, str | None, int | None], Awaitable[None]]
    download_seconds: float = 30.0

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Fetch one photo; one that is too large is refused for good."""
        number = int(parcel.target)
        try:
            file = await self.bot.get_file(parcel.payload["file_id"])
            if file.file_path is None or (file.file_size or 0) > self.most_bytes:
                return await self._refuse(number, "too-large")
            content = _Bounded(self.most_bytes)
            async with asyncio.timeout(self.download_seconds):
                await self.bot.download_file(file.file_path, content)
        except _TooLarge:
            return await self._refuse(number, "too-large")
        except TelegramAPIError as error:
            outcome = outcome_of(error, repeatable=True)
            return await self._refuse(number, "gone") if isinstance(outcome, Failed) else outcome
        except (ClientError, TimeoutError) as error:  # a download's errors are not put into the platform's words
            return Retry(type(error).__name__)
        digest = keep(self.folder, content.getvalue())
        await self.settle(number, "kept", digest, len(content.getvalue()))
        return Sent(digest)

    async def look_up(self, parcel: Parcel) -> Outcome | None:  # noqa: ARG002 - nothing to look up
        """Fetching twice does no harm."""
        return Retry("fetch again", after_seconds=0)

    async def _refuse(self, number: int, error: str) -> Outcome:
        await self.settle(number, "refused" if error == "too-large" else "lost", None, None)
        return Failed(error)


class _TooLarge(Exception):  # noqa: N818 - stops a download
    pass


class _Bounded(BytesIO):
    """Stops a download that is larger than the platform said."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any, /) -> int:
        if self.tell() + len(data) > self._most:
            raise _TooLarge
        return super().write(data)


def keep(folder: Path, content: bytes) -> str:
    """Store content by its hash, whole or not at all; the hash."""
    digest = hashlib.sha256(content).hexdigest()
    target = folder / digest[:2] / digest
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        part.write_bytes(content)
        part.replace(target)
    return digest
