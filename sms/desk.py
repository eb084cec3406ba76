"""One text, one transaction: noted in the inbox, handled, its reply kept; or nothing of it at all."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from domain.cases.wording import GroupNews
from domain.guard import Guard, Way
from domain.model.message import Arrival, Handled, Kept, Seen
from domain.model.rulebook import Policy
from domain.model.standing import Standing
from domain.ports.codes import Codes
from domain.ports.messages import AlreadyTaken
from domain.ports.store import Store, Transactions, Unavailable
from domain.ports.town import Town
from sms.inbound import InboundText, Late, late_reply
from sms.inquiry import Inquiry
from sms.memory import read as read_memory
from sms.replying import Reply
from sms.understanding.request import Intent, Request
from sms.wording import replies
from text.shown import shown

log = logging.getLogger(__name__)

_SOURCE = "sms"
_MOST_SAME = 3
"""Equal texts of one number within a minute that are answered; the next comes from a machine or a key held down."""
_MOST_APOLOGIES = Policy().replies_an_hour
"""An hour, to one number, should the village's own limit be out of reach."""
_OPTED_BY_PLATFORM = {"STOP": Intent.OPTOUT, "START": Intent.OPTIN}

_OF_THE_NUMBER = (Intent.OPTIN, Intent.OPTOUT, Intent.NOT_OURS)
"""What whoever has a number may say that is let go."""

Handler = Callable[[Store, InboundText, Seen, datetime], Awaitable[tuple[Handled, Reply | None]]]
_AGAIN = (0.1, 0.3, 1.0, 2.0, *[4.0] * 150)
"""Seconds before a text is tried again that the store failed for, ten minutes in all: the carrier brings it once. Less
than a stop waits for texts under way (``Reception.close``), so that each is tried once more before the program ends."""


@dataclass(frozen=True, slots=True)
class SmsDesk:
    """Answers texts. ``new_id`` makes short random ids for errors, ``public_url`` is where the pages are."""

    transactions: Transactions
    town: Town
    news: GroupNews
    new_id: Callable[[], str]
    codes: Codes
    public_url: str
    guard: Guard = field(default_factory=lambda: Guard("sms", time.monotonic))
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def receive(self, text: InboundText, now: datetime, late: Late = lambda: False) -> str | None:
        """The reply to a text, None for silence; the same one however often the text is delivered.

        Once ``late``, the reply is posted as well, in the transaction of its text: no crash in between loses it.

        ``now`` is in the local time zone: its midnight begins the day in which an unknown number gets one reply.
        A store that fails is waited for; raises Unavailable when that takes too long: the text was not taken.
        """
        for seconds in _AGAIN:
            try:
                return await self._take(text, now, late)
            except Unavailable:
                await self.sleep(seconds)
        return await self._take(text, now, late)

    async def _take(self, text: InboundText, now: datetime, late: Late) -> str | None:
        instead, last = partial(self._instead, text, now, late), partial(self._once, text, now, late, _failed)
        try:
            # Loaded by the first text: the patterns of all that may be asked for take a quarter of a second.
            from sms.understanding.engine import understand  # noqa: PLC0415

            request = understand(text.body)
        except Exception as stop:  # noqa: BLE001 - our mistake; the person gets a number to quote
            return await self.guard.take(text.sid, "unread", instead(stop), instead, last)
        first = partial(self._once, text, now, late, partial(self._handle, request))
        return await self.guard.take(text.sid, request.intent.value, first, instead, last)

    def _instead(self, text: InboundText, now: datetime, late: Late, stop: Exception) -> Way[str | None]:
        """Anything that stops an answer is our mistake; the person gets a number to quote."""
        error_id = self.new_id()
        log.error("answering a text failed, error %s", error_id, exc_info=stop)
        return partial(self._once, text, now, late, partial(_apologise, error_id), error_id)

    async def _once(
        self, text: InboundText, now: datetime, late: Late, handler: Handler, error_id: str | None = None
    ) -> tuple[Handled, str | None]:
        """Handle a text and keep its reply in one transaction, or find the reply that it got before."""
        try:
            async with self.transactions.writing(turn=text.sender) as store:  # else the brakes count too few
                seen = await _seen(store, text, now)
                if seen.known:
                    return Handled.REPEATED, seen.reply
                if text.also and not await store.inbox.name(_SOURCE, text.sid, text.also, now):
                    return Handled.REPEATED, None
                handled, reply = await handler(store, text, seen, now)
                said = None if reply is None else shown(reply.text)
                kept = said if reply is None or reply.kept is None else reply.kept
                memory = None if reply is None or reply.asks is None else reply.asks.written()
                await store.inbox.answer(_arrival(text, now), kept, handled, Kept(memory, error_id))
                if said is not None and late():
                    await store.post.post([late_reply(text, said, now, kept)], now)
                return handled, said
        except AlreadyTaken:
            async with self.transactions.reading() as store:
                return Handled.REPEATED, (await _seen(store, text, now)).reply

    async def _handle(
        self, request: Request, store: Store, text: InboundText, seen: Seen, now: datetime
    ) -> tuple[Handled, Reply | None]:
        from sms.answering import answer, answer_let_go, may_act  # noqa: PLC0415 - as above
        from sms.conversation import in_light_of  # noqa: PLC0415 - as above

        this_hour, today = seen.replies_since
        request = in_light_of(read_memory(seen.memory), text.body, request, talking=this_hour > 0)
        if seen.failing:
            await store.failing_numbers.take_up(text.sender)
        wished = await _note_wish(store, text, request, now)
        if text.opt_out_type:
            return Handled.DONE, None
        unanswered = Handled.DONE if wished else Handled.REFUSED
        standings = await store.standings.by_phone(text.sender, now.year)
        if not standings:
            return unanswered, None if today else await _to_a_stranger(store, self.town, now)
        policy = self.town.current(standings[0].household.unit).book.policy
        is_one_of_many = seen.same >= _MOST_SAME and not _came_late(text, now)
        silent = this_hour >= policy.replies_an_hour or is_one_of_many
        if silent:
            log.info("a number had its replies, it gets no more for now")
        if is_one_of_many or (silent and not may_act(request, text.body)):
            return unanswered, None
        if seen.let_go and request.intent not in _OF_THE_NUMBER:
            reply = answer_let_go(text.body)
        else:
            reply = await answer(self._inquiry(store, text, request, seen, standings, now), policy)
        if silent:
            return reply.handled, None
        return reply.handled, _to_send(reply, text, last=this_hour == policy.replies_an_hour - 1)

    def _inquiry(
        self,
        store: Store,
        text: InboundText,
        request: Request,
        seen: Seen,
        standings: Sequence[Standing],
        now: datetime,
    ) -> Inquiry:
        return Inquiry(
            store=store,
            town=self.town,
            news=self.news,
            standings=standings,
            request=request,
            said=text.body,
            phone=text.sender,
            key=text.sid,
            now=now,
            sent=min(text.sent or now, now).astimezone(now.tzinfo),
            codes=self.codes,
            public_url=self.public_url,
            memory=read_memory(seen.memory),
        )


