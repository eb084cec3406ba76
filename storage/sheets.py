"""What was taken in from sheets before, so that the same sheet again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, unquote

from storage.database import Connection

_AGAIN = "#"
_COLUMNS = "e.id, e.key, e.household_id, e.item, e.points, e.day, e.officer_id, r.id AS reversed_by"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """An entry that came from a sheet."""

    id: int
    household_id: int
    item: str
    points: int
    day: date
    live: bool
    officer_id: int | None


def sheet_key(round_id: int, household_id: int, item: str, day: str) -> str:
    """The key of the first entry from a paper sheet: one for a household, an item and the day written."""
    return f"sheet:{round_id}:{household_id}:{item}:{day}"


def record_key(unit: str, record: str) -> str:
    """The key of the first entry for a record of another platform, by the number that it has there."""
    return f"{_records(unit)}{quote(record, safe='')}"


def next_key(first: str, times: int) -> str:
    """The key of one more of that kind, ``times`` counting from 0: only when the earlier one was reversed."""
    return f"{first}{_AGAIN}{times + 1}" if times else first


async def sheet_entries(connection: Connection, round_id: int) -> dict[str, list[SheetEntry]]:
    """The entries of a round that came from paper sheets, oldest first, by the key of the first of their kind."""
    return await _found(connection, "e.round_id = $1 AND e.key LIKE 'sheet:%'", round_id)


async def record_entries(connection: Connection, unit: str) -> dict[str, list[SheetEntry]]:
    """The entries of a unit that came from another platform, oldest first, by the key of the first of their kind."""
    return await _found(connection, "e.key LIKE $1", f"{_records(unit)}%")


def record_of(first: str) -> str:
    """The number that the other platform has, from the key of the first of its entries."""
    return unquote(first.split(":", 2)[2])


def _records(unit: str) -> str:
    return f"record:{unit}:"


async def _found(connection: Connection, where: str, argument: object) -> dict[str, list[SheetEntry]]:
    rows = await connection.fetch(
        f"SELECT {_COLUMNS} FROM entries e LEFT JOIN entries r ON r.reverses = e.id WHERE {where} ORDER BY e.id",
        argument,
    )
    found: dict[str, list[SheetEntry]] = {}
    for row in rows:
        day = date.fromisoformat(row["day"])
        entry = SheetEntry(
            row["id"],
            row["household_id"],
            row["item"],
            row["points"],
            day,
            row["reversed_by"] is None,
            row["officer_id"],
        )
        found.setdefault(row["key"].split(_AGAIN)[0], []).append(entry)
    return found
