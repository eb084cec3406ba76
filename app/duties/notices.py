"""The quarterly notices on their day, and the report on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from app.duties.duty import Due, duty
from bot.wording import notices as wording
from domain.boundary import unwrap
from domain.ledger.figures import quarter_figures
from domain.model.calendar import Period, quarter_of
from domain.model.notice import NoticeStatus
from domain.notices.planning import KIND, plan, quarters_due, queue
from storage.agenda import Matter
from text.periods import period_name


@duty(90, irreversible=True, among=Matter.NOTICES_TO_QUEUE)
async def queue_due(due: Due) -> None:
    """Queue the notices of the last quarter from the policy's day on, once all its rounds are settled."""
    policy = due.work.policy
    for quarter in quarters_due(due.work.now, policy.notice_day):
        known, figures = f"{due.work.unit}:{quarter.key}", await quarter_figures(due.work.store, due.work.unit, quarter)
        if figures.unsettled:
            if await due.work.store.jobs.claim("notices-wait", known, due.work.now):
                await due.tell_group(wording.waits(quarter, figures.unsettled), f"notices-wait:{known}")
        elif figures.settled and await due.work.store.jobs.claim("notices", known, due.work.now):
            mailing = unwrap(await plan(due.work, due.writer, quarter))
            await queue(due.work, mailing)


TOLD_EVERY = timedelta(minutes=10)
"""How often it is looked what became of notices: of each household's, until all have arrived."""


@duty(100, among=Matter.NOTICES_OUT, every=TOLD_EVERY)
async def report(due: Due) -> None:
    """How the last quarter's notices went."""
    quarter = quarter_of(due.work.now.date()).previous()
    await tell(due, f"{period_name(quarter.key)}通知", quarter, KIND)


async def tell(due: Due, what: str, quarter: Period, kind: str) -> None:
    """Once texts of a kind are all under way no more, the group is told how it went and whom somebody has to walk to.

    Afterwards it is told what turns out later: whom a text did not reach, and that all have arrived.
    """
    statuses = await due.work.store.notices.statuses(due.work.unit, quarter, kind)
    told = f"{kind}:{due.work.unit}:{quarter.key}"
    if not statuses or not await _reported(due, what, statuses, told):
        return
    if missed := [status for status in statuses if status.missed and await _is_news(due, status, told)]:
        await due.tell_group(wording.missed_later(what, missed), f"notices-missed:{told}:{_mark(missed[0])}")
    if wording.arrived(statuses) and await due.work.store.jobs.claim("notices-arrived", told, due.work.now):
        await due.tell_group(wording.all_arrived(what), f"notices-arrived:{told}")


async def _reported(due: Due, what: str, statuses: Sequence[NoticeStatus], told: str) -> bool:
    """Whether the group knew already how it went; if not, it is told as soon as nothing is under way."""
    if await due.work.store.jobs.done("notices-told", told):
        return True
    if not any(status.under_way for status in statuses):
        await due.work.store.jobs.claim("notices-told", told, due.work.now)
        await due.tell_group(wording.status_of(what, statuses), f"notices-report:{told}")
        for status in statuses:
            if status.missed:
                await _is_news(due, status, told)
        if wording.arrived(statuses):
            await due.work.store.jobs.claim("notices-arrived", told, due.work.now)
    return False


async def _is_news(due: Due, status: NoticeStatus, told: str) -> bool:
    """Whether nobody was told yet that this household was not reached; from now on somebody was."""
    return await due.work.store.jobs.claim("notices-missed", f"{told}:{_mark(status)}", due.work.now)


def _mark(status: NoticeStatus) -> str:
    """The notice, and the text that was to bring it."""
    return f"{status.household.id}:{status.delivery or 0}"
