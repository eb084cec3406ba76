"""What the scheduler does, in the scenes of a village."""

from __future__ import annotations

from app.duties.duty import Due, Duty
from domain.model.delivery import Queue
from domain.ports.store import Store
from domain.work import Work
from sms.wording.notice import QuarterNotice
from tests.village import GROUP, QINWANG, Village, at, town


def due(village: Village, store: Store, unit: str = QINWANG) -> Due:
    """A look at a unit, as of the village's clock; ``""`` is the whole town."""
    return Due(Work(store, town(), unit, village.now, "duty"), QuarterNotice())


async def brought_up(village: Village, duty: Duty, when: str) -> str:
    """What the group is told when the duty is looked after at that moment."""
    village.now = at(when)
    before = len(await village.deliveries(Queue.CHAT, GROUP))
    async with village.transactions.writing() as store:
        await duty(due(village, store))
    return "".join(delivery["text"] for delivery in (await village.deliveries(Queue.CHAT, GROUP))[before:])
