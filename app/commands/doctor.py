"""``jifen doctor``: is everything there that the product needs?"""

from __future__ import annotations

import click

from app.doctor import EXAMINATIONS, Finding, Grade, Patient
from app.settings import Settings
from app.terminal.command import command

_COLOURS = {Grade.GOOD: "green", Grade.WRONG: "red", Grade.UNUSED: None}


@click.command()
@command
async def doctor(settings: Settings) -> None:
    """检查设置、细则、数据库、文件夹、聊天和短信是不是都好用。"""
    patient, wrong = Patient(settings), 0
    for examine in EXAMINATIONS:
        finding = await examine(patient)
        wrong += finding.mark is Grade.WRONG
        _show(finding)
    if wrong:
        click.echo(f"有 {wrong} 处要处理。", err=True)
        raise SystemExit(1)


def _show(finding: Finding) -> None:
    click.echo(click.style(finding.line(), fg=_COLOURS[finding.mark]))
