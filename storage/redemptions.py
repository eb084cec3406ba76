"""Redemptions: what is reserved, collected, given back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.model.redemption import Collector, NewRedemption, Redemption, RedemptionState, Used
from storage import digests
from storage.database import Connection, Row
from storage.instants import from_ms, to_ms

_REDEMPTION = """
SELECT r.id, r.household_id, r.goods_id, r.quantity, r.price, r.year, r.state, r.code, r.made_ms, r.expires_ms,
       r.ended_ms, r.collector
FROM redemptions r
"""
_OF_UNIT = "JOIN goods g ON g.id = r.goods_id WHERE g.unit_code = $1 AND r.state = 'reserved'"
_LIVE = "r.household_id = $1 AND r.state IN ('reserved', 'collected')"
_USED = f"""
SELECT (SELECT CAST(COALESCE(SUM(r.price * r.quantity), 0) AS BIGINT) FROM redemptions r
         WHERE {_LIVE} AND r.made_ms >= $2) AS points,
       (SELECT CAST(COALESCE(SUM(r.quantity), 0) AS BIGINT) FROM redemptions r
         WHERE {_LIVE} AND r.goods_id = $3 AND r.made_ms >= $4) AS pieces
"""


@dataclass(frozen=True, slots=True)
class SqlRedemptions:
    """``domain.ports.redemptions.Redemptions`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def open(self, new: NewRedemption, code: str) -> int | None:
        """Store one; its number, None when that code was ever given out."""
        rows = await self.connection.fetch(
            "INSERT INTO redemptions (household_id, goods_id, quantity, price, year, state, code, officer_id, phone,"
            " made_ms, expires_ms, key) VALUES ($1, $2, $3, $4, $5, 'reserved', $6, $7, $8, $9, $10, $11)"
            " ON CONFLICT (code) DO NOTHING RETURNING id",
            new.household_id,
            new.goods_id,
            new.quantity,
            new.price,
            new.year,
            code,
            new.officer_id,
            new.phone,
            to_ms(new.made),
            to_ms(new.expires),
            new.key,
        )
        await digests.note(self.connection, "redemptions", [row["id"] for row in rows])
        return rows[0]["id"] if rows else None

    async def get(self, number: int) -> Redemption | None:
        """The redemption with that number."""
        return next(iter(await self._select("WHERE r.id = $1", number)), None)

    async def by_code(self, code: str) -> Redemption | None:
        """The redemption with that pickup code."""
        return next(iter(await self._select("WHERE r.code = $1", code)), None)

    async def reserved(self, household_id: int) -> Sequence[Redemption]:
        """What waits for a household, by goods."""
        return await self._select(
            "WHERE r.household_id = $1 AND r.state = 'reserved' ORDER BY r.goods_id, r.id", household_id
        )

    async def lately(
        self, household_id: int, goods_id: int, quantity: int, officer_id: int, first: datetime, last: datetime
    ) -> int | None:
        """The last one like it that the officer made from ``first`` to ``last``, and that was not given back."""
        (row,) = await self.connection.fetch(
            f"SELECT MAX(r.id) AS last FROM redemptions r WHERE {_LIVE} AND r.goods_id = $2 AND r.quantity = $3"
            " AND r.officer_id = $4 AND r.made_ms BETWEEN $5 AND $6",
            household_id,
            goods_id,
            quantity,
            officer_id,
            to_ms(first),
            to_ms(last),
        )
        number: int | None = row["last"]
        return number

    async def waiting(self, unit: str) -> Sequence[Redemption]:
        """What waits in a unit, the first to expire first."""
        return await self._select(f"{_OF_UNIT} ORDER BY r.expires_ms, r.id", unit)

    async def made(self, unit: str, first: datetime, after: datetime) -> Sequence[Redemption]:
        """What was reserved in a unit in ``[first, after)``, whatever became of it, oldest first."""
        return await self._select(
            "JOIN goods g ON g.id = r.goods_id WHERE g.unit_code = $1 AND r.made_ms >= $2 AND r.made_ms < $3"
            " ORDER BY r.made_ms, r.id",
            unit,
            to_ms(first),
            to_ms(after),
        )

    async def of_household(self, household_id: int) -> Sequence[Redemption]:
        """Everything that a household ever reserved, oldest first."""
        return await self._select("WHERE household_id = $1 ORDER BY id", household_id)

    async def expired(self, unit: str, now: datetime) -> Sequence[Redemption]:
        """What waits in a unit for longer than it may, by household, year and goods."""
        order = "ORDER BY r.household_id, r.year, r.goods_id, r.id"
        return await self._select(f"{_OF_UNIT} AND r.expires_ms <= $2 {order}", unit, to_ms(now))

    async def end(
        self, number: int, state: RedemptionState, officer_id: int | None, collector: Collector | None, now: datetime
    ) -> bool:
        """reserved → ``state``; False when it had ended before."""
        ended = await self.connection.fetch(
            "UPDATE redemptions SET state = $1, ended_by = $2, collector = $3, ended_ms = $4"
            " WHERE id = $5 AND state = 'reserved' RETURNING id",
            state.value,
            officer_id,
            collector,
            to_ms(now),
            number,
        )
        await digests.note(self.connection, "redemptions", [row["id"] for row in ended])
        return bool(ended)

    async def used(self, household_id: int, quarter: datetime, goods_id: int, since: datetime) -> Used:
        """What was reserved or collected: points since ``quarter``, pieces of those goods since ``since``."""
        (row,) = await self.connection.fetch(_USED, household_id, to_ms(quarter), goods_id, to_ms(since))
        return Used(row["points"], row["pieces"])

    async def spent(self, unit: str, first: datetime, after: datetime) -> Mapping[int, int]:
        """Points of what was reserved in ``[first, after)`` and is waiting or collected, by household id."""
        rows = await self.connection.fetch(
            "SELECT r.household_id, CAST(SUM(r.price * r.quantity) AS BIGINT) AS points FROM redemptions r"
            " JOIN households h ON h.id = r.household_id WHERE h.unit_code = $1 AND r.made_ms >= $2 AND r.made_ms < $3"
            " AND r.state IN ('reserved', 'collected') GROUP BY r.household_id",
            unit,
            to_ms(first),
            to_ms(after),
        )
        return {row["household_id"]: row["points"] for row in rows}

    async def owed(self, unit: str, year: int) -> int:
        """Points of that year that the unit's households can spend, all together."""
        (row,) = await self.connection.fetch(
            "SELECT CAST(COALESCE(SUM(balance), 0) AS BIGINT) AS points FROM accounts"
            " WHERE unit_code = $1 AND year = $2 AND balance > 0 AND vetoes = 0"
            " AND household_id IN (SELECT id FROM households WHERE left_on IS NULL)",
            unit,
            year,
        )
        points: int = row["points"]
        return points

    async def _select(self, condition: str, *args: object) -> list[Redemption]:
        return [self._redemption(row) for row in await self.connection.fetch(f"{_REDEMPTION} {condition}", *args)]

    def _redemption(self, row: Row) -> Redemption:
        return Redemption(
            id=row["id"],
            household_id=row["household_id"],
            goods_id=row["goods_id"],
            quantity=row["quantity"],
            price=row["price"],
            year=row["year"],
            state=RedemptionState(row["state"]),
            code=row["code"],
            made=from_ms(row["made_ms"], self.timezone),
            expires=from_ms(row["expires_ms"], self.timezone),
            ended=None if row["ended_ms"] is None else from_ms(row["ended_ms"], self.timezone),
            collector=row["collector"],
        )
