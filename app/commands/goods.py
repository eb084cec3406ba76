"""``jifen goods``: what a village gives for points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from app.reports.formats import Cell, Columns
from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command
from app.terminal.groups import NearestGroup
from app.terminal.showing import Output, formatted, show
from domain.model.goods import Goods

_PER = {"quarter": "每季", "year": "每年"}


@click.group(cls=NearestGroup)
def goods() -> None:
    """兑换物品。"""


@goods.command("list")
@click.argument("unit")
@formatted
@command
async def list_(settings: Settings, unit: str, out: Output) -> None:
    """UNIT（单位代码或村名）的兑换物品：分值、库存、预留、领走。"""
    async with open_runtime(settings) as runtime, runtime.transactions.reading() as store:
        found = await store.inventory.of_unit(runtime.town.find_unit(unit))
    show(out, "兑换物品", found, _record, _columns)


def _record(one: Goods) -> Mapping[str, object]:
    return {
        "number": one.number,
        "name": one.name,
        "price": one.price,
        "stock": one.stock,
        "held": one.held,
        "collected": one.collected,
        "limit": one.most,
        "per": one.per,
        "offered": one.offered,
    }


def _columns(found: Sequence[Goods]) -> Columns:
    headings = ["编号", "物品", "分", "库存", "预留", "领走", "每户限", "状态"]
    return Columns(headings, [_cells(one) for one in found], {0, 2, 3, 4, 5})


def _cells(one: Goods) -> list[Cell]:
    limit = f"{_PER[one.per]} {one.most}" if one.per else None
    state = "在兑" if one.offered else "停兑"
    return [one.number, one.name, one.price, one.stock, one.held, one.collected, limit, state]
