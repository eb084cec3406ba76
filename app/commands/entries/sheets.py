"""``jifen entries template`` and ``jifen entries import``: a month's inspections on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from app.inspection import cells, layout
from app.inspection.about import SheetContext
from app.inspection.apply import take
from app.inspection.columns import by_columns
from app.inspection.layout import OFFICER, ROUND, UNIT
from app.inspection.listed import by_lines
from app.inspection.rows import read_rows
from app.inspection.sheet import InspectionSheet, read
from app.inspection.taken import Erased, SheetToApply, Taken
from app.inspection.template import csv_text, write
from app.inspection.title import read_title
from app.runtime import Runtime, open_runtime
from app.settings import Settings
from app.sheets.importing import of_file
from app.sheets.shapes.shape import by_name
from app.sheets.table import CellError
from app.terminal.command import command
from app.terminal.finding import find_period
from app.terminal.given import GIVEN
from app.terminal.trial import trial
from domain.entries.award import Recorded
from domain.ledger.rounds import ensure_current
from domain.model.calendar import Period, parse_round
from domain.model.errors import Refused
from domain.model.round import Round
from domain.ports.store import Store
from storage.sheets import SheetEntry, sheet_entries
from text.columns import table
from text.days import month_day


@click.command()
@click.argument("unit")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--round", "key", help="哪一轮，例如 2026-09；不写就是本轮")
@command
async def template(settings: Settings, unit: str, file: Path | None, key: str | None) -> None:
    """生成 UNIT 的空考核表 FILE（.xlsx 或 .csv），打印出来逐户填。

    UNIT 是单位代码或村名；不写 FILE 就输出 CSV。
    """
    async with open_runtime(settings) as runtime, trial(runtime.transactions.writing()) as store:
        code = runtime.town.find_unit(unit)
        round_ = await _round(runtime, store, code, _period(key, runtime.clock.now().date()) if key else None)
        book = await store.books.version(round_.book_hash)
        households = await store.roster.of_unit(code)
        rows = layout.template(runtime.town.units[code], book, round_.period, households)
    if file is None:
        click.echo(csv_text(rows), nl=False)
        return
    write(file, rows)
    click.echo(f"{runtime.town.units[code]} {round_.period.key} 考核表：{len(households)} 户，{len(book.items)} 项")


@click.command("import")
@click.argument("file", type=GIVEN)
@click.option("--unit", help="单位代码或村名；不写就看表头")
@click.option("--round", "key", help="哪一轮，例如 2026-09；不写就看表头")
@click.option("--officer", help="考核员姓名；表里每行另写的以表里为准")
@click.option("--again", is_flag=True, help="别人同一天记过的也再记")
@click.option("--dry-run", is_flag=True, help="只检查、列出会记什么，不存入")
@command
async def import_(
    settings: Settings,
    file: Path,
    unit: str | None,
    key: str | None,
    officer: str | None,
    again: bool,
    dry_run: bool,
) -> None:
    """从填好的考核表 FILE（CSV 或 XLSX）记一整轮的分；同一张表再导入什么也不变。

    一个 xlsx 里有几张表就都记，表名可以是日子或组，如 9月8日、3组。有一行不对就都不记，并逐行说明。
    空表用 jifen entries template 生成。
    """
    notes: list[str] = []
    options = {UNIT: unit or "", ROUND: key or "", OFFICER: officer or ""}
    async with open_runtime(settings) as runtime:
        book = _Book(read(file, by_name(runtime.town.units), notes), options, notes)
        with of_file(file):
            taken = await _take(runtime, book, again=again, dry_run=dry_run)
    for note in [*notes, *map(_erased, taken.erased)]:
        click.echo(f"注意：{note}", err=True)
    if dry_run and taken.recorded:
        click.echo("\n".join(table([_cells(done) for done in taken.recorded])))
    click.echo(_summary(taken, dry_run=dry_run))


@dataclass(frozen=True, slots=True)
class _Book:
    """The sheets of a file, what the command line says of them, and what is noted about them."""

    sheets: Sequence[InspectionSheet]
    options: dict[str, str]
    notes: list[str]


async def _take(runtime: Runtime, book: _Book, *, again: bool, dry_run: bool) -> Taken:
    """Take the sheets in, or try it out: then the transaction is rolled back."""
    transaction = runtime.database.transaction()
    async with trial(transaction) if dry_run else transaction as connection:
        store, now = runtime.transactions.store(connection), runtime.clock.now()
        sheets = [await _prepared(runtime, store, book, sheet, again=again) for sheet in book.sheets]
        before: dict[str, list[SheetEntry]] = {}
        for round_id in sorted({sheet.round.id for sheet in sheets}):
            before |= await sheet_entries(connection, round_id)
        return await take(store, runtime.town, sheets, before, now)


async def _prepared(
    runtime: Runtime, store: Store, book: _Book, sheet: InspectionSheet, *, again: bool
) -> SheetToApply:
    """A sheet with everything that it is about."""
    today, town = runtime.clock.now().date(), runtime.town
    title = read_title(sheet.title, town.units.values())
    about = SheetContext(sheet, title, book.options, book.sheets, book.notes)
    unit = about.one(UNIT, town.find_unit)
    key = about.one(ROUND, lambda said: _period(said, today).key)
    officer = about.officer()
    round_ = await _round(runtime, store, unit, parse_round(key))
    if round_.state != "open":
        raise Refused("round-closed", round=round_.period.key)
    rulebook = await store.books.version(round_.book_hash)
    layout = by_lines(sheet, rulebook) or by_columns(sheet, rulebook)
    if layout.unused:
        book.notes.append(f"{sheet.prefix}没有用到的列：{'、'.join(layout.unused)}")
    rows = read_rows(sheet, layout, round_.period, title)
    unmarked = [row for row in rows if row.reason and not row.marks]
    book.notes.extend(f"{row.at}只写了原因“{row.reason}”，没有写分，没有记" for row in unmarked)
    return SheetToApply(unit, round_, rows, officer, again, layout.items)


async def _round(runtime: Runtime, store: Store, unit: str, period: Period | None) -> Round:
    current = await ensure_current(store, runtime.town, unit, runtime.clock.now())
    if period is None:
        return current
    found = await store.rounds.find(unit, period.key)
    if found is None:
        raise Refused("no-such-round", unit=runtime.town.units[unit], round=period.key)
    return found


def _period(said: str, today: date) -> Period:
    """The round as a cell has it, or as people say it. Raises Refused("bad-round")."""
    try:
        return cells.round_period(said)
    except CellError:
        return find_period(said, today)


def _cells(done: Recorded) -> tuple[str, ...]:
    home, verb = done.household, "扣" if done.asked < 0 else "加"
    points = f"{verb}{abs(done.asked)}分，计{abs(done.counted)}分"
    return f"{home.group}-{home.number}", home.head, month_day(done.day), done.item.code, points


def _erased(one: Erased) -> str:
    """A mark that is gone from the sheet: what stands, and how it is taken back."""
    home, entry = one.household, one.entry
    mark = f"{entry.item} {month_day(entry.day)}{'扣' if entry.points < 0 else '加'} {abs(entry.points)} 分"
    return (
        f"{one.at}（{home.group}-{home.number}）上次导入过 {mark}（#{entry.id}），这次没有写；没有撤销，还算数。"
        f"要撤销请在群里发：/che #{entry.id} 原因"
    )


def _summary(taken: Taken, *, dry_run: bool) -> str:
    parts = [f"记分 {len(taken.recorded)} 条", f"新看过 {taken.reviewed} 户"]
    if taken.known:
        parts.append(f"以前导入过 {taken.known} 条")
    if taken.skipped:
        parts.append(f"没算看过 {taken.skipped} 户（考核员自己家、亲属或本轮不考评）")
    return "，".join(parts) + ("（试运行，没有存入）" if dry_run else "")
