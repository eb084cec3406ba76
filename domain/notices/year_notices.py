"""The warning before a year ends: what nobody spends lapses. Once for each household and year, in its last four weeks.

A quarterly notice that goes out in those weeks says it as well, and then no other text does.
"""

from __future__ import annotations

from datetime import datetime, time

from domain.boundary import boundary
from domain.ledger.lapsing import NOTICE, ending
from domain.model.calendar import Period, quarter_of
from domain.model.errors import Refused
from domain.notices.planning import Mailing, NoticeWriter, WordedNotice
from domain.work import Work

KIND = "year-end"


def last_weeks(now: datetime) -> Period | None:
    """The year's last quarter in its last four weeks, None before."""
    quarter = quarter_of(now.date())
    is_last = quarter.after.year > quarter.year
    return quarter if is_last and now.date() >= quarter.after - NOTICE else None


@boundary
async def plan_warnings(work: Work, writer: NoticeWriter) -> Mailing | Refused | None:
    """Word the warnings that are still to be queued, to those who have something to lose; None outside those weeks.

    Refused: no-unit.
    """
    policy, quarter, now = work.policy, last_weeks(work.now), work.now
    ends = await ending(work.store, work.unit, now.year, policy, now)
    if quarter is None or ends is None:
        return None
    since = datetime.combine(quarter.after - NOTICE, time(), now.tzinfo)
    notices = []
    for target in await work.store.notices.targets(work.unit, quarter, KIND, since):
        if target.standing.spendable:
            text = writer.warn(target, policy.signature, ends) if target.phone else ""
            notices.append(WordedNotice(target, text, writer.segments(text) if text else 0))
    return Mailing(work.unit, quarter, tuple(notices), kind=KIND)
