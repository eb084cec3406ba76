"""Households that are kin of each other, in both directions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storage import digests
from storage.database import Connection


@dataclass(frozen=True, slots=True)
class SqlKin:
    """Who is kin of whom, and who is so only as long as a household has joined another."""

    connection: Connection

    async def of_unit(self, unit: str) -> dict[int, set[int]]:
        """The kin of every household of the unit, by household id."""
        rows = await self.connection.fetch(
            "SELECT k.household_id, k.kin_id FROM kin k JOIN households h ON h.id = k.household_id"
            " WHERE h.unit_code = $1",
            unit,
        )
        kin: dict[int, set[int]] = {}
        for row in rows:
            kin.setdefault(row["household_id"], set()).add(row["kin_id"])
        return kin

    async def replace(self, kin: Mapping[int, frozenset[int]]) -> None:
        """Replace these households' kin, by id; kinship holds in both directions. Kin who have left stay kin."""
        here = "SELECT h.id FROM households h WHERE h.left_on IS NULL"
        gone: set[int] = set()
        for home in kin:
            former = f"SELECT kin_id FROM kin WHERE household_id = $1 AND kin_id IN ({here})"
            gone |= {row["kin_id"] for row in await self.connection.fetch(former, home)}
        await self.connection.execute_many(
            f"DELETE FROM kin WHERE (household_id = $1 AND kin_id IN ({here}))"
            f" OR (kin_id = $1 AND household_id IN ({here}))",
            [(home,) for home in kin],
        )
        await self.add(
            [pair for home, others in kin.items() for other in others for pair in ((home, other), (other, home))]
        )
        await digests.note(self.connection, "kin", sorted(gone | kin.keys()))

    async def add(self, pairs: Iterable[tuple[int, int]], joined: int | None = None) -> None:
        """These households are kin, each pair in both directions; ``joined``: for that one's joining another."""
        found = sorted(set(pairs))
        await self.connection.execute_many(
            "INSERT INTO kin (household_id, kin_id, joined_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            [(*pair, joined) for pair in found],
        )
        await digests.note(self.connection, "kin", list(dict.fromkeys(one for one, _ in found)))

    async def part(self, joined: int) -> None:
        """Who is kin only because that household joined another is kin no more."""
        parted = await self.connection.fetch("DELETE FROM kin WHERE joined_id = $1 RETURNING household_id", joined)
        await digests.note(self.connection, "kin", sorted({row["household_id"] for row in parted}))
