"""``jifen print``: posters, forms, passbooks and plates as PDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import click

from app.printing.document import Document
from app.printing.made import DOCUMENTS
from app.printing.printer import print_document
from app.printing.several import Done, print_each
from app.reports.files import write_new
from app.runtime import Runtime, open_runtime
from app.settings import Settings
from app.terminal.command import command, refuse
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
    """打印：公示表、存折、表格、门牌等，存成 PDF。

    UNIT 写单位的代码或名字，FILE 写 .pdf 文件。UNIT 写代码的开头（如 310116103）就打下面所有单位，
    一个单位一份，FILE 写文件夹。
    """


def _command(document: Document) -> click.Command:
    printable = document.printable
    asked = [click.Argument([_NAMES.get(printable.which, printable.which)])] if printable.which else []

    @command
    async def run(settings: Settings, unit: str, file: Path, **which: str) -> None:
        await _print(settings, document, unit, next(iter(which.values()), ""), file)

    params: list[click.Parameter] = [click.Argument(["unit"]), *asked]
    params.append(click.Argument(["file"], type=click.Path(path_type=Path)))
    return click.Command(printable.chinese, callback=run, params=params, help=f"{document.help}（{printable.name}）。")


async def _print(settings: Settings, document: Document, said: str, which: str, place: Path) -> None:
    """Raises Refused (bad-file, and what the document raises)."""
    async with open_runtime(settings) as runtime:
        units = runtime.town.find_units(said)
        a_file = place.suffix.lower() == ".pdf"
        if len(units) > 1:
            if a_file:
                problem = f"{said}有{len(units)}个单位，一个一份，请写一个文件夹的名字"
                raise Refused("bad-file", file=place.name, problem=problem)
            return _tell(runtime, document, await print_each(runtime, document, units, which, place))
        if not a_file:
            raise Refused("bad-file", file=place.name, problem="文件名要以 .pdf 结尾")
        paper = await print_document(runtime, document, units[0], which, links=True)
        write_new(place, paper.pdf)
        return _tell(runtime, document, [Done(units[0], place.name, paper.unprintable)])


def _tell(runtime: Runtime, document: Document, done: Sequence[Done]) -> None:
    """What was written, and for whom not: then the command has failed."""
    for one in done:
        unit = runtime.town.units[one.unit]
        if one.unprintable:
            of = f"{unit}：" if len(done) > 1 else ""
            click.echo(f"注意：{of}这些字打不出来，请用笔补上：{'、'.join(one.unprintable)}", err=True)
        if one.file:
            click.echo(f"已写出{unit}{document.printable.chinese}：{one.file}")
    refused: defaultdict[str, list[str]] = defaultdict(list)
    for one in done:
        if one.refused:
            refused[one.refused].append(runtime.town.units[one.unit])
    if refused:
        refuse("\n".join(_of(units, why) for why, units in refused.items()))


def _of(units: Sequence[str], why: str) -> str:
    """A sentence that names the units which it is about."""
    return why if any(unit in why for unit in units) else f"{'、'.join(units)}：{why}"
