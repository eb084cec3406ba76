"""``jifen rounds seal``: the seals of a round, for whoever wants to check them (docs/seals.md)."""

from __future__ import annotations

import click

from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command
from app.terminal.finding import find_period
from domain.model.errors import Refused
from domain.model.round import Round
from domain.model.seal import Seal
from domain.settlement.sealing import heading


@click.command("seal")
@click.argument("unit")
@click.argument("round_", metavar="ROUND")
@command
async def seal(settings: Settings, unit: str, round_: str) -> None:
    """UNIT 的 ROUND 的封条：公示时一张，公示后的更正在下一次公示时另封。"""
    async with open_runtime(settings) as runtime, runtime.transactions.reading() as store:
        key = find_period(round_, runtime.clock.now().date()).key
        code = runtime.town.find_unit(unit)
        found = await store.rounds.find(code, key)
        if found is None:
            raise Refused("no-such-round", unit=runtime.town.units[code], round=key)
        seals = await store.seals.of_round(found.id)
        if not seals:
            raise Refused("not-sealed", unit=runtime.town.units[code], round=key)
        unsealed = [entry.id for entry in await store.seals.unsealed(found)]
    for one in seals:
        click.echo("\n".join(_lines(found, one)))
    if unsealed:
        numbers = "、".join(f"#{number}" for number in unsealed)
        click.echo(f"公示后更正、还没封存：{numbers}（下一次公示时封存）")


def _lines(round_: Round, seal: Seal) -> list[str]:
    if seal.withdraws:
        covers = "撤回公示"
    else:
        covers = f"{seal.entries} 条记分" + (f"，到 #{seal.last_entry} 为止" if seal.entries else "")
    return [
        f"第 {seal.number} 号封条  {seal.at:%Y-%m-%d %H:%M}  {covers}",
        f"封条：{seal.hash}",
        f"首行：{heading(round_.unit, round_.period.key, seal.previous, withdraws=seal.withdraws)}",
    ]
