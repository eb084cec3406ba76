"""Numbers to which no texts go any more."""

from __future__ import annotations

from app.duties.duty import Due, duty
from bot.wording import notices as wording
from domain.model.notice import SetAside
from storage.agenda import Matter
from storage.instants import to_ms


@duty(105, among=Matter.NUMBER_SET_ASIDE)
async def tell_set_aside(due: Due) -> None:
    """The group is told of each once."""
    store, unit = due.work.store, due.work.unit
    if await store.officers.chat_of(unit) is None:
        return
    news = [one for one in await store.failing_numbers.set_aside(unit) if await _is_news(due, one)]
    if news:
        await due.tell_group(wording.set_aside(news), f"set-aside:{_mark(news[0])}")


async def _is_news(due: Due, one: SetAside) -> bool:
    return await due.work.store.jobs.claim("set-aside", _mark(one), due.work.now)


def _mark(one: SetAside) -> str:
    """The household, and when its number was set aside, as the agenda looks for it."""
    return f"{one.household.id}:{to_ms(one.since)}"
