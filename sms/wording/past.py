"""The wording of a month's, a quarter's or a year's points: what is counted, and what is not yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.model.calendar import Period
from domain.model.people import Household
from sms.wording.spoken import dated_period, household_name, period_name, with_words


@dataclass(frozen=True, slots=True)
class PastPoints:
    """What a time has brought. ``settled`` None: nothing that counts, for an ``excused`` household or without a score.

    ``unsettled``: the round of it that does not count yet, with its points as of now. ``to_come``: it has not begun.
    """

    period: Period
    settled: int | None
    unsettled: tuple[Period, int | None] | None
    excused: bool
    to_come: bool


def points(household: Household, times: Sequence[PastPoints]) -> str:
    """王建国户10月得112分。 Of one time or of several: 王建国户2025年没有计分的记录。2026年得110分。"""
    name = household_name(household)
    if len(times) > 1:
        return f"{name}{'。'.join(map(_figure, times))}。"
    (only,) = times
    if only.to_come:
        return f"{dated_period(only.period)}还没到，{name}还没有分。查现在的分回1。"
    return f"{name}{_figure(only)}。{_where_else(only)}"


def _figure(one: PastPoints) -> str:
    when, unsettled = dated_period(one.period), one.unsettled
    if one.to_come:
        return f"{when}还没到"
    if unsettled is not None and unsettled[0].key == one.period.key:
        return f"{when}还没结算，现在{_score(unsettled[1])}"
    if one.settled is None and unsettled is None:
        return f"{when}不计分" if one.excused else f"{when}没有计分的记录"
    head = f"{when}得{one.settled}分" if one.settled is not None else f"{when}还没有结算的分"
    if unsettled is None:
        return head
    return f"{head}，{period_name(unsettled[0])}还没结算，没算进去，现在{_score(unsettled[1])}"


def _where_else(one: PastPoints) -> str:
    """What is not said with the figure, and how to have it."""
    if one.unsettled is not None:
        return "回2看明细。" if one.unsettled[0].key == one.period.key else ""
    if one.settled is None:
        return "" if one.excused else "查现在的分回1。"
    return "看现在的分回1。"


def _score(score: int | None) -> str:
    return "不计分" if score is None else f"{score}分"


def no_points(said: str) -> str:
    """The words name no month, quarter or year that has points."""
    return with_words("“", said, "”的积分查不了，要写哪个月、季度或年，如：10月积分。查现在的分回1，看加扣分回2。")


def no_changes(said: str) -> str:
    """The words name no day, month, quarter or year, or more than one."""
    return with_words("“", said, "”的明细看不了，请只写一天或一个月，如：昨天明细、10月明细。看最近的回2。")
