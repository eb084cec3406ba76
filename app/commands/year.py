"""``jifen year``: closing a year, and its final ranking as a file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from app.reports.files import write
from app.reports.year_files import HonourLine, sheets
from app.runtime import Runtime, open_runtime
from app.settings import Settings
from app.terminal.command import command, confirm, refuse, yes_option
from app.terminal.finding import find_year
from app.terminal.groups import NearestGroup
from app.terminal.trial import trial
from app.wording import plain
from bot.outgoing import announcement
from bot.wording import year_end as wording
from domain.boundary import unwrap
from domain.model.errors import Refused
from domain.ports.store import Store
from domain.year.year_end import Closing, close, look, obstacle


@click.group(cls=NearestGroup)
def year() -> None:
    """年终：结清一年，导出最终排名、评先评优和福利优先名单。"""


@year.command("close")
@click.argument("said", metavar="YEAR")
@click.option("--dry-run", is_flag=True, help="只看会怎样，什么也不变")
@yes_option
@command
async def close_(settings: Settings, said: str, dry_run: bool, yes: bool) -> None:
    """结清各单位的 YEAR：冻结最终排名，没用完的积分按细则清零。

    一个单位一个单位地办；没结算完的单位会点名，不影响别的单位。再办一次什么也不变。
    """
    async with open_runtime(settings) as runtime:
        year_ = find_year(said, runtime.clock.now().date())
        seen = await _each_unit(runtime, year_, _preview)
        ready = [result for result in seen if result.fault is None and result.changes]
        if ready and not dry_run:
            lines = "\n".join(result.line for result in seen if result.line)
            confirm(f"结清 {year_} 年（{len(ready)} 个单位）", yes, lines)
        results = seen if dry_run else await _each_unit(runtime, year_, _close)
        names = runtime.town.units
    _tell(results)
    if not results:
        raise Refused("no-such-year", year=year_)
    faults = [_fault(result.fault, names) for result in results if result.fault]
    if faults:
        refuse("；".join(dict.fromkeys(faults)))


async def _each_unit(
    runtime: Runtime, year_: int, act: Callable[[Runtime, str, int], Awaitable[_Result]]
) -> list[_Result]:
    """What comes of it in each unit that has such a year."""
    results: list[_Result] = []
    for unit in runtime.town.units:
        try:
            results.append(await act(runtime, unit, year_))
        except Refused as refused:
            if refused.code != "no-such-year":
                results.append(_Result("", refused))
    return results


def _tell(results: Sequence[_Result]) -> None:
    for line in filter(None, [result.line for result in results]):
        click.echo(line)


@dataclass(frozen=True, slots=True)
class _Result:
    """What is said of one unit, and what keeps its year open."""

    line: str
    fault: Refused | None = None
    changes: bool = True
    """Whether anything is done, or would be."""


async def _preview(runtime: Runtime, unit: str, year_: int) -> _Result:
    """How a unit's year would end. Raises Refused."""
    now = runtime.clock.now()
    async with trial(runtime.transactions.writing()) as store:  # the months begun since are opened for the look only
        outlook = unwrap(await look(runtime.work(store, unit), year_))
    name, unspent = runtime.town.units[unit], wording.unspent(outlook, now)
    if outlook.closed is None:
        line = f"{wording.summary(outlook, name)}；{unspent}{wording.not_final(outlook)}"
    else:
        line = f"{wording.as_it_was(outlook, name)}，" + (unspent if outlook.closed.lapsed is None else "不会有变动")
    done = outlook.closed is not None and (outlook.closed.lapsed is not None or not outlook.lapses(now))
    return _Result(f"{line}（试运行）", obstacle(outlook, now), changes=not done)


async def _close(runtime: Runtime, unit: str, year_: int) -> _Result:
    """End a unit's year. Raises Refused."""
    async with runtime.transactions.writing() as store:
        closing = unwrap(await close(runtime.work(store, unit), year_))
        await _tell_group(runtime, store, unit, closing)
    name, outlook = runtime.town.units[unit], closing.outlook
    if closing.froze:
        return _Result(f"{wording.summary(outlook, name)}；{wording.fate(closing)}{wording.not_final(outlook)}")
    line = wording.as_it_was(outlook, name)
    return _Result(f"{line}；{wording.fate(closing)}" if closing.lapsed else f"{line}，没有变动。")


def _fault(refused: Refused, names: Mapping[str, str]) -> str:
    unit = str(refused.data.get("unit"))
    return f"{names[unit]}：{plain(refused)}" if unit in names else plain(refused)


async def _tell_group(runtime: Runtime, store: Store, unit: str, closing: Closing) -> None:
    if not (closing.froze or closing.lapsed):
        return
    chat = await store.listeners.address_of(unit)
    masks = runtime.town.current(unit).book.policy.mask_names
    text = wording.closed(closing, runtime.town.units[unit], masks=masks)
    await store.post.post(announcement(chat, text, wording.key(closing)), runtime.clock.now())


@year.command("export")
@click.argument("said", metavar="YEAR")
@click.argument("words", metavar="UNIT|--all FILE", nargs=-1)
@click.option("--all", "all_units", is_flag=True, help="全镇已结清的单位放在一个文件里")
@command
async def export(settings: Settings, said: str, words: tuple[str, ...], all_units: bool) -> None:
    """把 UNIT（或 --all）已结清的 YEAR 的最终排名和名单写进 FILE（.csv 或 .xlsx）。

    --all 时没结清的单位不在文件里：会点名，退出码是 1。
    """
    if len(words) != (1 if all_units else 2):
        raise click.UsageError("要写单位和文件名，或 --all 和文件名")
    file, unit = Path(words[-1]), None if all_units else words[0]
    async with open_runtime(settings) as runtime, runtime.transactions.reading() as store:
        year_ = find_year(said, runtime.clock.now().date())
        units = list(runtime.town.units) if unit is None else [runtime.town.find_unit(unit)]
        closed = [code for code in units if await store.years.find(code, year_)]
        if not closed:
            raise Refused("year-not-closed", year=year_)
        lines = [line for code in closed for line in await _lines(runtime, store, code, year_)]
        missing = [code for code in units if code not in closed]
        begun = [code for code in missing if await store.rounds.of_year(code, year_)]
        names = runtime.town.units
    write(file, sheets(lines))
    click.echo(_exported(lines, len(closed)))
    if never := [names[code] for code in missing if code not in begun]:
        click.echo(f"没有 {year_} 年的轮次，不在文件里：{'、'.join(never)}")
    if begun:
        why = plain(Refused("year-not-closed", year=year_))
        refuse(f"不在文件里：{'、'.join(names[code] for code in begun)}：{why}")


async def _lines(runtime: Runtime, store: Store, unit: str, year_: int) -> Sequence[HonourLine]:
    now = {one.household.id: (one.account.earned, one.rank) for one in await store.standings.of_unit(unit, year_)}
    name = runtime.town.units[unit]
    return [
        HonourLine(name, one, *now.get(one.household.id, (one.earned, one.rank)))
        for one in await store.years.honours(unit, year_)
    ]


def _exported(lines: Sequence[HonourLine], units: int) -> str:
    honoured, welfare = sum(one.honour.honoured for one in lines), sum(one.honour.welfare for one in lines)
    tied = sum(one.honour.honoured_tied or one.honour.welfare_tied for one in lines)
    waiting = f"，并列待评 {tied} 户" if tied else ""
    return f"已写出 {units} 个单位 {len(lines)} 户：评先评优 {honoured} 户，福利优先 {welfare} 户{waiting}"
