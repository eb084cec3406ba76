"""The wording of a month's, a quarter's or a year's points: what is counted, and what is not yet."""

from __future__ import annotations

from domain.model.calendar import Period
from domain.model.people import Household
from sms.wording.spoken import dated_period, household_name, period_name, with_words


def points(
    household: Household,
    period: Period,
    settled: int | None,
    unsettled: tuple[Period, int | None] | None,
    *,
    excused: bool,
) -> str:
    """王建国户10月得112分。 ``settled`` None: nothing that counts, for an ``excused`` household or without a score.

    ``unsettled``: the round of it that does not count yet, with its points as of now.
    """
    name, when = household_name(household), dated_period(period)
    if unsettled is not None and unsettled[0].key == period.key:
        return f"{name}{when}还没结算，现在{_score(unsettled[1])}。回2看明细。"
    if settled is None and unsettled is None:
        return f"{name}{when}不计分。" if excused else f"{name}{when}没有计分的记录。查现在的分回1。"
    head = f"{name}{when}" + (f"得{settled}分" if settled is not None else "还没有结算的分")
    if unsettled is None:
        return f"{head}。看现在的分回1。"
    return f"{head}，{period_name(unsettled[0])}还没结算，没算进去，现在{_score(unsettled[1])}。"


def _score(score: int | None) -> str:
    return "不计分" if score is None else f"{score}分"


def to_come(household: Household, period: Period) -> str:
    """The period has not begun."""
    return f"{dated_period(period)}还没到，{household_name(household)}还没有分。查现在的分回1。"


def no_period(said: str, figure: str) -> str:
    """The words name no month, quarter or year, of which a ``figure`` is asked for: 积分, 明细."""
    return with_words("“", said, f"”是哪个月没看懂。请写几月，如：10月{figure}。查现在的分回1。")
