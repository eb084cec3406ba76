"""``jifen platform``: the town's environment platform 农村人居环境综合治理平台, its tables read and written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from app.inspection.taken import Taken
from app.kept_photos import KeptPhotos
from app.platform import column_map as maps
from app.platform.column_map import SAMPLE, read_map
from app.platform.export import Exported, Exporter
from app.platform.photos import NamedPhotos
from app.platform.records import read_records
from app.platform.taking import ToTake, take_records
from app.reports.entries import read_entries
from app.reports.files import write, write_new
from app.runtime import Runtime, open_runtime
from app.settings import Settings
from app.sheets.importing import of_file
from app.terminal.command import command
from app.terminal.finding import find_period
from app.terminal.given import GIVEN
from app.terminal.groups import NearestGroup
from app.terminal.trial import trial
from domain.model.errors import Refused
from storage.ledger import SqlLedger
from storage.sheets import record_entries, record_of

_NAMED = 10
_folder = click.option("--photos", type=click.Path(path_type=Path, file_okay=False), help="照片所在的文件夹")
_map = click.option("--map", "by", required=True, type=GIVEN, help="列名对照（.toml）")


@click.group(cls=NearestGroup)
def platform() -> None:
    """和镇农村人居环境综合治理平台互相导表：列名按对照文件，对照的样子用 jifen platform map 看。"""


@platform.command("map")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@command
async def map_(settings: Settings, file: Path | None) -> None:  # noqa: ARG001 - every command has settings
    """写出一份列名对照的样子 FILE（.toml），照着平台的表改；不写 FILE 就显示出来。"""
    if file is None:
        click.echo(SAMPLE.read_text("utf-8"), nl=False)
        return
    write_new(file, SAMPLE.read_bytes())
    click.echo(f"已写出 {file.name}，请照平台的表改好右边的列名")


@platform.command("import")
@click.argument("file", type=GIVEN)
@_map
@_folder
@click.option("--unit", help="单位代码或村名；平台的表里没有这一列时写")
@click.option("--officer", help="考核员姓名；平台的表里没有这一列时写")
@click.option("--again", is_flag=True, help="别人同一天记过的也再记")
@click.option("--dry-run", is_flag=True, help="只检查，不存入")
@command
async def import_(
    settings: Settings,
    file: Path,
    by: Path,
    photos: Path | None,
    unit: str | None,
    officer: str | None,
    again: bool,
    dry_run: bool,
) -> None:
    """从平台导出的表 FILE（CSV 或 XLSX）记分；有整改后照片的，扣分就算整改了。

    同一条再导入什么也不变。有一行不对就都不记，并逐行说明。
    """
    notes: list[str] = []
    column_map = read_map(by)
    async with open_runtime(settings) as runtime:
        kept = KeptPhotos(settings.photo_folder, settings.evidence_max_bytes)
        named = NamedPhotos(photos, kept.most_bytes, (lambda *_: None) if dry_run else kept.store)
        records = read_records(file, column_map, named, runtime.clock.now().date(), notes)
        wanted = ToTake(
            records, runtime.town.find_unit, column_map, unit or "", (officer or "").replace(" ", ""), again
        )
        with of_file(file):
            taken = await _take(runtime, wanted, dry_run=dry_run)
    notes += [f"#{number} 以前已经记过，照片没有加进去" for number in taken.unshown]
    for note in notes:
        click.echo(f"注意：{note}", err=True)
    click.echo(_summary(taken, dry_run=dry_run))


async def _take(runtime: Runtime, wanted: ToTake, *, dry_run: bool) -> Taken:
    """Take the records in, or try it out: then the transaction is rolled back."""
    transaction = runtime.database.transaction()
    async with trial(transaction) if dry_run else transaction as connection:
        work = runtime.work(runtime.transactions.store(connection), "")
        return await take_records(work, wanted, lambda unit: record_entries(connection, unit))


def _summary(taken: Taken, *, dry_run: bool) -> str:
    waiting = sum(done.points > 0 for done in taken.rectified)
    parts = [f"记分 {len(taken.recorded)} 条", f"整改 {len(taken.rectified)} 条"]
    if waiting:
        parts[-1] += f"（其中 {waiting} 条可退分，要另一位考核人员在群里点“确认退还”）"
    if taken.known:
        parts.append(f"以前导入过 {taken.known} 条")
    return "，".join(parts) + ("（试运行，没有存入）" if dry_run else "")


@platform.command("export")
@click.argument("unit")
@click.argument("file", type=click.Path(path_type=Path))
@_map
@_folder
@click.option("--round", "key", help="只要一轮，例如 2026-11")
@command
async def export(settings: Settings, unit: str, file: Path, by: Path, photos: Path | None, key: str | None) -> None:
    """把 UNIT 的记分写成平台的表 FILE（.csv 或 .xlsx），照片写进 --photos 的文件夹。撤销了的不导出。"""
    column_map = read_map(by)
    async with open_runtime(settings) as runtime:
        code = runtime.town.find_unit(unit)
        exported = await _export(runtime, code, key, maps.without_photos(column_map) if photos is None else column_map)
    write(file, {"积分": exported.columns})
    if photos is not None:
        _write_photos(settings, photos, exported)
    _note("对照里没有这一项，或是加回的分，没有导出", exported.left_out)
    _note("有照片没有留住、已删去或还在取，不在里面", exported.without_photo)
    click.echo(f"已写出{runtime.town.units[code]} {len(exported.columns.rows)} 条，照片 {len(exported.photos)} 张")


def _note(what: str, entries: Sequence[int]) -> None:
    if entries:
        numbers = "、".join(f"#{number}" for number in entries[:_NAMED])
        more = f" 等 {len(entries)} 条" if len(entries) > _NAMED else ""
        click.echo(f"注意：{what}：{numbers}{more}", err=True)


async def _export(runtime: Runtime, unit: str, key: str | None, by: maps.ColumnMap) -> Exported:
    async with runtime.database.reading() as connection:
        store = runtime.transactions.store(connection)
        ledger = SqlLedger(connection, runtime.settings.zone)
        lines = await read_entries(store, ledger, unit, None)
        if key is not None:
            wanted = find_period(key, runtime.clock.now().date()).key
            if await store.rounds.find(unit, wanted) is None:
                raise Refused("no-such-round", unit=runtime.town.units[unit], round=wanted)
            lines = [line for line in lines if line.round_key == wanted]
        rounds = {round_.id: round_ for round_ in await store.rounds.of_unit(unit)}
        books = {number: await store.books.version(round_.book_hash) for number, round_ in rounds.items()}
        before = await record_entries(connection, unit)
        records = {entry.id: record_of(first) for first, entries in before.items() for entry in entries}
        return await Exporter(store, by, runtime.town.units[unit], records).export(lines, books)


def _write_photos(settings: Settings, folder: Path, exported: Exported) -> None:
    from web.photos import as_jpeg  # noqa: PLC0415 - what reads pictures takes long to load

    kept = KeptPhotos(settings.photo_folder, settings.evidence_max_bytes)
    folder.mkdir(parents=True, exist_ok=True)
    for name, digest in exported.photos.items():
        content = kept.read(digest)
        if content is None:
            raise Refused("bad-file", file=name, problem="这张照片不在证据文件夹里了，请先运行 jifen audit")
        write_new(folder / name, as_jpeg(content))
