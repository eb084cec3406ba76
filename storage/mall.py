"""Goods and their stock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.model.goods import Goods, Move, MoveKind, StockProposal
from storage import digests
from storage.database import Connection, Row
from storage.instants import to_ms

_GOODS = "SELECT id, unit_code, number, name, price, stock, held, collected, most, per, offered FROM goods"
_EFFECTS: Mapping[MoveKind, tuple[int, int, int]] = {
    MoveKind.ADD: (1, 0, 0),
    MoveKind.CORRECT: (1, 0, 0),
    MoveKind.HOLD: (-1, 1, 0),
    MoveKind.RELEASE: (1, -1, 0),
    MoveKind.COLLECT: (0, -1, 1),
}
"""What one unit of a move does to the stock, to what is held, and to what was collected."""


@dataclass(frozen=True, slots=True)
class SqlInventory:
    """``domain.ports.goods.Inventory`` on SQL."""

    connection: Connection

    async def add(self, unit: str, name: str, price: int) -> Goods | None:
        """New goods with the unit's next number and nothing in stock; None when the unit has goods of that name."""
        await self.connection.fetch(f"SELECT code FROM units WHERE code = $1{self._lock}", unit)
        rows = await self.connection.fetch(
            "INSERT INTO goods (unit_code, number, name, price)"
            " SELECT CAST($1 AS TEXT), COALESCE(MAX(number), 0) + 1, CAST($2 AS TEXT), CAST($3 AS BIGINT)"
            " FROM goods WHERE unit_code = $1 ON CONFLICT DO NOTHING RETURNING id",
            unit,
            name,
            price,
        )
        await digests.note(self.connection, "goods", [row["id"] for row in rows])
        return await self.get(rows[0]["id"]) if rows else None

    async def of_unit(self, unit: str) -> Sequence[Goods]:
        """The unit's goods by number."""
        rows = await self.connection.fetch(f"{_GOODS} WHERE unit_code = $1 ORDER BY number", unit)
        return [_goods(row) for row in rows]

    async def get(self, goods_id: int) -> Goods:
        """The goods with that id."""
        (row,) = await self.connection.fetch(f"{_GOODS} WHERE id = $1", goods_id)
        return _goods(row)

    async def lock(self, goods_id: int) -> Goods:
        """The same, and nobody else moves them until commit."""
        (row,) = await self.connection.fetch(f"{_GOODS} WHERE id = $1{self._lock}", goods_id)
        return _goods(row)

    async def change(self, goods: Goods) -> None:
        """Store price, limit and whether they are offered; never the stock."""
        await self.connection.execute(
            "UPDATE goods SET price = $1, most = $2, per = $3, offered = $4 WHERE id = $5",
            goods.price,
            goods.most,
            goods.per,
            int(goods.offered),
            goods.id,
        )
        await digests.note(self.connection, "goods", [goods.id])

    async def move(self, move: Move, now: datetime) -> bool:
        """Move units and note it; False, and nothing moved, when there are too few or goods are not offered."""
        stock, held, collected = (effect * move.quantity for effect in _EFFECTS[move.kind])
        offered = " AND offered = 1" if move.kind is MoveKind.HOLD else ""
        moved = await self.connection.fetch(
            "UPDATE goods SET stock = stock + $1, held = held + $2, collected = collected + $3"
            f" WHERE id = $4 AND stock + $1 >= 0 AND held + $2 >= 0{offered} RETURNING id",
            stock,
            held,
            collected,
            move.goods_id,
        )
        if not moved:
            return False
        (movement,) = await self.connection.fetch(
            "INSERT INTO stock_movements"
            " (goods_id, kind, quantity, reason, officer_id, confirmed_by, redemption_id, at_ms, key)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
            move.goods_id,
            move.kind.value,
            move.quantity,
            move.reason,
            move.officer_id,
            move.confirmed_by,
            move.redemption_id,
            to_ms(now),
            move.key,
        )
        await digests.note(self.connection, "stock_movements", [movement["id"]])
        return True

    async def added(self, goods_id: int, quantity: int, officer_id: int, first: datetime, last: datetime) -> int | None:
        """The number of the last addition of so many by that officer from ``first`` to ``last``, if there was one."""
        (row,) = await self.connection.fetch(
            "SELECT MAX(id) AS last FROM stock_movements WHERE goods_id = $1 AND kind = 'add' AND quantity = $2"
            " AND officer_id = $3 AND at_ms BETWEEN $4 AND $5",
            goods_id,
            quantity,
            officer_id,
            to_ms(first),
            to_ms(last),
        )
        number: int | None = row["last"]
        return number

    async def corrected_alone(self, goods_id: int, since: datetime) -> int:
        """By how many pieces the stock was corrected since then, up and down, without a second officer."""
        (row,) = await self.connection.fetch(
            "SELECT CAST(COALESCE(SUM(ABS(quantity)), 0) AS BIGINT) AS pieces FROM stock_movements"
            " WHERE goods_id = $1 AND kind = 'correct' AND confirmed_by IS NULL AND at_ms >= $2",
            goods_id,
            to_ms(since),
        )
        pieces: int = row["pieces"]
        return pieces

    async def propose(self, goods_id: int, quantity: int, reason: str, officer_id: int, now: datetime) -> int:
        """Keep a correction that needs a second officer; its number."""
        (row,) = await self.connection.fetch(
            "INSERT INTO stock_proposals (goods_id, quantity, reason, officer_id, made_ms)"
            " VALUES ($1, $2, $3, $4, $5) RETURNING id",
            goods_id,
            quantity,
            reason,
            officer_id,
            to_ms(now),
        )
        number: int = row["id"]
        await digests.note(self.connection, "stock_proposals", [number])
        return number

    async def proposal(self, number: int) -> StockProposal | None:
        """The proposal with that number, if it is the last one about its goods."""
        rows = await self.connection.fetch(
            "SELECT id, goods_id, quantity, reason, officer_id, done_ms FROM stock_proposals p WHERE id = $1"
            " AND NOT EXISTS (SELECT 1 FROM stock_proposals n WHERE n.goods_id = p.goods_id AND n.id > p.id)",
            number,
        )
        if not rows:
            return None
        row = rows[0]
        return StockProposal(
            row["id"], row["goods_id"], row["quantity"], row["reason"], row["officer_id"], row["done_ms"] is not None
        )

    async def finish(self, number: int, now: datetime) -> bool:
        """Mark a proposal done; False when it was already."""
        done = await self.connection.fetch(
            "UPDATE stock_proposals SET done_ms = $1 WHERE id = $2 AND done_ms IS NULL RETURNING id",
            to_ms(now),
            number,
        )
        await digests.note(self.connection, "stock_proposals", [row["id"] for row in done])
        return bool(done)

    @property
    def _lock(self) -> str:
        return " FOR UPDATE" if self.connection.dialect == "postgres" else ""


def _goods(row: Row) -> Goods:
    return Goods(
        id=row["id"],
        unit=row["unit_code"],
        number=row["number"],
        name=row["name"],
        price=row["price"],
        stock=row["stock"],
        held=row["held"],
        collected=row["collected"],
        most=row["most"],
        per=row["per"],
        offered=bool(row["offered"]),
    )
