"""The quarterly notices on their day, and the report on them."""

from __future__ import annotations

from app.duties.duty import Due
from bot.wording import notices as wording
from bot.wording.notices import UNDER_WAY
from domain.calendar import quarter_of
from domain.notices import plan, quarters_due, queue, sendable_from


async def queue_due(due: Due) -> None:
    """Queue the notices of the last quarter from the policy's day on."""
    policy = due.book.policy
    for quarter in quarters_due(due.now, policy.notice_day):
        scored = await due.store.rounds.any_in(due.unit, quarter)
        if scored and await due.store.jobs.claim("notices", f"{due.unit}:{quarter.key}", due.now):
            mailing = await plan(due.store, due.town, due.writer, due.unit, quarter, due.now)
            await queue(due.store, mailing, sendable_from(policy, due.now), due.now)


async def report(due: Due) -> None:
    """Once a quarter's notices are all settled, the group is told whom somebody has to walk to."""
    quarter = quarter_of(due.now.date()).previous()
    statuses = await due.store.notices.statuses(due.unit, quarter)
    chat = await due.store.officers.chat_of(due.unit)
    if chat is None or not statuses or any(status.state in UNDER_WAY for status in statuses):
        return
    if await due.store.jobs.claim("notices-report", f"{due.unit}:{quarter.key}", due.now):
        await due.tell_group(wording.status(quarter, statuses), f"notices-report:{due.unit}:{quarter.key}")
