"""``jifen rules``: a village's own rulebook, looked at before it counts."""

from __future__ import annotations

from pathlib import Path

import click

from app.reports.tried import Trial, Tried, try_book
from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command
from app.terminal.finding import find_year
from app.terminal.given import GIVEN
from app.terminal.groups import NearestGroup
from app.town import read_as
from domain.model.errors import Refused
from domain.model.rulebook import Rulebook
from rules.loader import BookSource, parse
from storage.ledger import SqlLedger
from text.columns import table


@click.group(cls=NearestGroup)
def rules() -> None:
    """村里自己的细则：先试算，再放进细则文件夹。"""


@rules.command("try")
@click.argument("unit")
@click.argument("file", type=GIVEN)
@click.option("--year", help="拿哪一年的记分试，默认今年")
@command
async def try_(settings: Settings, unit: str, file: Path, year: str | None) -> None:
    """检查 UNIT 的增减细则 FILE（.toml），并拿这一年已有的记分试算各户前后的分；什么也不改。"""
    text = _read(file)
    async with open_runtime(settings) as runtime, runtime.database.reading() as connection:
        code = runtime.town.find_unit(unit)
        book = parse(BookSource(runtime.town.current(code).town_text, text, str(settings.rulebook), str(file)), read_as)
        wanted = find_year(year, runtime.clock.now().date())
        ledger = SqlLedger(connection, settings.zone)
        trial = await try_book(runtime.transactions.store(connection), ledger, code, wanted, book)
    click.echo(_heading(book, trial, wanted))
    if trial.households:
        click.echo("\n".join(table(_rows(trial))))


def _read(file: Path) -> str:
    """The file's text, which says something. Raises Refused("bad-file")."""
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("bad-file", file=file.name, problem="不是 UTF-8 编码，请另存为 UTF-8") from None
    except OSError:
        raise Refused("bad-file", file=file.name, problem="这个文件读不了") from None
    if not text.strip():
        raise Refused("bad-file", file=file.name, problem="文件是空的")
    return text


def _heading(book: Rulebook, trial: Trial, year: int) -> str:
    moved = sum(one.before != one.after for one in trial.households.values())
    lost = "、".join(f"{code}（{many}户次）" for code, many in sorted(trial.unknown.items()))
    return "\n".join(
        [
            f"{book.name}：{len(book.items)} 项，满分 {book.total} 分，没有错。",
            f"拿 {year} 年 {trial.rounds} 轮试算：{len(trial.households)} 户里 {moved} 户的分会变。什么也没有改。",
            *([f"记过分、新细则里没有的项：{lost}"] if lost else []),
        ]
    )


def _rows(trial: Trial) -> list[list[str]]:
    def place(one: Tried) -> tuple[int, int]:
        return one.household.group, one.household.number

    rows = [["户", "户主", "现在", "试算", "相差"]]
    for one in sorted(trial.households.values(), key=place):
        name = f"{one.household.group}-{one.household.number}"
        rows.append([name, one.household.head, str(one.before), str(one.after), f"{one.after - one.before:+}"])
    return rows
