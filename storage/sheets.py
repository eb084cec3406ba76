"""What was taken in from paper sheets before, so that the same sheet again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from storage.database import Connection

_AGAIN = "#"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """An entry that came from a sheet."""

    id: int
    points: int
    live: bool


def sheet_key(round_id: int, household_id: int, item: str, day: str, times: int) -> str:
    """The key of an entry from a sheet: one for a household, an item and the day written; ``times`` counts from 0.

    Only when the earlier one was reversed there is a next one.
    """
    key = f"sheet:{round_id}:{household_id}:{item}:{day}"
    return f"{key}{_AGAIN}{times + 1}" if times else key


async def sheet_entries(connection: Connection, round_id: int) -> dict[str, list[SheetEntry]]:
    """The entries of a round that came from sheets, oldest first, by the key of the first of their kind."""
    rows = await connection.fetch(
        "SELECT e.id, e.key, e.points, r.id AS reversed_by FROM entries e LEFT JOIN entries r ON r.reverses = e.id"
        " WHERE e.round_id = $1 AND e.key LIKE 'sheet:%' ORDER BY e.id",
        round_id,
    )
    found: dict[str, list[SheetEntry]] = {}
    for row in rows:
        entry = SheetEntry(row["id"], row["points"], row["reversed_by"] is None)
        found.setdefault(row["key"].split(_AGAIN)[0], []).append(entry)
    return found
