"""``/town/{token}/review/{period}``: a quarter or a year of all units, to print, and the same as a workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.model.calendar import Period, parse_quarter
from domain.model.errors import Refused
from domain.model.review import MadeKnown
from domain.town.reviewing import Review, UnitReview, review, year_of
from web.pages.household import ENDED
from web.pages.town_link import XLSX, town_work
from web.site import Cell, Download, Page, Visit, WorkbookSheet
from web.words import period_name, share_of, short_period

MOST_MADE_KNOWN = 60
"""Lines of a page: with them it is below 30 KB."""
_YEAR = re.compile("20[0-9]{2}")
_WHERE = "村的网页、首页、短信“公告”"
_WHERE_MODELS = "村的网页、首页"


async def printed(visit: Visit) -> Page | None:
    """The review as a page; None for what is no quarter or year up to today."""
    work = await town_work(visit)
    if work is None:
        return ENDED
    period = _period(visit)
    if period is None:
        return None
    seen = await review(work, period)
    made_known = [(one.name, each) for one in seen.units for each in one.made_known]
    shows = {"review": seen, "token": visit.parts["token"], "name": named(period), "where": where}
    more = max(0, len(made_known) - MOST_MADE_KNOWN)
    return Page("review.html", shows | {"made_known": _latest(made_known), "more": more}, secret=True)


async def workbook(visit: Visit) -> Download | Page | None:
    """The review as XLSX."""
    work = await town_work(visit)
    if work is None:
        return ENDED
    period = _period(visit)
    if period is None:
        return None
    sheets = review_sheets(await review(work, period))
    return Download(f"{visit.site.base.town}{period.key}回顾.xlsx", XLSX, visit.site.as_workbook(sheets))


def _latest(found: Sequence[tuple[str, MadeKnown]]) -> list[tuple[str, MadeKnown]]:
    """As many of the last as a page takes, in the order in which they were found; the workbook has all."""
    last = sorted(range(len(found)), key=lambda place: found[place][1].on)[-MOST_MADE_KNOWN:]
    return [found[place] for place in sorted(last)]


def _period(visit: Visit) -> Period | None:
    said = visit.parts["period"]
    try:
        period = year_of(int(said)) if _YEAR.fullmatch(said) else parse_quarter(said)
    except Refused:
        return None
    return period if period.first <= visit.today else None


def named(period: Period) -> str:
    """2026年, 2026年第三季度."""
    return period_name(period) if "Q" in period.key else f"{period.key}年"


def where(one: MadeKnown) -> str:
    """Where something was made known, and whether it still is."""
    places = (_WHERE_MODELS if one.is_model else _WHERE) + ("、工作群" if one.in_group else "")
    return places if one.up else f"{places}（已撤下）"


def review_sheets(seen: Review) -> dict[str, WorkbookSheet]:
    """The review's tables."""
    return {
        "每轮看过": _coverage(seen),
        "异议": WorkbookSheet(_DISPUTES, [_disputes(one, seen) for one in seen.units]),
        "通知和兑换": WorkbookSheet(_REACHED, [row for one in seen.units for row in _reached(one)]),
        "宣传": WorkbookSheet(
            ("单位", "日期", "类别", "内容", "登在哪里"),
            [
                [one.name, each.on, "典型" if each.is_model else "公告", each.words, where(each)]
                for one in seen.units
                for each in one.made_known
            ],
        ),
    }


def _coverage(seen: Review) -> WorkbookSheet:
    rows: list[list[Cell]] = []
    for one in seen.units:
        there = {each.period.key: each for each in one.coverage}
        found = [there.get(period.key) for period in seen.rounds]
        rows.append([one.name, *(share_of(each.seen, each.households) if each else None for each in found)])
    return WorkbookSheet(("单位", *(short_period(period) for period in seen.rounds)), rows)


_DISPUTES = ("单位", "提出", "已答复", "成立", "一般几天", "最长几天", "超期")


def _disputes(one: UnitReview, seen: Review) -> list[Cell]:
    found = one.disputes
    usual = None if found.usual_days is None else round(found.usual_days)
    return [
        *(one.name, len(found.each), len(found.decided), found.upheld, usual, found.longest_days),
        found.late(seen.today),
    ]


_REACHED = ("单位", "季度", "通知送到", "通知户数", "领走几次", "兑换分", "全年预算")


def _reached(one: UnitReview) -> list[list[Cell]]:
    """The unit's redemptions on its first line, a line for each quarter with notices."""
    redeemed: list[Cell] = [one.redemptions, one.spent, one.budget or None]
    quarters: list[list[Cell]] = [[period_name(each.quarter), each.arrived, each.planned] for each in one.reached]
    first, *others = quarters or [["没有发过", None, None]]
    return [[one.name, *first, *redeemed], *([one.name, *each, None, None, None] for each in others)]
