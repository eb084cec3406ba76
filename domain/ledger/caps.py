"""Caps that hold for several rounds together: ``per = "quarter"`` and ``per = "year"`` of a rulebook's merits.

What a round counts of such an item is at most what earlier rounds of the same quarter or year have left of its cap.
A round from which the household is excused takes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.model.calendar import Period, quarter_of
from domain.model.entry import Entry
from domain.model.people import Household
from domain.model.round import HouseholdScore, Round
from domain.model.rulebook import CapPer, Rulebook
from domain.ports.store import Store
from domain.scoring.score import NOTHING, RoundScore, counted, score


@dataclass(frozen=True, slots=True)
class Caps:
    """What one household took of its merits so far; it is shown the rounds of a year one by one, oldest first."""

    _taken: defaultdict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def taken(self, book: Rulebook, period: Period) -> Mapping[str, int]:
        """What is gone of the shared caps before that round, by item."""
        if not book.shared:
            return NOTHING
        return {item.code: self._taken[_span(period, item.per), item.code] for item in book.shared}

    def take(self, book: Rulebook, period: Period, items: Mapping[str, int]) -> None:
        """That round has these scores."""
        for item in book.merits:
            if items[item.code]:
                for per in _PERS:
                    self._taken[_span(period, per), item.code] += items[item.code]

    def score(self, book: Rulebook, period: Period, points: Mapping[str, int]) -> RoundScore:
        """The next round's score."""
        result = score(book, points, self.taken(book, period))
        self.take(book, period, result.items)
        return result


_PERS: tuple[CapPer, ...] = ("quarter", "year")


def _span(period: Period, per: CapPer) -> str:
    """The key of the quarter or year in which a round lies."""
    return quarter_of(period.first).key if per == "quarter" else str(period.year)


@dataclass(frozen=True, slots=True)
class Derived:
    """One round of a household as its entries have it; ``score`` None = excused."""

    standing: HouseholdScore
    taken: Mapping[str, int]
    score: RoundScore | None


async def derive_year(store: Store, household: Household, year: int) -> list[Derived]:
    """The household's rounds of a year, recomputed from the entries, oldest first."""
    points = await store.ledger.live_points(household.unit, year, household.id)
    caps = Caps()
    rounds = []
    for standing in await store.scores.of_household(household.id, year):
        round_ = standing.round
        book = await store.books.version(round_.book_hash)
        taken = caps.taken(book, round_.period)
        mine = points.get((household.id, round_.id), NOTHING)
        rounds.append(
            Derived(standing, taken, None if standing.score is None else caps.score(book, round_.period, mine))
        )
    return rounds


async def taken_before(store: Store, household: Household, round_: Round, book: Rulebook) -> Mapping[str, int]:
    """What the household's earlier rounds took of the shared caps of this round's ``book``."""
    return (await taken_in(store, household, [(round_, book)]))[round_.id]


async def taken_in(
    store: Store, household: Household, rounds: Sequence[tuple[Round, Rulebook]]
) -> Mapping[int, Mapping[str, int]]:
    """The same of several rounds, by id."""
    years = sorted({round_.period.year for round_, book in rounds if book.shared})
    derived = {one.standing.round.id: one.taken for year in years for one in await derive_year(store, household, year)}
    return {round_.id: derived.get(round_.id, NOTHING) if book.shared else NOTHING for round_, book in rounds}


async def counted_in(store: Store, household: Household, round_: Round, entries: Sequence[Entry]) -> Mapping[int, int]:
    """How far each of the household's ``entries`` of a round, all of them, moved its item, by entry number."""
    book = await store.books.version(round_.book_hash)
    return counted(book, entries, await taken_before(store, household, round_, book))
