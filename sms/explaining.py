"""How things go, in a sentence, for the village of the first household of the phone."""

from __future__ import annotations

from datetime import timedelta

from domain.ledger.lapsing import lapse_day
from sms.inquiry import Inquiry
from sms.progress import progress
from sms.replying import Reply
from sms.wording import topics


async def explained(inquiry: Inquiry, topic: str) -> Reply:
    """The answer to a question about a topic of ``sms.understanding.topics``."""
    unit = inquiry.standings[0].household.unit
    match topic:
        case "who":
            return Reply(topics.who(inquiry.town.units[unit]))
        case "progress":
            return await progress(inquiry)
        case "expiry":
            today, policy = inquiry.now.date(), inquiry.town.current(unit).book.policy
            after = await lapse_day(inquiry.store, unit, today.year, policy, today)
            return Reply(topics.expiry(after - timedelta(days=1)))
        case _:
            return Reply(topics.TOPICS[topic])
