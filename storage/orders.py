"""What was asked for by text and waits for its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.model.order import NewOrder, Order
from storage import digests
from storage.database import Connection
from storage.instants import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class SqlOrders:
    """``domain.ports.orders.Orders`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def hold(self, phone: str) -> None:
        """Until commit nobody else orders or confirms anything from that phone."""
        if self.connection.dialect == "postgres":
            mine = "SELECT id FROM household_phones WHERE phone = $1 ORDER BY id FOR UPDATE"
            await self.connection.fetch(mine, phone)

    async def place(self, new: NewOrder) -> None:
        """Keep an order; it replaces the phone's open one."""
        replaced = await self.connection.fetch(
            "UPDATE orders SET closed_ms = $1 WHERE phone = $2 AND closed_ms IS NULL RETURNING id",
            to_ms(new.made),
            new.phone,
        )
        placed = await self.connection.fetch(
            "INSERT INTO orders (phone, household_id, goods_id, quantity, price, code, made_ms, expires_ms)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
            new.phone,
            new.household_id,
            new.goods_id,
            new.quantity,
            new.price,
            new.code,
            to_ms(new.made),
            to_ms(new.expires),
        )
        await digests.note(self.connection, "orders", [row["id"] for row in (*replaced, *placed)])

    async def latest(self, phone: str, since: datetime) -> Order | None:
        """The phone's last order since then."""
        rows = await self.connection.fetch(
            "SELECT id, household_id, goods_id, quantity, price, code, expires_ms, tries, closed_ms FROM orders"
            " WHERE phone = $1 AND made_ms >= $2 ORDER BY id DESC LIMIT 1",
            phone,
            to_ms(since),
        )
        if not rows:
            return None
        row = rows[0]
        return Order(
            id=row["id"],
            household_id=row["household_id"],
            goods_id=row["goods_id"],
            quantity=row["quantity"],
            price=row["price"],
            code=row["code"],
            expires=from_ms(row["expires_ms"], self.timezone),
            tries=row["tries"],
            open=row["closed_ms"] is None,
        )

    async def had(self, phone: str, code: str, since: datetime) -> bool:
        """Whether an order of that phone since then, closed by now, had that code."""
        return bool(
            await self.connection.fetch(
                "SELECT 1 AS had FROM orders WHERE phone = $1 AND made_ms >= $2 AND code = $3"
                " AND closed_ms IS NOT NULL LIMIT 1",
                phone,
                to_ms(since),
                code,
            )
        )

    async def misses(self, phone: str, since: datetime) -> int:
        """How many wrong codes that phone sent for what it ordered since then."""
        (row,) = await self.connection.fetch(
            "SELECT CAST(COALESCE(SUM(tries), 0) AS BIGINT) AS misses FROM orders WHERE phone = $1 AND made_ms >= $2",
            phone,
            to_ms(since),
        )
        misses: int = row["misses"]
        return misses

    async def miss(self, order_id: int) -> None:
        """Count a wrong code."""
        await self.connection.execute("UPDATE orders SET tries = tries + 1 WHERE id = $1", order_id)
        await digests.note(self.connection, "orders", [order_id])

    async def close(self, order_id: int, now: datetime) -> bool:
        """Close an order; False when it was already."""
        closed = await self.connection.fetch(
            "UPDATE orders SET closed_ms = $1 WHERE id = $2 AND closed_ms IS NULL RETURNING id", to_ms(now), order_id
        )
        if closed:
            await digests.note(self.connection, "orders", [order_id])
        return bool(closed)
