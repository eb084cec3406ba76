"""What became of what the phone's households claimed and disputed."""

from __future__ import annotations

from domain.cases.withdrawing import waiting_for_answers
from sms.inquiry import Inquiry
from sms.replying import Reply
from sms.wording import progress as wording


async def progress(inquiry: Inquiry) -> Reply:
    """What waits, with the day by which it is answered; the last ones' answers when nothing does."""
    own = [standing.household for standing in inquiry.standings]
    waiting = await waiting_for_answers(inquiry.store, own)
    if waiting.claims or waiting.cases:
        return Reply("", listed=wording.waiting(waiting, inquiry.now.date()))
    claims = [one for home in own for one in await inquiry.store.claims.of_household(home.id, 1)]
    objections = [one for home in own for one in await inquiry.store.objections.of_household(home.id, 1)]
    return Reply(wording.answered(claims, objections))
