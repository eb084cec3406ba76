"""``jifen doctor``: is everything there that the product needs?"""

from __future__ import annotations

import click

from app.commands.common import command
from app.doctor import EXAMINATIONS, Finding, Mark
from app.settings import Settings

_COLOURS = {Mark.GOOD: "green", Mark.WRONG: "red", Mark.UNUSED: None}


@click.command()
@command
async def doctor(settings: Settings) -> None:
    """检查设置、细则、数据库、文件夹、聊天和短信是不是都好用。"""
    wrong = 0
    for examine in EXAMINATIONS:
        finding = await examine(settings)
        wrong += finding.mark is Mark.WRONG
        _show(finding)
    if wrong:
        click.echo(f"有 {wrong} 处要处理。", err=True)
        raise SystemExit(1)


def _show(finding: Finding) -> None:
    click.echo(click.style(finding.line(), fg=_COLOURS[finding.mark]))
