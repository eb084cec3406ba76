"""One text, one transaction: noted in the inbox, handled, its reply kept; or nothing of it at all."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.letters import GroupNews
from domain.ordering import Codes
from domain.ports import AlreadyTaken, Seen, Store, Town, Transactions
from domain.rulebook import Policy
from sms import replies
from sms.answers import answer
from sms.inquiry import Inquiry
from sms.mall import confirm_order
from sms.understanding import Intent, Request, understand

log = logging.getLogger(__name__)

_SOURCE = "sms"
_MOST_APOLOGIES = Policy().replies_an_hour
"""An hour, to one number, should the village's own limit be out of reach."""
_OPTED_BY_PLATFORM = {"STOP": Intent.OPTOUT, "START": Intent.OPTIN}


@dataclass(frozen=True, slots=True)
class Text:
    """A text that came in. ``sid`` is its unique id, ``sender`` E.164.

    ``opt_out_type`` is Twilio's OptOutType (STOP, START, HELP): when there is one, Twilio has answered already.
    """

    sid: str
    sender: str
    body: str
    opt_out_type: str | None = None


Handler = Callable[[Store, Text, Seen, datetime], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers texts. ``new_id`` makes short random ids for errors."""

    transactions: Transactions
    town: Town
    news: GroupNews
    new_id: Callable[[], str]
    codes: Codes

    async def receive(self, text: Text, now: datetime) -> str | None:
        """The reply to a text, None for silence; the same one however often the text is delivered. Never raises.

        ``now`` is in the local time zone: its midnight begins the day in which an unknown number gets one reply.
        """
        try:
            return await self._once(text, now, self._handle)
        except Exception:  # anything here is our mistake; the person gets a number to quote
            error_id = self.new_id()
            log.exception("answering a text failed, error %s", error_id)
        return await self._apologise(text, now, error_id)

    async def _once(self, text: Text, now: datetime, handler: Handler, error_id: str | None = None) -> str | None:
        """Handle a text and keep its reply in one transaction, or find the reply that it got before."""
        try:
            async with self.transactions.writing() as store:
                seen = await _seen(store, text, now)
                if seen.known:
                    return seen.reply
                reply = await handler(store, text, seen, now)
                await store.inbox.answer(_SOURCE, text.sid, text.sender, reply, now)
                if error_id is not None:
                    await store.inbox.fail(_SOURCE, text.sid, error_id, now)
                return reply
        except AlreadyTaken:
            async with self.transactions.reading() as store:
                return (await _seen(store, text, now)).reply

    async def _handle(self, store: Store, text: Text, seen: Seen, now: datetime) -> str | None:
        request = understand(text.body)
        await _note_wish(store, text, request, now)
        if text.opt_out_type:
            return None
        this_hour, today = seen.replies_since
        standings = await store.standings.by_phone(text.sender, now.year)
        if not standings:
            return None if today else replies.UNKNOWN_NUMBER
        policy = self.town.current(standings[0].household.unit).book.policy
        if this_hour >= policy.replies_an_hour:
            log.info("a number had its replies of this hour, it gets no more")
            return None
        inquiry = Inquiry(store, self.town, self.news, standings, request, text.sender, text.sid, now, self.codes)
        return await confirm_order(inquiry, text.body) or await answer(inquiry)

    async def _apologise(self, text: Text, now: datetime, error_id: str) -> str | None:
        apology = replies.broken(error_id)

        async def limited(_store: Store, _text: Text, seen: Seen, _now: datetime) -> str | None:
            return apology if seen.replies_since[0] < _MOST_APOLOGIES else None

        try:
            return await self._once(text, now, limited, error_id)
        except Exception:  # the database itself is out of reach: the person is told all the same
            log.exception("noting a failed text failed as well, error %s", error_id)
            return apology


async def _seen(store: Store, text: Text, now: datetime) -> Seen:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return await store.inbox.seen(_SOURCE, text.sid, text.sender, now - timedelta(hours=1), midnight)


async def _note_wish(store: Store, text: Text, request: Request, now: datetime) -> None:
    """Opting out and in holds for every number and beyond every limit, answered or not."""
    by_platform = _OPTED_BY_PLATFORM.get((text.opt_out_type or "").upper())
    wish = by_platform if text.opt_out_type else request.intent
    if wish is Intent.OPTOUT:
        await store.optouts.add(text.sender, now)
    elif wish is Intent.OPTIN:
        await store.optouts.remove(text.sender)
