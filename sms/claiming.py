"""A villager claims points by text."""

from __future__ import annotations

from datetime import date, datetime

from domain.cases.claims import ClaimForm, claimed_items, file
from domain.ledger.rounds import book_of_day
from domain.model.entry import Source
from domain.model.errors import Refused
from domain.model.standing import Standing
from domain.town.trust import without_leap
from rules.suggest import one_merit
from sms.inquiry import Inquiry
from sms.intent import Args
from sms.memory import Asks, Memory
from sms.replying import Reply, asked, refused
from sms.understanding.deeds_joined import deeds_joined
from sms.wording import claims as wording
from text.days import find_day, without_days
from text.deed_day import day_words, doubtful_day, without_listed_days
from text.normalise import normalise


async def claim(inquiry: Inquiry, standing: Standing, content: str) -> Reply:
    """Store the claim and tell the unit's group; nothing is scored. The reply has its number and its day."""
    store, household, today = inquiry.store, standing.household, (await _sent(inquiry)).date()
    words = without_days(content, today)
    if not any(map(str.isalpha, words)):
        return asked(wording.WHAT, Memory(Asks.CLAIM, {"content": content}))
    if unread := _which_day(inquiry, content, today):
        return unread
    day = find_day(content, today) or today
    book = await book_of_day(store, inquiry.town, household.unit, day)
    if deeds := deeds_joined(words, lambda deed: one_merit(book, deed)):
        return asked(
            wording.one_by_one(deeds), Memory(Asks.CLAIM, {"content": " ".join(day_words(normalise(content)))})
        )
    item = one_merit(book, words)
    form = ClaimForm(
        household=household,
        content=content,
        day=day,
        item=item.code if item else None,
        source=Source.SMS,
        key=f"sms:{inquiry.key}",
        phone=inquiry.phone,
    )
    filed = await file(inquiry.work(household), None, form)
    if isinstance(filed, Refused):
        return refused(wording.refusal(filed))
    if not filed.new:
        return Reply(wording.known(filed.claim, today))
    chat = await store.listeners.address_of(household.unit)
    items = await claimed_items(store, inquiry.town, [filed.claim])
    await store.post.post(inquiry.news.claim(chat, filed.claim, items), inquiry.now)
    return Reply(wording.filed(filed.claim, today, item), asks=Memory(Asks.FILED))


async def whether_deed(inquiry: Inquiry, content: str, named: Args, looked_up: str = "") -> Reply:
    """Words that may be no deed are asked about; but first which day it was, where the day that they name cannot be.

    ``looked_up``: their day may be one whose changes are to be listed.
    """
    today = (await _sent(inquiry)).date()
    day = find_day(looked_up, today)
    unread = _which_day(inquiry, content, today)
    return unread or asked(wording.whether_deed(content, day), Memory(Asks.DEED, {"content": content, **named}))


def _which_day(inquiry: Inquiry, content: str, today: date) -> Reply | None:
    """Asks for the day where a time is named that is no day that can be, where several are, or where none is though it
    was asked for; the other words are kept.
    """
    match doubtful_day(content, today):
        case None:
            undated = inquiry.request.args.get("undated")
            if undated is None or find_day(content, today):
                return None
            kept = str(undated) or content
            return asked(wording.day_again(kept), _undated(kept))
        case str(unread):
            kept = without_listed_days(content, today).replace(unread, " ").strip()
            return asked(wording.which_day(unread), _undated(kept))
        case first, second:
            kept = without_listed_days(content, today)
            return asked(wording.which_of_days(first, second, today), _undated(kept))


def _undated(content: str) -> Memory:
    """A claim that waits for its day."""
    return Memory(Asks.CLAIM, {"content": content, "day": True})


async def _sent(inquiry: Inquiry) -> datetime:
    """When the text was sent; where its carrier does not say so it was just now, whatever a clock shows that is off."""
    return inquiry.sent if inquiry.sent < inquiry.now else await without_leap(inquiry.store, inquiry.now)
