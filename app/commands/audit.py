"""``jifen audit``: is every figure what the entries come to?"""

from __future__ import annotations

import sys
from datetime import tzinfo

import click

from app.audit.audit import Audited, audit_parts, parts_to_audit, seldom_collected
from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command
from storage.audit.rows import SqlAudit
from storage.database import Connection


@click.command()
@command
async def audit(settings: Settings) -> None:
    """从记分记录重算全部数字，和库里存的一一核对。"""
    async with open_runtime(settings) as runtime, runtime.database.reading(alone=True) as connection:
        await audit_aloud(connection, settings.zone)


async def audit_aloud(connection: Connection, timezone: tzinfo) -> None:
    """Audit, with a bar on a terminal, and print what was found. Raises SystemExit(1) where anything was."""
    units = len(await SqlAudit(connection).units())
    parts: list[Audited] = []
    bar_of = click.progressbar(
        length=parts_to_audit(units), label="核对", file=sys.stderr, hidden=not sys.stderr.isatty()
    )
    with seldom_collected(), bar_of as bar:
        async for part in audit_parts(connection, timezone):
            parts.append(part)
            bar.update(1)
    deviations = [deviation for part in parts for deviation in part.deviations]
    for deviation in deviations:
        click.echo(deviation.line())
    if deviations:
        click.echo(f"核对发现 {len(deviations)} 处不符。", err=True)
        raise SystemExit(1)
    click.echo(f"核对无误：{_counts(parts)}。")


def _counts(parts: list[Audited]) -> str:
    units, households = sum(part.units for part in parts), sum(part.households for part in parts)
    entries, scores = sum(part.entries for part in parts), sum(part.scores for part in parts)
    return f"{units} 个单位，{households} 户，{entries} 条记分，{scores} 个得分"
