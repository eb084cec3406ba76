"""The warning before a year ends: what nobody spends lapses. Once for each household and year, in its last four weeks.

A quarterly notice that goes out in those weeks says it as well, and then no other text does.
"""

from __future__ import annotations

from datetime import datetime, time

from domain.ledger.lapsing import NOTICE, ending
from domain.model.calendar import Period, quarter_of
from domain.notices.planning import Letter, Mailing, NoticeWriter
from domain.ports.store import Store
from domain.ports.town import Town

KIND = "year-end"


def last_weeks(now: datetime) -> Period | None:
    """The year's last quarter in its last four weeks, None before."""
    quarter = quarter_of(now.date())
    is_last = quarter.after.year > quarter.year
    return quarter if is_last and now.date() >= quarter.after - NOTICE else None


async def plan_warnings(store: Store, town: Town, writer: NoticeWriter, unit: str, now: datetime) -> Mailing | None:
    """Word the warnings that are still to be queued, to those who have something to lose; None outside those weeks.

    Raises Refused("no-unit").
    """
    policy, quarter = town.current(unit).book.policy, last_weeks(now)
    ends = await ending(store, unit, now.year, policy, now)
    if quarter is None or ends is None:
        return None
    since = datetime.combine(quarter.after - NOTICE, time(), now.tzinfo)
    letters = []
    for target in await store.notices.targets(unit, quarter, KIND, since):
        if target.standing.spendable:
            text = writer.warn(target, policy.signature, ends) if target.phone else ""
            letters.append(Letter(target, text, writer.segments(text) if text else 0))
    return Mailing(unit, quarter, tuple(letters), kind=KIND)
