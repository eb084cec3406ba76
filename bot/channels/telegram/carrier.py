"""Hands chat deliveries to the platform, and says what became of them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import AnswerCallbackQuery, SendDocument, SendPhoto, TelegramMethod
from aiohttp import ClientConnectorError

from bot.channels.telegram.names import named
from bot.channels.telegram.pictures import WrittenCall, instead
from bot.channels.telegram.rendering import late_notice, render
from bot.posted import read_posted
from bot.printing import Printer
from bot.reply import Picture, PrintOut
from domain.model.delivery import PLATFORM_AWAY, Delivery, Failed, Outcome, Retry, Sent, Unknown
from domain.ports.store import Unavailable

log = logging.getLogger(__name__)


_OURS_TO_MEND = ("too long", "is empty", "parse", "button", "markup", "entities", "wrong file", "file is too big")
"""What the platform says of a message that is wrong in itself; any other refusal is about the chat."""


@dataclass(frozen=True, slots=True)
class ChatCarrier:
    """``domain.ports.carrier.Carrier`` for the queue chat.

    ``moved`` is told of a group's new id; ``topic`` says in which topic of a group to speak when nobody is answered.
    ``photos`` is the folder of the photos that are kept; ``printer`` makes documents.
    """

    bot: Bot
    moved: Callable[[str, str], Awaitable[None]]
    topic: Callable[[str], Awaitable[str | None]]
    photos: Path
    printer: Printer

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Call the method once."""
        method = await self._method(delivery)
        return await self._hand_over(method, delivery) if isinstance(method, TelegramMethod) else method

    async def _hand_over(self, method: TelegramMethod[Any], delivery: Delivery) -> Outcome:
        try:
            result = await self._call(method)
        except TelegramMigrateToChat as error:
            await self.moved(delivery.target, named(error.migrate_to_chat_id))
            return Retry("moved", after_seconds=0)
        except AiogramError as error:
            if _is_unread_alert(method, error):
                return await self._hand_over(late_notice(delivery), delivery)
            if isinstance(method, WrittenCall) and _of_the_chat(error):
                return Retry(_said(error), closed=True)
            return outcome_of(error, repeatable=not isinstance(method, WrittenCall))
        if not isinstance(method, WrittenCall):
            return Sent("")
        number = result.get("message_id") if isinstance(result, dict) else None
        return Sent(str(number)) if number is not None else Unknown("an answer without a message")

    async def _method(self, delivery: Delivery) -> TelegramMethod[Any] | Failed | Retry:
        """The call for a delivery, or what becomes of one that cannot be made."""
        try:
            reply = read_posted(delivery.payload).reply
            if not isinstance(reply, Picture | PrintOut):  # words are rendered sooner than a thread is woken
                return render(delivery, self.photos)
            printed = await self.printer(reply.job) if isinstance(reply, PrintOut) else ""
            return await asyncio.to_thread(render, delivery, self.photos, printed)
        except Unavailable:
            return Retry("the database fails, nothing can be printed")
        except (KeyError, TypeError, ValueError) as error:
            return Failed(f"damaged: {type(error).__name__}")

    async def _call(self, method: TelegramMethod[Any]) -> Any:
        """Call it, in its topic while there is one, a photo as a file where it is taken as no picture.

        Raises AiogramError.
        """
        if not isinstance(method, WrittenCall):
            return await self.bot(method)
        chat = int(method.chat_id)
        if "message_thread_id" not in method.model_fields_set and chat < 0:
            topic = await self.topic(named(chat))
            method = method.model_copy(update={"message_thread_id": None if topic is None else int(topic)})
        try:
            return await self.bot(method)
        except TelegramBadRequest as error:
            if (other := _otherwise(method, error)) is None:
                raise
            return await self._call(other)

    async def look_up(self, delivery: Delivery) -> Outcome | None:  # noqa: ARG002 - the platform has no look-up
        """The platform cannot tell what became of a message."""
        return None


def _otherwise(method: WrittenCall, error: TelegramBadRequest) -> WrittenCall | None:
    """How a message may be taken that was not taken so; None when there is no other way."""
    if method.message_thread_id is not None and _of_the_topic(error):
        return method.model_copy(update={"message_thread_id": None})
    return instead(method, error) if isinstance(method, SendPhoto | SendDocument) else None


def _is_unread_alert(method: TelegramMethod[Any], error: AiogramError) -> bool:
    """Whether a note that says why nothing was done comes too late for the press that it answers."""
    is_late = isinstance(error, TelegramBadRequest) and "query" in error.message.lower()
    return is_late and isinstance(method, AnswerCallbackQuery) and bool(method.show_alert)


def _of_the_topic(error: TelegramBadRequest) -> bool:
    """Whether the topic is gone or closed: then it is better said in the group's main part than not at all."""
    said = error.message.lower()
    return "thread not found" in said or "topic_" in said


def _of_the_chat(error: AiogramError) -> bool:
    """Whether the chat, and not this message, is why it was refused: removed, blocked, silenced, closed."""
    if isinstance(error, TelegramForbiddenError):
        return True
    said = error.message.lower() if isinstance(error, TelegramBadRequest) else ""
    return isinstance(error, TelegramBadRequest) and not any(word in said for word in _OURS_TO_MEND)


def outcome_of(error: AiogramError, repeatable: bool) -> Outcome:
    """What an error means for a delivery; ``repeatable`` calls do no harm when they are made twice."""
    name = type(error).__name__
    match error:
        case TelegramRetryAfter(retry_after=seconds):
            return Retry(name, after_seconds=float(seconds))
        case TelegramUnauthorizedError() | TelegramNotFound():  # a token of another form is "not found"
            log.error("the chat platform refuses our token; chat replies wait until it is mended")
            return Retry(name, ours=True)
        case TelegramBadRequest() | TelegramForbiddenError() | TelegramEntityTooLarge():
            return Failed(_said(error))
        case TelegramNetworkError() if isinstance(error.__cause__ or error.__context__, ClientConnectorError):
            return Retry(PLATFORM_AWAY)
        case TelegramNetworkError() | TelegramServerError() | ClientDecodeError():
            return Retry(name) if repeatable else Unknown(name)
        case _:
            return Retry(name)


def _said(error: AiogramError) -> str:
    return f"{type(error).__name__}: {getattr(error, 'message', '')}"[:_MOST_SAID]


_MOST_SAID = 200
"""Characters of a platform's own words that are kept."""
