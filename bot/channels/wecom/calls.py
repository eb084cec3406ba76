"""The platform's calls, as values: what became of each, and never an exception of the SDK's."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aibot import generate_req_id

from bot.channels.wecom.cards import CardFields
from bot.channels.wecom.failures import Failure, NoAnswer, NotSent, Refusal, failure_of
from bot.channels.wecom.ids import ReplyHandle, platform_chat
from bot.channels.wecom.media import Media, MediaKind, upload
from bot.channels.wecom.refusals import RefusalKind, meaning
from bot.channels.wecom.session import End, Session
from bot.raw import Raw

log = logging.getLogger(__name__)

_MOST_DOUBTFUL = 1000
_NO_CONNECTION = NotSent("no connection")


@dataclass(slots=True)
class WecomApi:
    """``session`` gives the connection that is open, if there is one. Each call gives None when it was done."""

    session: Callable[[], Session | None]
    _doubtful: dict[str, None] = field(default_factory=dict)
    """The ``req_id`` of callbacks whose acknowledgement is missing, oldest first: the SDK would take a late one for
    that of the next call."""

    def trusts(self, callback: ReplyHandle) -> bool:
        """Whether what the SDK says of one more call for it can be believed."""
        return callback.req_id not in self._doubtful

    async def reply(
        self, callback: ReplyHandle, text: str | None, card: CardFields | None, stream: str
    ) -> Failure | None:
        """Answer a message: with a text, a card, or both. ``stream`` names the text, once."""
        session = self._open()
        if session is None:
            return _NO_CONNECTION
        client, frame = session.client, _frame(callback)
        if text is None:
            return await self._done(session, callback, client.reply_template_card(frame, card or {}))
        if card is None:
            return await self._done(session, callback, client.reply_stream(frame, stream, text, finish=True))
        both = client.reply_stream_with_card(frame, stream, text, finish=True, template_card=card)
        return await self._done(session, callback, both)

    async def change(self, callback: ReplyHandle, card: CardFields, users: list[str] | None = None) -> Failure | None:
        """Change the card that was pressed, for everybody or for some."""
        session = self._open()
        if session is None:
            return _NO_CONNECTION
        return await self._done(session, callback, session.client.update_template_card(_frame(callback), card, users))

    async def welcome(self, callback: ReplyHandle, text: str) -> Failure | None:
        """Greet whoever opened the chat."""
        session = self._open()
        if session is None:
            return _NO_CONNECTION
        body = {"msgtype": "text", "text": {"content": text}}
        return await self._done(session, callback, session.client.reply_welcome(_frame(callback), body))

    async def push(self, chat: str, text: str | None, card: CardFields | None = None) -> Failure | None:
        """Write into a chat without being asked: a text (markdown), or a card."""
        session = self._open()
        if session is None:
            return _NO_CONNECTION
        body = (
            {"msgtype": "markdown", "markdown": {"content": text}}
            if card is None
            else {"msgtype": "template_card", "template_card": card}
        )
        return await self._done(session, None, session.client.send_message(platform_chat(chat), body))

    async def upload(self, media: Media) -> str | Failure:
        """Hand over a picture or file that is to be shown; what the platform calls it."""
        return await upload(self._request, media)

    async def show(self, callback: ReplyHandle | None, chat: str, kind: MediaKind, media_id: str) -> Failure | None:
        """Show a picture or file that was handed over: in answer to a message, else pushed."""
        session = self._open()
        if session is None:
            return _NO_CONNECTION
        body = {"msgtype": kind, kind: {"media_id": media_id}}
        if callback is None:
            return await self._done(session, None, session.client.send_message(platform_chat(chat), body))
        return await self._done(session, callback, session.client.reply(_frame(callback), body))

    async def _request(self, command: str, body: dict[str, Any]) -> Raw | Failure:
        session = self._open()
        if session is None:
            return _NO_CONNECTION
        frame = {"headers": {"req_id": generate_req_id(command)}}
        return await self._answer(session, None, session.client.reply(frame, body, command))

    def _open(self) -> Session | None:
        session = self.session()
        return session if session is not None and session.open else None

    async def _done(self, session: Session, callback: ReplyHandle | None, call: Awaitable[Any]) -> Failure | None:
        answer = await self._answer(session, callback, call)
        return answer if isinstance(answer, Refusal | NotSent | NoAnswer) else None

    async def _answer(self, session: Session, callback: ReplyHandle | None, call: Awaitable[Any]) -> Raw | Failure:
        try:
            answer: Raw = await call
        except Exception as error:  # noqa: BLE001 - the SDK raises RuntimeError, TimeoutError and the socket's own
            failure = failure_of(error)
        else:
            return answer
        if isinstance(failure, NoAnswer) and callback is not None:
            self._doubt(callback)
        if isinstance(failure, Refusal) and meaning(failure) is RefusalKind.UNSUBSCRIBED:
            session.over(End.LOST)
        return failure

    def _doubt(self, callback: ReplyHandle) -> None:
        self._doubtful[callback.req_id] = None
        while len(self._doubtful) > _MOST_DOUBTFUL:
            self._doubtful.pop(next(iter(self._doubtful)))


def _frame(callback: ReplyHandle) -> dict[str, Any]:
    return {"headers": {"req_id": callback.req_id}}
