"""All scores of a unit in one query, for reports and for the audit."""

from __future__ import annotations

from collections.abc import Mapping

from storage.database import Connection


async def scores_of_unit(
    connection: Connection, unit: str, year: int | None = None
) -> Mapping[int, Mapping[int, int | None]]:
    """The stored score of every household by round id and household id, of one year or of all; None = excused."""
    of_year = "" if year is None else " AND o.year = $2"
    rows = await connection.fetch(
        "SELECT s.round_id, s.household_id, s.score FROM scores s JOIN rounds o ON o.id = s.round_id"
        f" WHERE o.unit_code = $1{of_year}",
        unit,
        *(() if year is None else (year,)),
    )
    scores: dict[int, dict[int, int | None]] = {}
    for row in rows:
        scores.setdefault(row["round_id"], {})[row["household_id"]] = row["score"]
    return scores
