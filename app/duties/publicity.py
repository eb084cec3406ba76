"""The good deeds of each fortnight, proposed to the group."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.duties.duty import Due, duty
from bot.wording import publicity as wording
from domain.model.calendar import fortnight_before
from domain.model.errors import Refused
from domain.publicity.good_deeds import good_deeds
from storage.agenda import Matter

_FROM_HOUR, _TO_HOUR = 9, 20


def _by_day(now: datetime) -> bool:
    """At night what is due waits; a county's villages are not looked through for it every minute."""
    return _FROM_HOUR <= now.hour < _TO_HOUR


@duty(118, among=Matter.GOOD_DEEDS, season=_by_day)
async def propose_good_deeds(due: Due) -> None:
    """Once a fortnight, from Monday nine o'clock on; nothing is public before a specialist presses the button."""
    work = due.work
    if not (_by_day(work.now) and await due.may_remind()):
        return
    last = fortnight_before(work.today)
    period = f"{work.unit}:{last}"
    if await work.store.jobs.claim("good-deeds", period, work.now):
        found = await good_deeds(work, None, last)
        if not isinstance(found, Refused):
            say = wording.deeds_proposed(found)
            await due.remind(say.text, f"good-deeds:{period}", timedelta(days=14), say.buttons)
