"""``jifen supervise`` and ``jifen fairness``: what the town looks at."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import click

from app.commands.common import command
from app.commands.showing import formatted, show
from app.reports.formats import Cell, Columns, Format
from app.runtime import open_runtime
from app.settings import Settings
from bot.wording.supervising import lacks
from domain.fairness import Conduct, judge
from domain.supervising import UnitFigures, overview


@click.command()
@formatted
@command
async def supervise(settings: Settings, form: Format) -> None:
    """各单位本季的考核、兑换、到户、异议，缺什么、几时前办。"""
    async with open_runtime(settings) as runtime, runtime.transactions.reading() as store:
        seen = await overview(store, runtime.town, "", runtime.clock.now())
    today = seen.today

    def columns(units: Sequence[UnitFigures]) -> Columns:
        headings = ["单位", "结算", "兑换", "到户", "异议", "超期", "申报", "超期", "专员", "年度考核", "要办"]
        rows: list[list[Cell]] = [
            [
                unit.name,
                unit.counts.settled,
                unit.counts.redemptions,
                f"{unit.seen:.0%}",
                unit.counts.objections,
                unit.counts.objections_overdue,
                unit.counts.claims,
                unit.counts.claims_overdue,
                unit.counts.specialists,
                sum(assessment.points for assessment in unit.assessments),
                lacks(unit.missing, today),
            ]
            for unit in units
        ]
        return Columns(headings, rows, set(range(1, 10)))

    def record(unit: UnitFigures) -> Mapping[str, object]:
        return {
            "unit": unit.unit,
            "name": unit.name,
            "quarter": seen.quarter.key,
            **dataclasses.asdict(unit.counts),
            "seen_share": round(unit.seen, 4),
            "assessments": [{"points": one.points, "reason": one.reason} for one in unit.assessments],
            "missing": [
                {"what": one.lack.value, "by": one.by.isoformat() if one.by else None, "many": one.many}
                for one in unit.missing
            ],
        }

    show(form, seen.units, record, columns)


@click.command()
@click.argument("unit")
@click.option("--year", type=click.IntRange(2000, 9999), help="看哪一年，默认今年")
@formatted
@command
async def fairness(settings: Settings, unit: str, year: int | None, form: Format) -> None:
    """UNIT（单位代码或村名）各考核人员记分的宽严、集中和时间，只供参考。"""
    async with open_runtime(settings) as runtime, runtime.transactions.reading() as store:
        code = runtime.town.find_unit(unit)
        conduct = judge(await store.supervision.marks(code, year or runtime.clock.now().year))
    show(form, conduct, _record, _columns)


def _record(one: Conduct) -> Mapping[str, object]:
    return {
        "officer": one.officer,
        "entries": one.entries,
        "share": round(one.share, 4),
        "households": one.households,
        "milder": None if one.milder is None else round(one.milder, 2),
        "compared": one.compared,
        "few_share": round(one.few_share, 4),
        "few_usual": None if one.few_usual is None else round(one.few_usual, 4),
        "last_minute": one.last_minute,
    }


def _columns(conduct: Sequence[Conduct]) -> Columns:
    headings = ["考核人员", "条数", "占比", "户数", "同项比别人", "可比条数", "最常3户", "别人平均", "截止前一天"]
    rows = [
        [
            one.officer,
            one.entries,
            f"{one.share:.0%}",
            one.households,
            None if one.milder is None else f"{one.milder:+.1f}",
            one.compared,
            f"{one.few_share:.0%}",
            None if one.few_usual is None else f"{one.few_usual:.0%}",
            f"{one.last_minute_share:.0%}",
        ]
        for one in conduct
    ]
    return Columns(headings, rows, set(range(1, 9)))
