"""``jifen print``: posters, forms, passbooks and plates as PDF."""

from __future__ import annotations

from pathlib import Path

import click

from app.printing.document import Document, Order
from app.printing.documents import DOCUMENTS
from app.reports.files import write_new
from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command
from app.terminal.groups import NearestGroup
from app.terminal.today import open_today
from domain.model.errors import Refused
from paper.contact import Contact
from paper.typesetting import typeset

_BY_NAME = {name: one for one in DOCUMENTS for name in (one.name, one.chinese)}


class _Documents(NearestGroup):
    """A command for each document, by its English and its Chinese name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [one.chinese for one in DOCUMENTS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        document = _BY_NAME.get(cmd_name)
        return None if document is None else _command(document)


@click.group("print", cls=_Documents)
def print() -> None:  # noqa: A001 - the command's name
    """打印：公示表、存折、表格、门牌等，存成 PDF。"""


def _command(document: Document) -> click.Command:
    asked = [click.Argument([document.which])] if document.which else []

    @command
    async def run(settings: Settings, unit: str, file: Path, **which: str) -> None:
        await _print(settings, document, unit, next(iter(which.values()), ""), file)

    params: list[click.Parameter] = [click.Argument(["unit"]), *asked]
    params.append(click.Argument(["file"], type=click.Path(path_type=Path)))
    return click.Command(document.chinese, callback=run, params=params, help=f"{document.help}（{document.name}）。")


async def _print(settings: Settings, document: Document, said: str, which: str, file: Path) -> None:
    """Raises Refused (bad-file, and what the document raises)."""
    if file.suffix.lower() != ".pdf":
        raise Refused("bad-file", file=file.name, problem="文件名要以 .pdf 结尾")
    contact = Contact(settings.public_url, settings.twilio_from)
    async with open_runtime(settings) as runtime:
        now, unit = runtime.clock.now(), runtime.town.find_unit(said)
        await open_today(runtime, unit)
        async with runtime.transactions.reading() as store:
            sheet = await document.gather(Order(store, runtime.town, unit, which, now, contact))
    paper = typeset(sheet, now)
    write_new(file, paper.pdf)
    if paper.unprintable:
        click.echo(f"注意：这些字打不出来，请用笔补上：{'、'.join(paper.unprintable)}", err=True)
    click.echo(f"已写出{runtime.town.units[unit]}{document.chinese}：{file.name}")
