"""The quarterly notices on their day, and the report on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from app.duties.duty import Due, duty
from bot.wording import notices as wording
from domain.boundary import unwrap
from domain.ledger.figures import quarter_figures
from domain.model.calendar import Period, quarter_of
from domain.model.notice import MISSED, OVER, UNDER_WAY, NoticeStatus
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

    Afterwards it is told what turns out later: whom a text did not reach, and that all have arrived. The notices
    themselves are read only where something may have to be told: all those of a county take seconds.
    """
    store, told = due.work.store, f"{kind}:{due.work.unit}:{quarter.key}"
    states = await store.notices.states(due.work.unit, quarter, kind)
    if not states:
        return
    if not await store.jobs.done("notices-told", told):
        if states.keys().isdisjoint(UNDER_WAY):
            await _report(due, what, await store.notices.statuses(due.work.unit, quarter, kind), told)
        return
    if not states.keys().isdisjoint(MISSED):
        await _tell_missed(due, what, await store.notices.unreached(due.work.unit, quarter, kind), told)
    if not states.keys() - OVER and await store.jobs.claim("notices-arrived", told, due.work.now):
        await due.tell_group(wording.all_arrived(what), f"notices-arrived:{told}")


async def _report(due: Due, what: str, statuses: Sequence[NoticeStatus], told: str) -> None:
    """How it went, once."""
    await due.work.store.jobs.claim("notices-told", told, due.work.now)
    await due.tell_group(wording.status_of(what, statuses), f"notices-report:{told}")
    await _news(due, [status for status in statuses if status.missed], told)
    if wording.arrived(statuses):
        await due.work.store.jobs.claim("notices-arrived", told, due.work.now)


async def _tell_missed(due: Due, what: str, missed: Sequence[NoticeStatus], told: str) -> None:
    """Whom a text did not reach, of those whom nobody was told of."""
    if news := await _news(due, missed, told):
        await due.tell_group(wording.missed_later(what, news), f"notices-missed:{told}:{_mark(news[0])}")


async def _news(due: Due, missed: Sequence[NoticeStatus], told: str) -> list[NoticeStatus]:
    """Those of whom nobody was told yet that they were not reached; from now on somebody was."""
    marks = {f"{told}:{_mark(status)}": status for status in missed}
    known = await due.work.store.jobs.claimed("notices-missed", marks)
    return [
        status
        for mark, status in marks.items()
        if mark not in known and await due.work.store.jobs.claim("notices-missed", mark, due.work.now)
    ]


def _mark(status: NoticeStatus) -> str:
    """The notice, and the text that was to bring it."""
    return f"{status.household.id}:{status.delivery or 0}"
