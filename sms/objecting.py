"""A villager objects to an entry by text."""

from __future__ import annotations

from dataclasses import dataclass

from domain.cases.objecting import may_object, object_to, objectionable
from domain.model.errors import Refused
from domain.model.standing import Standing
from sms.inquiry import Inquiry
from sms.memory import Asks, Memory
from sms.own import of_household
from sms.replying import Reply, asked, refused
from sms.wording import objections as wording

_LATEST = 200


@dataclass(frozen=True, slots=True)
class WantedObjection:
    """The entry's number, if one was named; ``several``: more than one was; ``told``: asked for the reason already.

    ``sure``: that an objection is wished for, and not only that something is wrong.
    """

    entry: int | None
    content: str
    several: bool = False
    told: bool = False
    sure: bool = True


async def object_to_entry(inquiry: Inquiry, dispute: WantedObjection) -> Reply:
    """Open a case and tell the unit's group; nothing is scored. The entry's number says which household it is."""
    if dispute.entry is None:
        return await _which_entry(inquiry, dispute)
    if not dispute.content and not dispute.told:
        return await ask_reason(inquiry, dispute.entry)
    store, now = inquiry.store, inquiry.now
    own = [standing.household for standing in inquiry.standings]
    case = await object_to(inquiry.work(own[0]), own, dispute.entry, dispute.content, inquiry.phone)
    if isinstance(case, Refused):
        return refused(wording.refusal(case, now.date()))
    chat = await store.listeners.address_of(case.household.unit)
    await store.post.post(inquiry.news.objection(chat, case), now)
    return Reply(wording.opened(case, now.date()))


async def ask_reason(inquiry: Inquiry, number: int, said: str = "") -> Reply:
    """The next text is the reason, after what was ``said`` already; what cannot be disputed is said at once."""
    own = [standing.household for standing in inquiry.standings]
    checked = await may_object(inquiry.work(own[0]), own, number)
    if isinstance(checked, Refused):
        return refused(wording.refusal(checked, inquiry.now.date()))
    return asked(wording.why(number), Memory(Asks.REASON, {"entry": number, "content": said}))


async def _list_entries(inquiry: Inquiry, standing: Standing, dispute: WantedObjection) -> Reply:
    """Without one number nothing is opened: the last entries are listed by theirs."""
    today = inquiry.now.date()
    found = await objectionable(inquiry.work(standing.household), standing.household, _LATEST)
    said, listed = wording.which_entry(standing.household, found, today, several=dispute.several, sure=dispute.sure)
    if not found:
        return refused(said)
    numbers = [entry.id for entry, _ in found]
    return asked(said, Memory(Asks.ENTRY, {"content": dispute.content, "numbers": numbers}), listed)


_which_entry = of_household("明细 {}", _list_entries)
