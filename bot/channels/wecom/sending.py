"""Hands what is to be said to the platform, and says what became of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.wecom import cards
from bot.channels.wecom.calls import Calls
from bot.channels.wecom.choices import Offers
from bot.channels.wecom.failures import Failure, NotSent, NoWord, Refusal
from bot.channels.wecom.ids import Callback, delivery_of, is_group, platform_chat, read_callback
from bot.channels.wecom.limits import Limits
from bot.channels.wecom.presses import Presses
from bot.channels.wecom.refusals import Meaning, meaning, outcome_of
from bot.channels.wecom.rendering import Look, Piece, as_answer, as_pushed_card, as_text, pieces
from bot.channels.wecom.text import markdown
from bot.channels.wecom.wording import NO_PICTURES, SETTLED, WORKING, called
from bot.posted import Place, read_posted
from bot.reply import Picture, PrintOut, Say, Toast, Unbutton
from bot.wording.printing import without_file
from domain.model.delivery import Delivery, Dropped, Failed, Outcome, Retry, Sent

Said = Callable[[int], Awaitable[Say | None]]
"""What a delivery said, by its number; None when it is not known any more."""

_HERE_TOO = frozenset({Meaning.UNSUBSCRIBED, Meaning.TOO_FAST, Meaning.BUSY, Meaning.OURS})
"""Refusals of an answer that a push would meet as well."""
_OF_THE_CARD = frozenset({Meaning.WRONG, Meaning.STRANGE})
"""Refusals of a pushed card that its text alone may not meet."""


@dataclass(slots=True)
class ChatCarrier:
    """``domain.delivery.Carrier`` for this platform. ``now`` is the one clock."""

    calls: Calls
    offers: Offers
    limits: Limits
    said: Said
    now: Callable[[], datetime]
    presses: Presses = field(init=False)
    _done: dict[int, int] = field(default_factory=dict)
    """How many pieces of a long text were taken over, of deliveries that are not through."""

    def __post_init__(self) -> None:
        self.presses = Presses(self._hold)

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Hand over once."""
        try:
            posted, _ = read_posted(delivery.payload), platform_chat(delivery.target)
        except (KeyError, TypeError, ValueError) as error:
            return Failed(f"damaged: {type(error).__name__}")
        match posted.reply:
            case Say() as say:
                return await self._say(delivery, say, posted.place)
            case Picture(caption=caption):
                return await self._say(delivery, Say(f"{caption}\n{NO_PICTURES}"), posted.place)
            case PrintOut(_, caption, page):
                return await self._say(delivery, Say(without_file(caption, page)), posted.place)
            case Toast() as toast:
                return await self._toast(delivery, toast, posted.pressed)
            case Unbutton():
                return await self._settle(posted.pressed)

    async def look_up(self, delivery: Delivery) -> Outcome | None:  # noqa: ARG002 - the platform has no look-up
        """The platform cannot tell what became of a message."""
        return None

    async def _say(self, delivery: Delivery, say: Say, place: Place | None) -> Outcome:
        outcome: Outcome = Sent("")
        answers = (place.answers if place else None) or ""
        for piece in pieces(delivery, say, read_callback(answers))[self._done.get(delivery.id, 0) :]:
            outcome = await self._one(piece)
            if not isinstance(outcome, Sent):
                break
            self._done[delivery.id] = piece.number
        if isinstance(outcome, Sent | Failed):
            self._done.pop(delivery.id, None)
        if answers and isinstance(outcome, Sent):
            self.presses.answered(answers)
        return outcome

    async def _one(self, piece: Piece) -> Outcome:
        """One message: as an answer while that can be, else pushed."""
        wait = self.limits.wait(piece.delivery.target)
        if wait > 0:
            return Retry("WeCom: as much as a chat may be told", after_seconds=wait)
        if callback := self._answerable(piece):
            look = as_answer(piece) or await as_text(piece, self.offers)
            failure = await self.calls.reply(callback, look.text, look.card, piece.stream)
            if not isinstance(failure, Refusal) or meaning(failure) in _HERE_TOO:
                return self._outcome(piece, look, failure)
        return await self._push(piece)

    def _answerable(self, piece: Piece) -> Callback | None:
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
            if not isinstance(failure, Refusal) or meaning(failure) not in _OF_THE_CARD:
                return self._outcome(piece, look, failure)
        look = await as_text(piece, self.offers)
        return self._outcome(piece, look, await self.calls.push(piece.delivery.target, look.text))

    def _outcome(self, piece: Piece, look: Look, failure: Failure | None) -> Outcome:
        if failure is None or isinstance(failure, NoWord):
            self.limits.take(piece.delivery.target)
        return Sent(look.mark) if failure is None else outcome_of(failure)

    async def _toast(self, delivery: Delivery, toast: Toast, press: str) -> Outcome:
        """The platform has no such notes: what matters becomes a message, what only says yes is said by the card."""
        if not toast.alert:
            self.presses.answered(press)
            return Sent("")
        callback = read_callback(press)
        user = callback.user if callback else ""
        outcome = await self._one(Piece(delivery, 1, called(user, markdown(toast.text), is_group(delivery.target))))
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
            case NoWord(words) | Refusal(_, words):
                return Dropped(f"WeCom: {words}")

    async def _hold(self, press: str) -> None:
        callback = read_callback(press)
        if callback is not None and callback.changes(self.now()):
            await self.calls.change(callback, cards.without_buttons(None, WORKING, callback.task), [callback.user])
