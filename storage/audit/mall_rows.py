"""Reading everything that an audit compares of the points mall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.database import Connection


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """Goods as they are stored."""

    id: int
    name: str
    stock: int
    held: int
    collected: int


@dataclass(frozen=True, slots=True)
class RedemptionRow:
    """A redemption as it is stored."""

    id: int
    household_id: int
    goods_id: int
    quantity: int
    price: int
    year: int
    state: str
    code: str
    ended_by: int | None


@dataclass(frozen=True, slots=True)
class MallRows:
    """One unit's mall: ``moved`` by goods and kind, ``steps`` by redemption and kind, ``postings`` by their key."""

    goods: Sequence[GoodsRow]
    redemptions: Sequence[RedemptionRow]
    moved: Mapping[int, Mapping[str, int]]
    steps: Mapping[int, Mapping[str, int]]
    postings: Mapping[str, tuple[int, int, int]]
    """Household, year and points of whatever was held and released."""


@dataclass(frozen=True, slots=True)
class SqlMallAudit:
    """Reads one unit's mall as it is stored."""

    connection: Connection

    async def of_unit(self, unit: str) -> MallRows:
        """Everything of that unit."""
        goods = await self.connection.fetch(
            "SELECT id, name, stock, held, collected FROM goods WHERE unit_code = $1 ORDER BY number", unit
        )
        redemptions = await self.connection.fetch(
            "SELECT r.id, r.household_id, r.goods_id, r.quantity, r.price, r.year, r.state, r.code, r.ended_by"
            " FROM redemptions r JOIN goods g ON g.id = r.goods_id WHERE g.unit_code = $1 ORDER BY r.id",
            unit,
        )
        moved, steps = await self._moves(unit)
        return MallRows(
            goods=[GoodsRow(**{name: row[name] for name in GoodsRow.__dataclass_fields__}) for row in goods],
            redemptions=[
                RedemptionRow(**{name: row[name] for name in RedemptionRow.__dataclass_fields__}) for row in redemptions
            ],
            moved=moved,
            steps=steps,
            postings=await self._postings(unit),
        )

    async def _moves(self, unit: str) -> tuple[Mapping[int, Mapping[str, int]], Mapping[int, Mapping[str, int]]]:
        rows = await self.connection.fetch(
            "SELECT m.goods_id, m.redemption_id, m.kind, m.quantity"
            " FROM stock_movements m JOIN goods g ON g.id = m.goods_id WHERE g.unit_code = $1",
            unit,
        )
        moved: defaultdict[int, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        steps: defaultdict[int, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        for row in rows:
            moved[row["goods_id"]][row["kind"]] += row["quantity"]
            if row["redemption_id"] is not None:
                steps[row["redemption_id"]][row["kind"]] += row["quantity"]
        return moved, steps

    async def _postings(self, unit: str) -> Mapping[str, tuple[int, int, int]]:
        rows = await self.connection.fetch(
            "SELECT p.key, p.household_id, p.year, p.points FROM postings p JOIN households h ON h.id = p.household_id"
            " WHERE h.unit_code = $1 AND p.kind IN ('hold', 'release') ORDER BY p.id",
            unit,
        )
        return {row["key"]: (row["household_id"], row["year"], row["points"]) for row in rows}
