"""Numbers that are set aside, as two texts running failed there for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from domain.model.notice import SetAside
from storage.database import Connection
from storage.instants import from_ms
from storage.number_failures import take_up
from storage.roster import HOUSEHOLD, as_household


@dataclass(frozen=True, slots=True)
class SqlFailingNumbers:
    """``domain.ports.notices.FailingNumbers``."""

    connection: Connection
    timezone: tzinfo

    async def set_aside(self, unit: str) -> Sequence[SetAside]:
        """The numbers of the unit's households that are set aside, by the household's place."""
        rows = await self.connection.fetch(
            f"SELECT {HOUSEHOLD}, f.phone, f.set_aside_ms FROM failing_numbers f"
            " JOIN household_phones p ON p.phone = f.phone JOIN households h ON h.id = p.household_id"
            " WHERE h.unit_code = $1 AND h.left_on IS NULL AND f.set_aside_ms IS NOT NULL"
            " ORDER BY h.grp, h.number, p.position",
            unit,
        )
        return [SetAside(as_household(row), row["phone"], from_ms(row["set_aside_ms"], self.timezone)) for row in rows]

    async def set_aside_of(self, household_id: int) -> frozenset[str]:
        """Those of one household."""
        rows = await self.connection.fetch(
            "SELECT p.phone FROM household_phones p JOIN failing_numbers f ON f.phone = p.phone"
            " WHERE p.household_id = $1 AND f.set_aside_ms IS NOT NULL",
            household_id,
        )
        return frozenset(row["phone"] for row in rows)

    async def take_up(self, phone: str) -> None:
        """Texts go there again: it was given anew, or it texted."""
        await take_up(self.connection, phone)
