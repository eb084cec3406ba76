"""``jifen fairness``: how each officer scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from app.reports.formats import Columns
from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command
from app.terminal.finding import find_year
from app.terminal.showing import Output, formatted, show
from bot.wording.supervising import mildness
from domain.scoring.fairness import Conduct, judge
from domain.town.reviewing import year_of


@click.command()
@click.argument("unit")
@click.option("--year", help="看哪一年，默认今年")
@formatted
@command
async def fairness(settings: Settings, unit: str, year: str | None, out: Output) -> None:
    """UNIT（单位代码或村名）各考核人员记分的宽严、集中和时间，只供参考。"""
    async with open_runtime(settings) as runtime, runtime.transactions.reading() as store:
        code = runtime.town.find_unit(unit)
        period = year_of(find_year(year, runtime.clock.now().date()))
        conduct = judge((await store.supervision.activity(code, period)).tallies)
    show(out, "记分情况", conduct, _conduct_record, _conduct_columns)


def _conduct_record(one: Conduct) -> Mapping[str, object]:
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


def _conduct_columns(conduct: Sequence[Conduct]) -> Columns:
    headings = ["考核人员", "条数", "占比", "户数", "同项比别人", "可比条数", "最常3户", "别人平均", "截止前一天"]
    rows = [
        [
            one.officer,
            one.entries,
            f"{one.share:.0%}",
            one.households,
            None if one.milder is None else mildness(one.milder) or "相当",
            one.compared,
            f"{one.few_share:.0%}",
            None if one.few_usual is None else f"{one.few_usual:.0%}",
            f"{one.last_minute_share:.0%}",
        ]
        for one in conduct
    ]
    return Columns(headings, rows, set(range(1, 9)))
