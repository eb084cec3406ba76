"""Reading a unit's entries, each row once, for everything that an audit asks of them.

An audit reads millions: as tuples, and with the digests of all at once, they take half of the time that they took as
the program's records beside a second reading for the digests.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from operator import itemgetter
from typing import Any, Final, NamedTuple

from storage.cipher import MARK, Cipher
from storage.database import Connection
from storage.digests import as_json, digest_of_line
from storage.entry_rows import source
from storage.instants import from_ms
from storage.watched import WATCHED


class EntryRow(NamedTuple):
    """An entry as it is stored: the instant in milliseconds, the day an ISO date.

    ``reversed_by`` is the number of the reversal that cancels it, if there is one.
    """

    id: int
    household_id: int
    round_id: int
    item: str
    points: int
    at_ms: int
    day: str
    officer_id: int | None
    officer_name: str
    source: str
    reason: str
    reverses: int | None
    reversed_by: int | None

    @property
    def live(self) -> bool:
        """Whether it counts: neither a reversal nor reversed."""
        return self.reverses is None and self.reversed_by is None


def cells(*columns: str) -> Callable[[EntryRow], tuple[Any, ...]]:
    """What stands in these columns, two or more: by their places, which takes half as long as by their names."""
    return itemgetter(*map(EntryRow._fields.index, columns))


@dataclass(frozen=True, slots=True)
class UnitEntries:
    """A unit's entries by number, in that order, and how many of them stand as the program wrote them."""

    rows: dict[int, EntryRow]
    intact: int


_WATCHED: Final = WATCHED["entries"].columns
_READ: Final = ("id", *_WATCHED, "reversed_by", "digest")
_OF_UNIT: Final = (
    f"SELECT e.id, {', '.join(f'e.{column}' for column in _WATCHED)}, r.id AS reversed_by, d.digest FROM entries e"
    " LEFT JOIN entries r ON r.reverses = e.id"
    " LEFT JOIN digests d ON d.subject = 'entries:' || CAST(e.id AS TEXT)"
    " WHERE e.round_id IN (SELECT o.id FROM rounds o WHERE o.unit_code = $1) ORDER BY e.id"
)
_ID, _DIGEST, _DIGESTED = 0, len(_READ) - 1, slice(1, 1 + len(_WATCHED))
"""Where these stand in a row that was read."""
_kept: Final = itemgetter(*map(_READ.index, EntryRow._fields))
_number: Final = itemgetter(0)
_TOGETHER: Final = 500
"""Rows whose digests are computed together: more take no less time, and more memory."""


async def entries_of_unit(connection: Connection, unit: str, timezone: tzinfo) -> UnitEntries:
    """Every entry in a round of that unit. Raises ValueError or OverflowError where a day or an instant is none."""
    found = await connection.stored.fetch(_OF_UNIT, unit)
    rows, intact = dict[int, EntryRow](), set[int]()
    for start in range(0, len(found), _TOGETHER):
        page: Sequence[Any] = found[start : start + _TOGETHER]
        lines = as_json([row[_DIGESTED] for row in page])
        intact.update(row[_ID] for row, line in zip(page, lines, strict=True) if digest_of_line(line) == row[_DIGEST])
        entries = _shown(connection.cipher, [*map(EntryRow._make, map(_kept, page))], lines)
        rows.update(zip(map(_number, entries), entries, strict=True))
    _read(rows.values(), timezone)
    return UnitEntries(rows, len(intact))


async def stored_entries(connection: Connection) -> int:
    """How many there are, of whatever unit."""
    (row,) = await connection.stored.fetch("SELECT COUNT(*) AS many FROM entries")
    many: int = row["many"]
    return many


def _shown(cipher: Cipher | None, rows: Sequence[EntryRow], lines: Iterable[str]) -> list[EntryRow]:
    """The same with telephone numbers in the place of their tokens."""
    if cipher is None:
        return list(rows)
    return [
        row if MARK not in line else EntryRow._make(cipher.show(each) if type(each) is str else each for each in row)
        for row, line in zip(rows, lines, strict=True)
    ]


def _read(rows: Collection[EntryRow], timezone: tzinfo) -> None:
    """What most rows have in common is read once, and of the instants the first and the last."""
    for day in sorted({row.day for row in rows}):
        date.fromisoformat(day)
    for came in {row.source for row in rows}:
        source(came)
    instants = [row.at_ms for row in rows]
    for at in (min(instants, default=0), max(instants, default=0)):
        from_ms(at, timezone)
