"""A household's card 查询: this round by item, the year, the rank, and the last entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.ledger.caps import taken_before, taken_in
from domain.ledger.lapsing import LeftOver, left_over
from domain.ledger.rounds import ensure_current
from domain.model.entry import Entry
from domain.model.people import Household
from domain.model.rulebook import Rulebook
from domain.model.standing import Standing
from domain.ports.store import Store
from domain.ports.town import Town
from domain.scoring.score import RoundScore, counted, live_points, score

LAST_ENTRIES = 5


@dataclass(frozen=True, slots=True)
class CardEntry:
    """An entry with the points that it counted, by the book of its round."""

    entry: Entry
    counted: int
    book: Rulebook


@dataclass(frozen=True, slots=True)
class Card:
    """Everything an officer wants to know of a household at a glance.

    ``score`` is None when it is excused; ``left_over``: what is left of last year in its days of grace.
    """

    standing: Standing
    book: Rulebook
    score: RoundScore | None
    changes: tuple[CardEntry, ...]
    left_over: LeftOver | None


async def card(store: Store, town: Town, household: Household, now: datetime) -> Card:
    """Read a household's card as of now."""
    round_ = await ensure_current(store, town, household.unit, now)
    book = await store.books.version(round_.book_hash)
    await store.prefetch.card(household, round_, LAST_ENTRIES)
    standing = await store.standings.of_household(household, round_.period.year)
    entries = await store.ledger.of_round(household.id, round_.id)
    taken = await taken_before(store, household, round_, book)
    round_score = score(book, live_points(entries), taken) if standing.current_score is not None else None
    left = await left_over(store, town.current(household.unit).book.policy, household, now)
    return Card(standing, book, round_score, tuple(await changes(store, household, LAST_ENTRIES)), left)


async def changes(store: Store, household: Household, limit: int) -> Sequence[CardEntry]:
    """The household's last entries, newest first, each with what it counted."""
    recent = [
        (round_, await store.books.version(round_.book_hash), entries)
        for round_, entries in await store.ledger.recent(household.id, limit)
    ]
    taken = await taken_in(store, household, [(round_, book) for round_, book, _ in recent])
    found = [
        CardEntry(entry, moved[entry.id], book)
        for round_, book, entries in recent
        for moved in [counted(book, entries, taken[round_.id])]
        for entry in entries
    ]
    return sorted(found, key=lambda one: -one.entry.id)[:limit]
