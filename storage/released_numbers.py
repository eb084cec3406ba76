"""Numbers that no household has any more: whoever has the phone is told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from domain.model.notice import Released
from storage.database import Connection

_ON_THE_ROSTER: Final = (
    "SELECT p.phone FROM household_phones p JOIN households h ON h.id = p.household_id WHERE h.left_on IS NULL"
)


async def note_numbers_of(connection: Connection, households: Iterable[int]) -> None:
    """All numbers of these households are about to be replaced."""
    await connection.execute_many(
        "INSERT INTO released_numbers (phone, unit_code) SELECT p.phone, h.unit_code FROM household_phones p"
        " JOIN households h ON h.id = p.household_id WHERE p.household_id = $1 AND h.left_on IS NULL"
        " ON CONFLICT (phone) DO NOTHING",
        [(home,) for home in households],
    )


async def keep_those_given(connection: Connection) -> None:
    """What is on the roster now is not released."""
    await connection.execute(f"DELETE FROM released_numbers WHERE phone IN ({_ON_THE_ROSTER})")


@dataclass(frozen=True, slots=True)
class SqlReleasedNumbers:
    """``domain.ports.notices.ReleasedNumbers``."""

    connection: Connection

    async def take(self, unit: str) -> Sequence[Released]:
        """Those of the unit that are to be told, once; none that wants no texts or takes none."""
        rows = await self.connection.fetch(
            "SELECT id, phone FROM released_numbers WHERE unit_code = $1"
            " AND phone NOT IN (SELECT phone FROM optouts) AND phone NOT IN (SELECT phone FROM failing_numbers)"
            f" AND phone NOT IN ({_ON_THE_ROSTER}) ORDER BY id",
            unit,
        )
        await self.connection.execute("DELETE FROM released_numbers WHERE unit_code = $1", unit)
        return [Released(row["id"], row["phone"]) for row in rows]
