"""``jifen print``: posters, forms, passbooks and plates as PDF."""

from __future__ import annotations

from pathlib import Path

import click

from app.printing.document import Document
from app.printing.made import DOCUMENTS
from app.printing.printer import print_document
from app.reports.files import write_new
from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command
from app.terminal.groups import NearestGroup
from domain.model.errors import Refused

_BY_NAME = {name: one for one in DOCUMENTS for name in one.printable.spellings}


_NAMES = {"handover": "quarter", "announcement": "number"}
"""What stands for it in the usage line."""


class _Documents(NearestGroup):
    """A command for each document, by its English and its Chinese name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [one.printable.chinese for one in DOCUMENTS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        document = _BY_NAME.get(cmd_name)
        return None if document is None else _command(document)


@click.group("print", cls=_Documents)
def print() -> None:  # noqa: A001 - the command's name
    """打印：公示表、存折、表格、门牌等，存成 PDF。"""


def _command(document: Document) -> click.Command:
    printable = document.printable
    asked = [click.Argument([_NAMES.get(printable.which, printable.which)])] if printable.which else []

    @command
    async def run(settings: Settings, unit: str, file: Path, **which: str) -> None:
        await _print(settings, document, unit, next(iter(which.values()), ""), file)

    params: list[click.Parameter] = [click.Argument(["unit"]), *asked]
    params.append(click.Argument(["file"], type=click.Path(path_type=Path)))
    return click.Command(printable.chinese, callback=run, params=params, help=f"{document.help}（{printable.name}）。")


async def _print(settings: Settings, document: Document, said: str, which: str, file: Path) -> None:
    """Raises Refused (bad-file, and what the document raises)."""
    if file.suffix.lower() != ".pdf":
        raise Refused("bad-file", file=file.name, problem="文件名要以 .pdf 结尾")
    async with open_runtime(settings) as runtime:
        unit = runtime.town.find_unit(said)
        paper = await print_document(runtime, document, unit, which, links=True)
    write_new(file, paper.pdf)
    if paper.unprintable:
        click.echo(f"注意：这些字打不出来，请用笔补上：{'、'.join(paper.unprintable)}", err=True)
    click.echo(f"已写出{runtime.town.units[unit]}{document.printable.chinese}：{file.name}")
