"""The officers' group hears what a household says of being called or visited."""

from __future__ import annotations

from domain.cases.callbacks import Asked, decline
from sms.inquiry import Inquiry
from sms.replying import Reply
from sms.wording import callbacks as wording
from text.normalise import typeset


async def tell_group(inquiry: Inquiry, asked: Asked) -> None:
    """The group of the household's unit, there or to come, if it has not heard it all."""
    household = asked.callback.household
    if asked.says_more:
        chat = await inquiry.store.listeners.address_of(household.unit)
        drafts = inquiry.news.callback(chat, asked.callback, f"{inquiry.key}:{household.id}")
        await inquiry.store.post.post(drafts, inquiry.now)


async def decline_call(inquiry: Inquiry) -> Reply:
    """Nobody need come: where somebody is on the way, the group is told so."""
    said, told = typeset(inquiry.said.strip()), False
    for household in [standing.household for standing in inquiry.standings]:
        if declined := await decline(inquiry.work(household), household, said):
            told = True
            await tell_group(inquiry, declined)
    return Reply(wording.declined(told=told))
