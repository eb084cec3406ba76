"""``jifen rounds``: settling, finalising and excusing, from the command line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import click

from app.commands.rounds.seal import seal
from app.reports.files import write
from app.reports.formats import Columns, as_csv
from app.reports.published import of_quarter, of_round
from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command, confirm, yes_option
from app.terminal.finding import find_household, find_period, find_year
from app.terminal.groups import NearestGroup
from app.terminal.trial import trial
from bot.outgoing import announcement
from bot.publishing import announced_as, announcements
from bot.wording import rounds as wording
from domain.boundary import unwrap
from domain.households.excusing import excuse
from domain.households.resting import rest, resume
from domain.ledger.lapsing import ending
from domain.ledger.rounds import ensure_current
from domain.model.errors import Refused
from domain.model.round import Round
from domain.settlement.board import quarter_board, round_board
from domain.settlement.preview import preview
from domain.settlement.sealing import seal_of
from domain.settlement.settling import check_finalisable, check_settleable, finalise, needs_second, settle
from domain.work import Work
from text.columns import table


@click.group(cls=NearestGroup)
def rounds() -> None:
    """考核轮次：结算、公示、生效。"""


rounds.add_command(seal)


def _name(work: Work) -> str:
    return work.town.units[work.unit]


async def _find(work: Work, said: str) -> Round:
    """The round with that key. Raises Refused (bad-round, no-such-round)."""
    key = find_period(said, work.today).key
    found = await work.store.rounds.find(work.unit, key)
    if found is None:
        raise Refused("no-such-round", unit=_name(work), round=key)
    return found


async def _tell_group(work: Work, text: str, key: str) -> None:
    """Post to the unit's group, there or to come; the running server delivers it."""
    chat = await work.store.listeners.address_of(work.unit)
    await work.store.post.post(announcement(chat, text, key), work.now)


@asynccontextmanager
async def _opened(settings: Settings, unit: str, *, look: bool = False) -> AsyncIterator[Work]:
    """The unit with the months begun since; ``look``: they are, like all that follows, for the look only."""
    async with open_runtime(settings) as runtime:
        code, transaction = runtime.town.find_unit(unit), runtime.transactions.writing()
        async with trial(transaction) if look else transaction as store:
            await ensure_current(store, runtime.town, code, runtime.clock.now())
            yield runtime.work(store, code)


@rounds.command("settle")
@click.argument("unit")
@click.argument("round_", metavar="ROUND")
@click.option("--dry-run", is_flag=True, help="只预览，不结算")
@yes_option
@command
async def settle_(settings: Settings, unit: str, round_: str, dry_run: bool, yes: bool) -> None:
    """结算并公示 UNIT 的 ROUND（如 2026-11、11月）；先打印预览。

    还没过完的轮次不能在这里结算：请管理专员在群里发 /jie，由另一位考核人员确认。
    """
    async with _opened(settings, unit, look=True) as work:
        found = await _find(work, round_)
        await _check_settled_here(work, found, dry_run=dry_run)
        policy = (await work.store.books.version(found.book_hash)).policy
        seen = wording.preview(await preview(work.store, found, work.now), policy)
        name, key = _name(work), found.period.key
    if dry_run:
        click.echo(seen)
        return
    confirm(f"结算并公示{name} {key}", yes, seen)
    async with _opened(settings, unit) as work:
        published = unwrap(await settle(work, None, await _find(work, round_)))
        texts = await announcements(work.store, published, _name(work), work.now)
        known = await announced_as(work.store, published)
        for number, text in enumerate(texts):
            await _tell_group(work, text, f"{known}:{number}")
    click.echo("\n\n".join([seen, *texts] if yes else texts))


async def _check_settled_here(work: Work, round_: Round, *, dry_run: bool) -> None:
    """Raises Refused (round-not-open, earlier-round-open, round-not-over, clock-jumped, settle-early-second)."""
    if dry_run and round_.state == "open":
        return
    await check_settleable(work.store, round_)
    if await needs_second(work.store, round_, work.now):
        raise Refused("settle-early-second", round=round_.period.key, after=round_.period.after)


