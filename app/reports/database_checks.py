"""What holds in the whole database: no row names what is not there, and each is in the unit of its household."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.reports.deviation import Deviation
from storage.integrity import SqlIntegrity


async def database_holds(reads: SqlIntegrity, units: Mapping[str, str]) -> Sequence[Deviation]:
    """What dangles, what is in another unit than its household, who is kin one way only; ``units``: names by code."""
    dangling = [
        Deviation(f"表 {one.table} 第 {one.row} 行{_others(one.many)}指向的 {one.parent}", None, "有这一行")
        for one in await reads.dangling()
    ]
    strays = [
        Deviation(
            f"表 {one.table} 第 {one.row} 行的单位",
            units.get(one.stored, one.stored),
            units.get(one.wanted, one.wanted),
        )
        for one in await reads.strays()
    ]
    kin = [Deviation(f"户 {other} 的亲属户 {one}", None, "互为亲属") for one, other in await reads.one_sided_kin()]
    return [*dangling, *strays, *kin]


def _others(many: int) -> str:
    return f"等 {many} 行" if many > 1 else ""
