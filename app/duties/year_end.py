"""The end of a year: a warning before it; closed by itself once its rounds are final; what is unspent lapses."""

from __future__ import annotations

from datetime import timedelta

from app.duties.duty import Due, duty
from app.duties.notices import TOLD_EVERY, tell
from bot.wording import year_end as wording
from domain.boundary import unwrap
from domain.notices.planning import queue
from domain.notices.year_notices import KIND, last_weeks, plan_warnings
from domain.year.year_end import close_due, keeping_open
from storage.agenda import Matter


@duty(50, irreversible=True, among=Matter.YEAR_OPEN)
async def close_years(due: Due) -> None:
    """Close what is over and let lapse what is due; the group is told."""
    for closing in await close_due(due.work):
        text = wording.closed(closing, due.work.town.units[due.work.unit], masks=due.work.policy.mask_names)
        await due.tell_group(text, wording.key(closing))


@duty(60, among=Matter.YEAR_OPEN)
async def remind(due: Due) -> None:
    """Once a week, while a year that is over waits for a decision: the group is told which."""
    if not await due.may_remind():
        return
    week = due.work.now.date().isocalendar()
    for year, left in await keeping_open(due.work.store, due.work.unit, due.work.now):
        known = f"{due.work.unit}:{year}:{week.year}W{week.week:02}"
        if await due.work.store.jobs.claim("year-waits", known, due.work.now):
            await due.remind(wording.waiting(year, left), f"year-waits:{known}", timedelta(days=7))


@duty(70, irreversible=True, among=Matter.YEAR_END_WARNING)
async def warn(due: Due) -> None:
    """In the year's last four weeks, once a day: whoever has points that would lapse is told, each household once."""
    if last_weeks(due.work.now) is None or due.quiet:
        return
    if await due.work.store.jobs.claim("year-end-warning", f"{due.work.unit}:{due.work.now.date()}", due.work.now):
        mailing = unwrap(await plan_warnings(due.work, due.writer))
        if mailing is not None and mailing.notices:
            await queue(due.work, mailing)


@duty(80, among=Matter.YEAR_END_NOTICES_OUT, every=TOLD_EVERY)
async def report(due: Due) -> None:
    """How the warnings went, and whom somebody has to walk to."""
    quarter = last_weeks(due.work.now)
    if quarter is not None and not due.quiet:
        await tell(due, f"{quarter.year}年年底清零提醒", quarter, KIND)
