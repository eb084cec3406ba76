"""The number has another owner: it is told nothing more of the household, and the officers are to look into it.

Nothing is taken from the household, and 订阅 undoes it: who sent a text can be faked.
"""

from __future__ import annotations

from sms.inquiry import Inquiry
from sms.intent import TextIntent, nothing
from sms.replying import Reply
from sms.understanding.request import Intent
from sms.understanding.strangers import read_stranger
from sms.wording import replies


async def _let_go(inquiry: Inquiry, _nothing: None) -> Reply:
    """No more notices and answers to the number; each group hears of the households that it is registered for."""
    store = inquiry.store
    await store.optouts.let_go(inquiry.phone, inquiry.now)
    for household in [standing.household for standing in inquiry.standings]:
        chat = await store.listeners.address_of(household.unit)
        drafts = inquiry.news.not_theirs(chat, household, inquiry.phone, inquiry.key)
        await store.post.post(drafts, inquiry.now)
    return Reply(replies.LET_GO)


INTENT = TextIntent(
    name=Intent.NOT_OURS,
    acts=True,
    read=read_stranger,
    offer="机主换了发“不是我”",
    arguments=nothing,
    answer=_let_go,
)
