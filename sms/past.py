"""Points of a month, a quarter or a year that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from domain.ledger.figures import averages, worth
from domain.model.calendar import Period, parse_round
from domain.model.round import HouseholdScore
from domain.model.standing import Standing
from sms.inquiry import Inquiry
from sms.replying import Reply, asked
from sms.wording import past as wording
from text.periods import round_key, year_of

_MONTH = re.compile("[0-9]{1,2}月")


async def past_points(inquiry: Inquiry, standing: Standing, said: str) -> Reply:
    """Of each time that is named. Settled rounds count; of those that are open it is said that they do not yet."""
    named = _in_order(said.split("、"), inquiry.sent.date())
    periods = [period for period in named if period is not None]
    if len(periods) < len(named):
        return asked(wording.no_points(said))
    return Reply(wording.points(standing.household, [await _of(inquiry, standing, period) for period in periods]))


def _in_order(words: Sequence[str], today: date) -> list[Period | None]:
    """Each time by itself; but months of which a later one would be of the year before are all of this year, as
    7月、10月 are in August.
    """
    named = [period_named(one, today) for one in words]
    backwards = any(a and b and b.year < a.year for a, b in pairwise(named))
    if not backwards or not all(map(_MONTH.fullmatch, words)):
        return named
    return [period_named(f"{today.year}年{one}", today) for one in words]


async def _of(inquiry: Inquiry, standing: Standing, period: Period) -> wording.PastPoints:
    household, store = standing.household, inquiry.store
    if period.first > inquiry.now.date():
        return wording.PastPoints(period, None, None, excused=False, to_come=True)
    rounds = await store.scores.of_household(household.id, period.year)
    within = [one for one in rounds if one.round.period.first in period]
    settled = [one for one in within if one.round.state != "open"]
    average = await averages(store, household.unit, period.year)
    scores = [one.score for one in settled if one.score is not None]
    points = worth(scores, average=average) if scores else None
    return wording.PastPoints(period, points, _open(within), excused=bool(settled), to_come=False)


def _open(rounds: Sequence[HouseholdScore]) -> tuple[Period, int | None] | None:
    """The last round that is not settled, with its points as of now."""
    unsettled = [one for one in rounds if one.round.state == "open"]
    last = max(unsettled, key=lambda one: one.round.period.first, default=None)
    return None if last is None else (last.round.period, last.score)


def period_named(said: str, today: date) -> Period | None:
    """The month, quarter or year of these words; None where there is none such."""
    if (key := round_key(said, today)) is not None:
        return parse_round(key)
    year = year_of(said, today)
    return None if year is None else Period(str(year), date(year, 1, 1), date(year + 1, 1, 1))
