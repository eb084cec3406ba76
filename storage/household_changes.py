"""The history of households' changes: only ever added to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo

from domain.model.change import Change, ChangeKind, NewChange
from storage import digests
from storage.database import Connection, Row
from storage.instants import from_ms, to_ms
from storage.roster import as_household
from text.phones import mask

_HISTORY = """
SELECT c.household_id AS of_household, c.sequence, c.kind, c.day, c.was, c.became, c.was_hash, c.reason, c.at_ms,
  c.other_id,
  f.name AS officer, s.name AS confirmer, h.id, h.code, h.unit_code, h.grp, h.number, h.head, h.left_on
FROM household_changes c
LEFT JOIN officers f ON f.id = c.officer_id LEFT JOIN officers s ON s.id = c.confirmed_by
LEFT JOIN households h ON h.id = c.other_id
"""


async def history(connection: Connection, household_id: int, timezone: tzinfo) -> Sequence[Change]:
    """The household's rows, oldest first."""
    rows = await connection.fetch(f"{_HISTORY} WHERE c.household_id = $1 ORDER BY c.sequence", household_id)
    return [_change(row, timezone) for row in rows]


async def histories(connection: Connection, unit: str, timezone: tzinfo) -> Mapping[int, Sequence[Change]]:
    """The same of every household of the unit that has any, by its id."""
    rows = await connection.fetch(
        f"{_HISTORY} WHERE c.household_id IN (SELECT id FROM households WHERE unit_code = $1) ORDER BY c.id", unit
    )
    found: dict[int, list[Change]] = {}
    for row in rows:
        found.setdefault(row["of_household"], []).append(_change(row, timezone))
    return found


async def note(connection: Connection, changes: Sequence[NewChange], now: datetime) -> None:
    """Append rows to the histories of their households, in the order given; of phones only what may be shown."""
    await connection.execute_many(
        "INSERT INTO household_changes"
        " (household_id, sequence, kind, day, was, became, reason, officer_id, confirmed_by, other_id, at_ms, was_hash)"
        " SELECT CAST($1 AS BIGINT), COALESCE(MAX(sequence), 0) + 1, CAST($2 AS TEXT), CAST($3 AS TEXT),"
        " CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS TEXT), CAST($7 AS BIGINT), CAST($8 AS BIGINT),"
        " CAST($9 AS BIGINT), CAST($10 AS BIGINT), CAST($11 AS TEXT) FROM household_changes WHERE household_id = $1",
        [
            (
                change.household_id,
                change.kind.value,
                change.day.isoformat(),
                _shown(change.kind, change.was),
                _shown(change.kind, change.became),
                change.reason,
                change.officer_id,
                change.confirmed_by,
                change.other_id,
                to_ms(now),
                _hash(connection, change),
            )
            for change in changes
        ],
    )
    await digests.note(connection, "household_changes", list(dict.fromkeys(one.household_id for one in changes)))


def _hash(connection: Connection, change: NewChange) -> str:
    cipher = connection.cipher
    if change.kind is not ChangeKind.PHONES or cipher is None:
        return ""
    return cipher.hash_of_numbers(change.household_id, change.was.split())


def _shown(kind: ChangeKind, text: str) -> str:
    return " ".join(map(mask, text.split())) if kind is ChangeKind.PHONES else text


def _change(row: Row, timezone: tzinfo) -> Change:
    return Change(
        household_id=row["of_household"],
        sequence=row["sequence"],
        kind=ChangeKind(row["kind"]),
        day=date.fromisoformat(row["day"]),
        was=row["was"],
        became=row["became"],
        reason=row["reason"],
        officer=row["officer"],
        confirmer=row["confirmer"],
        other=as_household(row) if row["other_id"] is not None else None,
        at=from_ms(row["at_ms"], timezone),
        was_hash=row["was_hash"],
    )
