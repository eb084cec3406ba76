"""The entries of a unit as a report: each with the points that it counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.ledger.caps import Caps
from domain.model.entry import Entry
from domain.model.people import Household
from domain.model.round import Round
from domain.ports.store import Store
from domain.scoring.score import counted, live_points
from storage.ledger import SqlLedger


@dataclass(frozen=True, slots=True)
class ReportedEntry:
    """One entry with its household, the key of its round, and how far it moved its item when it was recorded."""

    entry: Entry
    household: Household
    round_key: str
    counted: int


async def read_entries(store: Store, ledger: SqlLedger, unit: str, household: Household | None) -> list[ReportedEntry]:
    """The unit's entries, or one household's, oldest first."""
    entries = await ledger.of_unit(unit, household.id if household else None)
    homes = {home.id: home for home in ([household] if household else await store.roster.ever_of_unit(unit))}
    known = {round_.id: round_ for round_ in await store.rounds.of_unit(unit)}
    moved = await _counted(store, known.values(), entries)
    return [
        ReportedEntry(entry, homes[entry.household_id], known[entry.round_id].period.key, moved[entry.id])
        for entry in entries
    ]


async def _counted(store: Store, rounds: Iterable[Round], entries: Sequence[Entry]) -> dict[int, int]:
    """How far each entry moved its item, by entry number; ``rounds`` oldest first."""
    groups = by_round(entries)
    caps: defaultdict[tuple[int, int], Caps] = defaultdict(Caps)
    moved: dict[int, int] = {}
    for round_ in rounds:
        book, period = await store.books.version(round_.book_hash), round_.period
        scores = await store.scores.of_round(round_.id)
        for household, together in groups[round_.id].items():
            mine = caps[household, period.year]
            moved |= counted(book, together, mine.taken(book, period))
            if scores.get(household) is not None:
                mine.score(book, period, live_points(together))
    return moved


def by_round(entries: Sequence[Entry]) -> Mapping[int, Mapping[int, Sequence[Entry]]]:
    """Entries by round and household, each in the order given."""
    groups: defaultdict[int, defaultdict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        groups[entry.round_id][entry.household_id].append(entry)
    return groups
