"""A villager objects to an entry by text."""

from __future__ import annotations

from domain.cases.objecting import object_to, objectionable
from domain.model.errors import Refused
from domain.model.standing import Standing
from sms.inquiry import Inquiry
from sms.replying import Reply, asked, refused
from sms.wording import objections as wording

_LATEST = 20


async def object_to_entry(inquiry: Inquiry) -> Reply:
    """Open a case and tell the unit's group; nothing is scored. The entry's number says which household it is."""
    store, args, now = inquiry.store, inquiry.request.args, inquiry.now
    own = [standing.household for standing in inquiry.standings]
    number, content = int(str(args["entry"])), str(args.get("content") or "")
    case = await object_to(inquiry.work(own[0]), own, number, content, inquiry.phone)
    if isinstance(case, Refused):
        return refused(wording.refusal(case, now.date()))
    chat = await store.officers.chat_of(case.household.unit)
    if chat is not None:
        await store.post.post(inquiry.news.objection(chat, case), now)
    return Reply(wording.opened(case, now.date()))


async def which_entry(inquiry: Inquiry, standing: Standing) -> Reply:
    """Without one number nothing is opened: the last entries are listed by theirs."""
    today = inquiry.now.date()
    found = await objectionable(inquiry.store, standing.household, today, _LATEST)
    several = bool(inquiry.request.args.get("several"))
    listed = wording.which_entry(standing.household, found, today, several=several)
    return asked(listed) if found else refused(listed)
