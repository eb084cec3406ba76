"""The platform's calls, as values: what became of each, and never an exception of the SDK's."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.channels.wecom.cards import Card
from bot.channels.wecom.failures import Failure, NotSent, NoWord, Refusal, failure_of
from bot.channels.wecom.ids import Callback, platform_chat
from bot.channels.wecom.refusals import Meaning, meaning
from bot.channels.wecom.session import End, Session

log = logging.getLogger(__name__)

_MOST_DOUBTFUL = 1000
_NO_CONNECTION = NotSent("no connection")


@dataclass(slots=True)
class Calls:
    """``session`` gives the connection that is open, if there is one. Each call gives None when it was done."""

    session: Callable[[], Session | None]
    _doubtful: dict[str, None] = field(default_factory=dict)
    """The ``req_id`` of callbacks whose acknowledgement is missing, oldest first: the SDK would take a late one for
    that of the next call."""

    def trusts(self, callback: Callback) -> bool:
        """Whether what the SDK says of one more call for it can be believed."""
        return callback.req_id not in self._doubtful

    async def reply(self, callback: Callback, text: str | None, card: Card | None, stream: str) -> Failure | None:
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

    async def change(self, callback: Callback, card: Card, users: list[str] | None = None) -> Failure | None:
        """Change the card that was pressed, for everybody or for some."""
        session = self._open()
        if session is None:
            return _NO_CONNECTION
        return await self._done(session, callback, session.client.update_template_card(_frame(callback), card, users))

    async def welcome(self, callback: Callback, text: str) -> Failure | None:
        """Greet whoever opened the chat."""
        session = self._open()
        if session is None:
            return _NO_CONNECTION
        body = {"msgtype": "text", "text": {"content": text}}
        return await self._done(session, callback, session.client.reply_welcome(_frame(callback), body))

    async def push(self, chat: str, text: str | None, card: Card | None = None) -> Failure | None:
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

    def _open(self) -> Session | None:
        session = self.session()
        return session if session is not None and session.open else None

    async def _done(self, session: Session, callback: Callback | None, call: Awaitable[Any]) -> Failure | None:
        try:
            await call
        except Exception as error:  # noqa: BLE001 - the SDK raises RuntimeError, TimeoutError and the socket's own
            failure = failure_of(error)
        else:
            return None
        if isinstance(failure, NoWord) and callback is not None:
            self._doubt(callback)
        if isinstance(failure, Refusal) and meaning(failure) is Meaning.UNSUBSCRIBED:
            session.over(End.LOST)
        return failure

    def _doubt(self, callback: Callback) -> None:
        self._doubtful[callback.req_id] = None
        while len(self._doubtful) > _MOST_DOUBTFUL:
            self._doubtful.pop(next(iter(self._doubtful)))


def _frame(callback: Callback) -> dict[str, Any]:
    return {"headers": {"req_id": callback.req_id}}
