"""The weekly digest for the town's supervisors."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from app.duties.duty import Due, duty
from app.texts.wording import REFUSALS
from app.trouble_wording import LONG, held_lately, stuck, troubles
from bot.outgoing import announcement
from bot.wording import clock as clock_wording
from bot.wording import supervising as wording
from bot.wording import year_end as year_wording
from domain.town.supervising import overview
from domain.year.undecided import Undecided, undecided

_MONDAY, _HOUR = 1, 9
_WEEK = timedelta(days=7)
_DECEMBER = 12


@duty(150, of_town=True)
async def post_digest(due: Due) -> None:
    """Post the overview to each supervisors' group: once a week, from Monday nine o'clock on."""
    year, week, weekday = due.work.now.isocalendar()
    if (weekday, due.work.now.hour) < (_MONDAY, _HOUR):
        return
    for prefix, chat in await due.work.store.officers.town_chats():
        period = f"{prefix}:{year}W{week:02}"
        if await due.work.store.jobs.claim("digest", period, due.work.now):
            reach = await due.work.store.post.reach(due.work.now - _WEEK)
            units = {unit: name for unit, name in due.work.town.units.items() if unit.startswith(prefix)}
            seen = await overview(due.work.about(prefix))
            clock = await due.work.store.clock.read()
            held = "" if clock is None or clock.right else f"⚠️ {clock_wording.held(clock)}"
            unheard = troubles(await due.work.store.troubles.standing(due.work.now - _WEEK))
            waiting = stuck(await due.work.store.post.stuck(due.work.now - LONG))
            late = held_lately(await due.work.store.post.replies_held((due.work.now - _WEEK).date()))
            wrong = [
                wording.unreached(units, reach, REFUSALS),
                *(f"⚠️ {one}。" for one in (unheard, waiting, late) if one),
                held,
            ]
            told = [*wrong, *await _to_decide(due, prefix)]
            text = wording.digest(seen, "\n".join(filter(None, told)))
            await due.work.store.post.post(announcement(chat, text, f"digest:{period}"), due.work.now)


async def _to_decide(due: Due, prefix: str) -> list[str]:
    """What has to be decided before a year is closed: in its last month, and after it until it is."""
    work, waiting = due.work, defaultdict[int, list[tuple[str, Undecided]]](list)
    for unit, name in work.town.units.items():
        if not unit.startswith(prefix):
            continue
        years = [*await work.store.years.unclosed(unit, work.now.year)]
        for year in [*years, work.now.year] if work.now.month == _DECEMBER else years:
            waiting[year].append((name, await undecided(work.store, unit, year)))
    return [year_wording.to_decide(year, units) for year, units in sorted(waiting.items())]
