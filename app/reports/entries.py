"""The entries of a unit as a report: each with the points that it counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.entry import Entry
from domain.people import Household
from domain.ports import Store
from domain.scoring import counted
from storage.ledger import SqlLedger
from storage.rounds import SqlRounds


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry with its household, the key of its round, and how far it moved its item when it was recorded."""

    entry: Entry
    household: Household
    round_key: str
    counted: int


async def read_entries(
    store: Store, ledger: SqlLedger, rounds: SqlRounds, unit: str, household: Household | None
) -> list[EntryLine]:
    """The unit's entries, or one household's, oldest first."""
    entries = await ledger.of_unit(unit, household.id if household else None)
    homes = {home.id: home for home in ([household] if household else await store.roster.of_unit(unit))}
    known = {round_.id: round_ for round_ in await rounds.of_unit(unit)}
    books = {round_id: await store.rounds.book(round_.book_hash) for round_id, round_ in known.items()}
    moved: dict[int, int] = {}
    for (_, round_id), together in _by_score(entries).items():
        moved |= counted(books[round_id], together)
    return [
        EntryLine(entry, homes[entry.household_id], known[entry.round_id].period.key, moved[entry.id])
        for entry in entries
    ]


def _by_score(entries: Sequence[Entry]) -> Mapping[tuple[int, int], Sequence[Entry]]:
    """Entries by household and round, each in the order given."""
    groups: defaultdict[tuple[int, int], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.household_id, entry.round_id].append(entry)
    return groups
