"""Hands what is to be said to the platform, and says what became of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.channels.wecom import cards
from bot.channels.wecom.calls import WecomApi
from bot.channels.wecom.choices import Offers
from bot.channels.wecom.enclosed import Encloser
from bot.channels.wecom.failures import Failure, NoAnswer, NotSent, Refusal
from bot.channels.wecom.ids import ReplyHandle, delivery_of, is_group, platform_chat, read_callback
from bot.channels.wecom.limits import Limits
from bot.channels.wecom.media import Media, MediaKind
from bot.channels.wecom.presses import Presses
from bot.channels.wecom.refusals import RefusalKind, meaning, outcome_of
from bot.channels.wecom.rendering import Piece, as_answer, as_pushed_card, as_text, pieces
from bot.channels.wecom.text import markdown
from bot.channels.wecom.wording import SETTLED, WORKING, called
from bot.posted import MessagePlace, Posted, read_posted
from bot.reply import Picture, PrintOut, Say, Toast, Unbutton
from domain.model.delivery import Delivery, Dropped, Failed, Outcome, Retry, Sent
from domain.ports.store import Unavailable

ReadSaid = Callable[[int], Awaitable[Say | None]]
"""What a delivery said, by its number; None when it is not known any more."""

_HERE_TOO = frozenset({RefusalKind.UNSUBSCRIBED, RefusalKind.TOO_FAST, RefusalKind.BUSY, RefusalKind.OURS})
"""Refusals of an answer that a push would meet as well."""
_OF_THIS_KIND = frozenset({RefusalKind.WRONG, RefusalKind.STRANGE})
"""Refusals of a pushed card or a picture that a text may not meet."""


@dataclass(slots=True)
class WecomCarrier:
    """``domain.ports.carrier.Carrier`` for this platform. ``now`` is the one clock."""

    calls: WecomApi
    offers: Offers
    limits: Limits
    said: ReadSaid
    encloser: Encloser
    now: Callable[[], datetime]
    presses: Presses = field(init=False)
    _done: dict[int, int] = field(default_factory=dict)
    """How many pieces of a long text were taken over, of deliveries that are not through."""
    _closed: set[str] = field(default_factory=set)
    """Chats that took nothing from us when they were last written to."""

    def __post_init__(self) -> None:
        self.presses = Presses(self._hold)

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Hand over once."""
        try:
            posted, _ = read_posted(delivery.payload), platform_chat(delivery.target)
        except (KeyError, TypeError, ValueError) as error:
            return Failed(f"damaged: {type(error).__name__}")
        outcome = await self._deliver(delivery, posted)
        if isinstance(outcome, Retry) and outcome.closed:
            self._closed.add(delivery.target)
        return outcome

    def opened(self, chat: str) -> bool:
        """Somebody writes in a chat: whether it took nothing before. It is tried again."""
        was_closed = chat in self._closed
        self._closed.discard(chat)
        return was_closed

    async def look_up(self, delivery: Delivery) -> Outcome | None:  # noqa: ARG002 - the platform has no look-up
        """The platform cannot tell what became of a message."""
        return None

    async def _deliver(self, delivery: Delivery, posted: Posted) -> Outcome:
        match posted.reply:
            case Say() | Picture() | PrintOut() as reply:
                try:
                    say, media = await self.encloser.enclosed(reply)
                except Unavailable:
                    return Retry("the database fails, nothing can be printed")
                return await self._say(delivery, say, posted.place, media)
            case Toast() as toast:
                return await self._toast(delivery, toast, posted.pressed)
            case Unbutton():
                return await self._settle(posted.pressed)

    async def _say(
        self, delivery: Delivery, say: Say, place: MessagePlace | None, media: Media | None = None
    ) -> Outcome:
        outcome: Outcome = Sent("")
        mark = ""
        answers = (place.answers if place else None) or ""
        for piece in pieces(delivery, say, read_callback(answers), media)[self._done.get(delivery.id, 0) :]:
            outcome = await self._one(piece)
            if not isinstance(outcome, Sent):
                break
            self._done[delivery.id], mark = piece.number, outcome.external_id or mark
        if isinstance(outcome, Sent | Failed):
            self._done.pop(delivery.id, None)
        if answers and isinstance(outcome, Sent):
            self.presses.answered(answers)
        return Sent(mark) if isinstance(outcome, Sent) else outcome

    async def _one(self, piece: Piece) -> Outcome:
        """One message: as an answer while that can be, else pushed."""
        wait = self.limits.wait(piece.delivery.target)
        if wait > 0:
            return Retry("WeCom: as much as a chat may be told", after_seconds=wait)
        if piece.media is not None:
            return await self._show(piece, piece.media)
        if callback := self._answerable(piece):
            look = as_answer(piece) or await as_text(piece, self.offers)
            failure = await self.calls.reply(callback, look.text, look.card, piece.stream)
            if not isinstance(failure, Refusal) or meaning(failure) in _HERE_TOO:
                return self._outcome(piece, look.mark, failure)
        return await self._push(piece)

    async def _show(self, piece: Piece, media: Media) -> Outcome:
        """A picture or file; a refused picture as a file, and a word in place of a refused file."""
        named = await self.calls.upload(media)
        failure = await self._shown(piece, media.kind, named) if isinstance(named, str) else named
        if not isinstance(failure, Refusal) or meaning(failure) not in _OF_THIS_KIND:
            return self._outcome(piece, "", failure)
        if media.kind == "image":
            return await self._show(piece, replace(media, kind="file"))
        return await self._one(replace(piece, media=None, plain=markdown(media.instead)))

    async def _shown(self, piece: Piece, kind: MediaKind, named: str) -> Failure | None:
        chat = piece.delivery.target
        if callback := self._answerable(piece):
            failure = await self.calls.show(callback, chat, kind, named)
            if not isinstance(failure, Refusal) or meaning(failure) in _HERE_TOO:
                return failure
        return await self.calls.show(None, chat, kind, named)

    def _answerable(self, piece: Piece) -> ReplyHandle | None:
        """What a message answers, if it can: not by a press, not after a day, not where nobody can tell whose the
        acknowledgement would be.
        """
        callback = piece.callback
        if callback is None or piece.delivery.repeated or not callback.replies(self.now()):
            return None
        return callback if self.calls.trusts(callback) else None

    async def _push(self, piece: Piece) -> Outcome:
        look = as_pushed_card(piece)
        if look is not None:
            failure = await self.calls.push(piece.delivery.target, None, look.card)
            if not isinstance(failure, Refusal) or meaning(failure) not in _OF_THIS_KIND:
                return self._outcome(piece, look.mark, failure)
        look = await as_text(piece, self.offers)
        return self._outcome(piece, look.mark, await self.calls.push(piece.delivery.target, look.text))

    def _outcome(self, piece: Piece, mark: str, failure: Failure | None) -> Outcome:
        if failure is None or isinstance(failure, NoAnswer):
            self.limits.take(piece.delivery.target)
        return Sent(mark) if failure is None else outcome_of(failure, piece.delivery.attempts)

    async def _toast(self, delivery: Delivery, toast: Toast, press: str) -> Outcome:
        """The platform has no such notes: what matters becomes a message, what only says yes is said by the card."""
        if not toast.alert:
            self.presses.answered(press)
            return Sent("")
        callback = read_callback(press)
        text = called(callback.user if callback else "", markdown(toast.text), is_group(delivery.target))
        outcome = await self._one(Piece(delivery, 1, text, callback=callback))
        if isinstance(outcome, Sent):
            self.presses.answered(press)
        return outcome

    async def _settle(self, pressed: str) -> Outcome:
        callback = read_callback(pressed)
        if callback is None or not callback.task:
            return Sent("")  # numbered choices stay as they are; who chooses twice is told so
        if not callback.changes(self.now()) or not self.calls.trusts(callback):
            return Dropped("WeCom: the card can no longer be changed")
        delivery = delivery_of(callback.task)
        said = await self.said(delivery) if delivery is not None else None
        self.presses.answered(pressed)
        failure = await self.calls.change(callback, cards.without_buttons(said, SETTLED, callback.task))
        match failure:
            case None:
                return Sent("")
            case NotSent(words):
                return Retry(f"WeCom: {words}", after_seconds=1.0)
            case NoAnswer(words) | Refusal(_, words):
                return Dropped(f"WeCom: {words}")

    async def _hold(self, press: str) -> None:
        callback = read_callback(press)
        if callback is not None and callback.changes(self.now()):
            await self.calls.change(callback, cards.without_buttons(None, WORKING, callback.task), [callback.user])
