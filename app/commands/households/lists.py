"""``jifen households list|export|template|show|file``: which households there are, and the sheet to fill in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from app.commands.households.words import find_one
from app.reports import roster as reports
from app.reports.files import write
from app.reports.formats import Columns, as_csv
from app.runtime import Runtime, open_runtime
from app.settings import Settings
from app.terminal.command import command
from app.terminal.showing import Output, formatted, show
from app.terminal.trial import trial
from app.town import LoadedTown
from bot import photo_folder
from bot.wording.household_file import card
from domain.households.file import household_file
from domain.model.people import Household
from domain.ports.store import Store
from storage.roster import SqlRoster

_TITLE = "名册"
_FILES = {".csv", ".xlsx"}


@click.command("list")
@click.argument("units", metavar="[UNIT…]", nargs=-1)
@click.option("--left", is_flag=True, help="看已经迁出的")
@formatted
@command
async def list_(settings: Settings, units: tuple[str, ...], left: bool, out: Output) -> None:
    """各户的户码、组号、户主；电话只露头尾。不写 UNIT（单位代码或村名）就是全镇。"""
    async with open_runtime(settings) as runtime:
        homes = await _homes(runtime, units, left=left)
    show(out, _TITLE, homes, reports.record, reports.columns)


@click.command("export")
@click.argument("words", metavar="[UNIT…] [FILE]", nargs=-1)
@command
async def export(settings: Settings, words: tuple[str, ...]) -> None:
    """把名册写进 FILE（.csv 或 .xlsx），改好可以再导入；不写 FILE 就在屏幕上打印 CSV。

    不写 UNIT（单位代码或村名）就是全镇。电话是全的，请保管好。
    """
    units, file = _file_last(words)
    async with open_runtime(settings) as runtime:
        homes = await _homes(runtime, units, left=False)
    _put(reports.sheet(homes), file, f"已写出名册 {len(homes)} 户")


@click.command("template")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@command
async def template(_: Settings, file: Path | None) -> None:
    """空白名册：列名和一行例子（填好后删掉例子那行）。写了 FILE（.csv 或 .xlsx）就存成文件。"""
    _put(reports.template(), file, "已写出空白名册")


@click.command("show")
@click.argument("words", metavar="[UNIT] HOUSEHOLD", nargs=-1, required=True)
@command
async def show_(settings: Settings, words: tuple[str, ...]) -> None:
    """一户（户码，或单位和 3-12）的档案；迁出的也看得到。"""
    async with open_runtime(settings) as runtime, trial(runtime.transactions.writing()) as store:
        household = await _only_one(store, runtime.town, words)
        file = await household_file(runtime.work(store, household.unit), household)
    click.echo(card(file, ()))


@click.command("file")
@click.argument("words", metavar="[UNIT] HOUSEHOLD", nargs=-1, required=True)
@command
async def file_(settings: Settings, words: tuple[str, ...]) -> None:
    """一户历年的整份档案：各轮、每一笔、账目、申报、异议、兑换、变动、照片在哪个文件；打印用 jifen print 户档案。"""
    # What sets paper takes its time to load, and only this needs it here.
    from app.printing.document import PrintOrder  # noqa: PLC0415
    from app.printing.made.household_file import file_of  # noqa: PLC0415
    from paper.contact import Contact  # noqa: PLC0415
    from paper.household_file import household_file_lines  # noqa: PLC0415

    async with open_runtime(settings) as runtime, trial(runtime.transactions.writing()) as store:
        household = await _only_one(store, runtime.town, words)
        contact = Contact(settings.public_url, None)
        order = PrintOrder(store, runtime.town, household.unit, household.code, runtime.clock.now(), contact)
        sheet = await file_of(order, household)
    click.echo("\n".join(household_file_lines(sheet, partial(photo_folder.place, settings.photo_folder))))


async def _only_one(store: Store, town: LoadedTown, words: tuple[str, ...]) -> Household:
    """The household that all the words mean. Raises Refused as ``find_one``, and click.UsageError for more words."""
    household, rest = await find_one(store, town, words, gone=True)
    if rest:
        raise click.UsageError(f"一次只看一户，后面的“{' '.join(rest)}”看不懂")
    return household


async def _homes(runtime: Runtime, units: tuple[str, ...], *, left: bool) -> list[reports.RosterLine]:
    codes = [runtime.town.find_unit(unit) for unit in units] or list(runtime.town.units)
    async with runtime.database.reading() as connection:
        roster, names = SqlRoster(connection), runtime.town.units
        return [home for code in codes for home in await reports.read_homes(roster, code, names[code], left=left)]


def _file_last(words: tuple[str, ...]) -> tuple[tuple[str, ...], Path | None]:
    if words and Path(words[-1]).suffix.lower() in _FILES:
        return words[:-1], Path(words[-1])
    return words, None


def _put(columns: Columns, file: Path | None, done: str) -> None:
    if file is None:
        click.echo(as_csv(columns), nl=False)
        return
    write(file, {_TITLE: columns})
    click.echo(f"{done}：{file.name}")