@rounds.command("finalise")
@click.argument("unit")
@click.argument("round_", metavar="ROUND")
@yes_option
@command
async def finalise_(settings: Settings, unit: str, round_: str, yes: bool) -> None:
    """让公示期满的 ROUND 生效；已经生效的不变。"""
    async with _opened(settings, unit, look=True) as work:
        found = await _find(work, round_)
        await check_finalisable(work.store, found, work.now)
        name = _name(work)
    if found.state == "final":
        click.echo(wording.state(found))
        return
    confirm(f"让{name} {found.period.key} 生效", yes, wording.state(found))
    async with _opened(settings, unit) as work:
        final = unwrap(await finalise(work, await _find(work, round_)))
        ends = await ending(work.store, work.unit, final.period.year, work.policy, work.now)
        text = wording.final(final, len(await work.store.scores.disputed(final.id)), ends)
        await _tell_group(work, text, f"final:{final.id}")
    click.echo(text)


@rounds.command("list")
@click.argument("unit")
@click.option("--year", help="看哪一年，默认今年")
@command
async def list_(settings: Settings, unit: str, year: str | None) -> None:
    """UNIT 各轮次的状态。"""
    async with _opened(settings, unit, look=True) as work:
        found = await work.store.rounds.of_year(work.unit, find_year(year, work.now.date()))
    rows = [["轮次", "状态", "何时生效"]]
    rows += [[one.period.key, _STATES[one.state], one.final_on.isoformat() if one.final_on else ""] for one in found]
    click.echo("\n".join(table(rows)))


_STATES = {"open": "记分中", "published": "公示中", "final": "已生效"}


@rounds.command("export")
@click.argument("unit")
@click.argument("key", metavar="ROUND|QUARTER")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@command
async def export(settings: Settings, unit: str, key: str, file: Path | None) -> None:
    """导出公示的 ROUND（如 2026-11），或 QUARTER（如 2026Q4）的汇总考评，和网页、公示栏上一样：公示期过了就没有姓名。

    写了 FILE（.csv 或 .xlsx）就存成文件，不写就在屏幕上打印 CSV。
    """
    async with open_runtime(settings) as runtime, runtime.transactions.reading() as store:
        work = runtime.work(store, runtime.town.find_unit(unit))
        title, columns = await _exported(work, key)
    if file is None:
        click.echo(as_csv(columns), nl=False)
        return
    write(file, {title: columns})
    click.echo(f"已写出{_name(work)}{title} {len(columns.rows)} 户：{file.name}")


async def _exported(work: Work, said: str) -> tuple[str, Columns]:
    """The title and the table of a round or a quarter. Raises Refused (bad-round, no-such-round, …)."""
    period = find_period(said, work.now.date())
    if "Q" not in period.key:
        found = await _find(work, said)
        seen = await round_board(work.store, found, work.today)
        if seen is None:
            raise Refused("nothing-published", unit=_name(work), round=found.period.key)
        return f"{found.period.key}公示", of_round(seen)
    quarter = await quarter_board(work.store, work.unit, period, work.now)
    if quarter is None:
        raise Refused("quarter-not-settled", unit=_name(work), quarter=period.key)
    seals = [await seal_of(work.store, round_.id) for round_ in quarter.summary.rounds]
    return f"{period.key}汇总考评", of_quarter(quarter, seals)


@rounds.command("excuse")
@click.argument("unit")
@click.argument("round_", metavar="ROUND")
@click.argument("household")
@click.argument("reason", required=False, default="")
@click.option("--long", "for_long", is_flag=True, help="长期：ROUND 和以后各轮都不参加，到恢复为止")
@click.option("--undo", is_flag=True, help="恢复考评")
@command
async def excuse_(
    settings: Settings, unit: str, round_: str, household: str, reason: str, for_long: bool, undo: bool
) -> None:
    """让一户（户码，或 3-12）不参加 ROUND 的考评，要写 REASON。"""
    async with _opened(settings, unit) as work:
        found = await _find(work, round_)
        home = await find_household(work.store, work.unit, household)
        if undo:
            from_, points = unwrap(await resume(work, None, found, home))
            text = wording.included(from_, home, points)
        elif for_long:
            unwrap(await rest(work, None, found, home, reason))
            text = wording.excused_for_long(found, home, reason)
        else:
            unwrap(await excuse(work, None, found, home, reason))
            text = wording.excused(found, home, reason)
    click.echo(text)
