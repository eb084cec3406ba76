"""Numbers to which no texts go any more: the group is told of some, others are told themselves."""

from __future__ import annotations

from app.duties.duty import Due, duty
from bot.wording import notices as wording
from domain.model.delivery import Draft, Queue
from domain.model.notice import SetAside
from domain.notices.addressing import OF_UNIT
from domain.notices.planning import sendable_from
from sms.wording.notice import released
from storage.agenda import Matter
from storage.instants import to_ms


@duty(105, among=Matter.NUMBER_SET_ASIDE)
async def tell_set_aside(due: Due) -> None:
    """The group is told of each once."""
    store, unit = due.work.store, due.work.unit
    news = [one for one in await store.failing_numbers.set_aside(unit) if await _is_news(due, one)]
    if news:
        await due.tell_group(wording.set_aside(news), f"set-aside:{_mark(news[0])}")


@duty(106, among=Matter.NUMBER_RELEASED)
async def tell_released(due: Due) -> None:
    """Whoever has a number that is no household's any more is told once, without a word about the household."""
    work = due.work
    text, morning = released(work.policy.signature), sendable_from(work.policy, work.now)
    drafts = [
        Draft(Queue.SMS, one.phone, {"body": text, OF_UNIT: work.unit}, f"released:{one.id}", morning, urgent=False)
        for one in await work.store.released_numbers.take(work.unit)
    ]
    await work.store.post.post(drafts, work.now)


async def _is_news(due: Due, one: SetAside) -> bool:
    return await due.work.store.jobs.claim("set-aside", _mark(one), due.work.now)


def _mark(one: SetAside) -> str:
    """The household, and when its number was set aside, as the agenda looks for it."""
    return f"{one.household.id}:{to_ms(one.since)}"
