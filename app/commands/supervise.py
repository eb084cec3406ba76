"""``jifen supervise``: the units side by side."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date

import click

from app.reports.formats import Cell, Columns
from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command
from app.terminal.finding import find_year
from app.terminal.showing import Output, formatted, show
from bot.wording.supervising import lacks, quarters_done
from domain.boundary import unwrap
from domain.model.calendar import Period
from domain.model.supervision import Assessment
from domain.town.appraising import UnitYear, year_of_units
from domain.town.supervising import UnitFigures, overview


@click.command()
@click.option("--year", help="看一年的：各季第一次结算的日子、兑换和年度考核")
@formatted
@command
async def supervise(settings: Settings, year: str | None, out: Output) -> None:
    """各单位本季的考核、兑换、到户、异议，缺什么、几时前办。"""
    async with open_runtime(settings) as runtime, runtime.transactions.reading() as store:
        work = runtime.work(store, "")
        if year is not None:
            units = unwrap(await year_of_units(work, find_year(year, work.today)))
            return show(out, "年度考核", units, _year_record, _year_columns)
        seen = await overview(work)
    return show(
        out,
        "各单位",
        seen.units,
        lambda unit: _record(unit, seen.quarter, seen.today),
        lambda units: _columns(units, seen.today),
    )


def _columns(units: Sequence[UnitFigures], today: date) -> Columns:
    headings = [
        "单位",
        "结算",
        "兑换",
        "到户",
        "异议",
        "异议超期",
        "申报",
        "申报超期",
        "回电",
        "回电超期",
        "专员",
        "年度考核",
        "要办",
    ]
    rows: list[list[Cell]] = [
        [
            unit.name,
            unit.counts.settled,
            unit.counts.redemptions,
            None if unit.seen is None else f"{unit.seen:.0%}",
            unit.counts.objections,
            unit.counts.objections_overdue,
            unit.counts.claims,
            unit.counts.claims_overdue,
            unit.counts.callbacks,
            unit.counts.callbacks_overdue,
            unit.counts.specialists,
            sum(assessment.points for assessment in unit.assessments),
            lacks(unit.missing, today),
        ]
        for unit in units
    ]
    return Columns(headings, rows, set(range(1, 12)))


def _record(unit: UnitFigures, quarter: Period, today: date) -> Mapping[str, object]:
    return {
        "unit": unit.unit,
        "name": unit.name,
        "quarter": quarter.key,
        **dataclasses.asdict(unit.counts),
        "seen_share": None if unit.seen is None else round(unit.seen, 4),
        "assessments": _assessments(unit.assessments),
        "missing": [
            {
                "what": one.lack.value,
                "by": one.by.isoformat() if one.by else None,
                "days": (one.by - today).days if one.by else None,
                "many": one.many,
            }
            for one in unit.missing
        ],
    }


def _year_columns(units: Sequence[UnitYear]) -> Columns:
    headings = ["单位", "年度考核", "兑换", "各季第一次结算", "加分扣分"]
    rows: list[list[Cell]] = [
        [
            unit.name,
            unit.points,
            unit.redemptions,
            quarters_done(unit),
            "；".join(f"{assessment.points:+} {assessment.reason}" for assessment in unit.assessments),
        ]
        for unit in units
    ]
    return Columns(headings, rows, {1, 2})


def _year_record(unit: UnitYear) -> Mapping[str, object]:
    return {
        "unit": unit.unit,
        "name": unit.name,
        "points": unit.points,
        "redemptions": unit.redemptions,
        "made_known": [
            {"on": day.isoformat(), "what": "model" if model else "announcement"} for day, model in unit.made_known
        ],
        "settled": {done.quarter.key: done.settled.isoformat() if done.settled else None for done in unit.quarters},
        "missed": [done.quarter.key for done in unit.quarters if done.missed],
        "assessments": _assessments(unit.assessments),
    }


def _assessments(assessments: Sequence[Assessment]) -> Sequence[Mapping[str, object]]:
    return [
        {"points": one.points, "reason": one.reason, "on": one.at.date().isoformat(), "officer": one.officer}
        for one in assessments
    ]