def _to_send(reply: Reply, text: InboundText, *, last: bool) -> Reply:
    """The reply with what is to be said beside it; all its pages where it is the ``last`` that the number may get."""
    if text.pictures:
        unkept = replies.NO_PICTURES if text.body.strip() else replies.NO_PICTURE_MESSAGE
        reply = replace(reply, text=f"{unkept}{reply.text}")
    return reply.also(replies.LAST_OF_THE_HOUR).all_at_once() if last else reply.first_page()


def _came_late(text: InboundText, now: datetime) -> bool:
    """Whether it was sent more than a minute ago: texts that come late together were not sent together."""
    return text.sent is not None and now - text.sent > timedelta(minutes=1)


def _digest(body: str) -> str:
    """By which the same text is known again."""
    return hashlib.sha256(body.strip().encode("utf-8", "surrogatepass")).hexdigest()[:16]


async def _apologise(
    error_id: str, _store: Store, _text: InboundText, seen: Seen, _now: datetime
) -> tuple[Handled, Reply | None]:
    limited = seen.replies_since[0] >= _MOST_APOLOGIES
    return Handled.FAILED, None if limited else Reply(replies.broken(error_id))


async def _to_a_stranger(store: Store, town: Town, now: datetime) -> Reply | None:
    """One fixed reply, as long as all strangers together had not too many of it today."""
    most = max(town.current(unit).book.policy.stranger_replies_a_day for unit in town.units)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if await store.inbox.so_answered(_SOURCE, replies.UNKNOWN_NUMBER, midnight) >= most:
        log.warning("numbers on no roster had their replies of today, they get no more")
        return None
    return Reply(replies.UNKNOWN_NUMBER)


async def _failed(_store: Store, _text: InboundText, _seen: Seen, _now: datetime) -> tuple[Handled, None]:
    return Handled.FAILED, None


async def _seen(store: Store, text: InboundText, now: datetime) -> Seen:
    arrival = _arrival(text, now)
    await store.prefetch.text(arrival)
    return await store.inbox.seen(arrival)


def _arrival(text: InboundText, now: datetime) -> Arrival:
    return Arrival(_SOURCE, text.sid, text.sender, now, _digest(text.body))


async def _note_wish(store: Store, text: InboundText, request: Request, now: datetime) -> bool:
    """Opting out and in holds for every number and beyond every limit, answered or not; whether it was one."""
    by_platform = _OPTED_BY_PLATFORM.get((text.opt_out_type or "").upper())
    wish = by_platform if text.opt_out_type else request.intent
    if wish is Intent.OPTOUT:
        await store.optouts.add(text.sender, now)
    elif wish is Intent.OPTIN:
        await store.optouts.remove(text.sender)
    return wish in (Intent.OPTOUT, Intent.OPTIN)
