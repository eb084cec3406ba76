"""``/town/{token}``: the units side by side for the supervisor who holds the link, and the same as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.model.calendar import Period
from domain.pages.town_view import TownView, UnitView, town_view
from domain.town.reviewing import review, year_of
from domain.town.supervising import Missing
from text.lacking import lack_in_words
from web.charts import WIDTH, scale_for, share
from web.pages.household import ENDED
from web.pages.review import review_sheets
from web.pages.town_link import XLSX, town_work
from web.site import Cell, Download, Page, Visit, WorkbookSheet
from web.words import period_name, short_period


async def supervisor(visit: Visit) -> Page:
    """The units side by side."""
    work = await town_work(visit)
    if work is None:
        return ENDED
    view = await town_view(work)
    spreads = [one.spread for one in view.units if one.spread]
    return Page(
        "supervisor.html",
        {
            "view": view,
            "token": visit.parts["token"],
            "pressing": [one for one in view.units if one.figures.presses(view.today)],
            "scale": scale_for(spreads) if spreads else None,
            "chart_width": WIDTH,
            "share": share,
            "said": lacking,
            "rounds": _rounds(view.units),
            "year": view.today.year,
        },
        secret=True,
    )


async def workbook(visit: Visit) -> Download | Page:
    """The page's tables as XLSX."""
    work = await town_work(visit)
    if work is None:
        return ENDED
    view = await town_view(work)
    name = f"{visit.site.base.town}{view.quarter.key}.xlsx"
    past = await review(work, year_of(work.now.year))
    return Download(name, XLSX, visit.site.as_workbook(_sheets(view) | review_sheets(past)))


def _rounds(units: Sequence[UnitView]) -> list[Period]:
    """The year's rounds that one of the units has, oldest first."""
    known = {one.period.key: one.period for unit in units for one in unit.coverage}
    return sorted(known.values(), key=lambda period: period.first)


def lacking(missing: Missing, today: date) -> str:
    """One thing to do, and how long there is time."""
    what = lack_in_words(missing.lack, missing.many)
    return what if missing.by is None else f"{what}，还有{(missing.by - today).days}天"


def _sheets(view: TownView) -> dict[str, WorkbookSheet]:
    return {
        "各单位": WorkbookSheet(_HEADINGS, [_row(one, view.today) for one in view.units]),
        "各季结算": _quarters(view.units),
        "得分分布": WorkbookSheet(
            ("单位", "轮次", "户数", "最低", "下四分位", "中位", "上四分位", "最高"),
            [_spread(one) for one in view.units if one.spread],
        ),
        "记分情况": _conduct(view.units),
    }


_HEADINGS = (
    *("单位", "户数", "本季看过", "本季结算", "今年兑换", "已兑换分", "兑换预算", "待答异议", "异议超期"),
    *("待答申报", "申报超期", "等回电", "回电超期", "通知送到", "通知户数", "年度考核", "今年宣传", "要办"),
)


def _row(one: UnitView, today: date) -> list[Cell]:
    counts, reached = one.figures.counts, one.reached
    return [
        *(one.figures.name, counts.households, counts.seen, counts.settled, counts.redemptions, one.spent),
        *(one.budget or None, counts.objections, counts.objections_overdue, counts.claims, counts.claims_overdue),
        *(counts.callbacks, counts.callbacks_overdue),
        *(reached.arrived if reached else None, reached.planned if reached else None, one.year.points),
        len(one.year.made_known),
        "；".join(lacking(missing, today) for missing in one.figures.missing),
    ]


def _quarters(units: Sequence[UnitView]) -> WorkbookSheet:
    quarters = units[0].year.quarters if units else ()
    rows: list[list[Cell]] = [[one.figures.name, *(quarter.settled for quarter in one.year.quarters)] for one in units]
    return WorkbookSheet(("单位", *(short_period(one.quarter) for one in quarters)), rows)


def _spread(one: UnitView) -> list[Cell]:
    spread = one.spread
    assert spread is not None  # noqa: S101 - only those with one are asked for
    borders = [round(spread.lower), round(spread.middle), round(spread.upper)]
    return [one.figures.name, period_name(spread.period), spread.households, spread.lowest, *borders, spread.highest]


def _conduct(units: Sequence[UnitView]) -> WorkbookSheet:
    headings = (
        *("单位", "考核人员", "条数", "占比", "户数", "同项比别人每条", "比过几条", "最常记的3户占", "别人一般占"),
        "截止前一天记的占",
    )
    rows: list[list[Cell]] = [
        [
            *(one.figures.name, each.officer, each.entries, f"{each.share:.0%}", each.households),
            *(None if each.milder is None else round(each.milder, 1), each.compared, f"{each.few_share:.0%}"),
            *(None if each.few_usual is None else f"{each.few_usual:.0%}", f"{each.last_minute_share:.0%}"),
        ]
        for one in units
        for each in one.conduct
    ]
    return WorkbookSheet(headings, rows)
