"""A unit's scores, recomputed from its entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.ledger.caps import Caps
from domain.model.calendar import Period
from domain.model.rulebook import Rulebook
from domain.scoring.score import RoundScore, score, start_score
from storage.audit.entries import EntryRow, cells

Live = Sequence[tuple[str, int]]
"""Item and points of each live entry of a household in a round."""
LiveByPlace = Mapping[int, Mapping[int, Live]]
"""Those by round and household id; none where there are entries of which none is live."""
Scores = Mapping[int, Mapping[int, int | None]]
"""By round and household id; None = excused."""

_PLACED = cells("round_id", "household_id", "item", "points", "reverses", "reversed_by")


def live_by_place(entries: Iterable[EntryRow]) -> LiveByPlace:
    """What counts, by round and household."""
    placed: defaultdict[int, defaultdict[int, list[tuple[str, int]]]] = defaultdict(lambda: defaultdict(list))
    for round_id, household, item, points, reverses, reversed_by in map(_PLACED, entries):
        live = placed[round_id][household]
        if reverses is None and reversed_by is None:
            live.append((item, points))
    return placed


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The scores, and by round and household, for whoever has entries there, what was earned beyond the obligations."""

    scores: Scores
    merits: Mapping[int, Mapping[int, int]]


def recompute(rounds: Sequence[tuple[int, Period, Rulebook]], stored: Scores, live: LiveByPlace) -> Recomputed:
    """The score of whoever has a ``stored`` one in those rounds, oldest first; who is excused stays so."""
    by_book = {book: _Scorer(book) for _, _, book in rounds}
    caps: defaultdict[tuple[int, int], Caps] = defaultdict(Caps)
    share = any(book.shared for book in by_book)
    scores: dict[int, Mapping[int, int | None]] = {}
    merits: dict[int, Mapping[int, int]] = {}
    for round_id, period, book in rounds:
        scorer, mine = by_book[book], live.get(round_id, {})
        scores[round_id] = of_round = dict(stored.get(round_id, {}))
        merits[round_id] = earned = dict[int, int]()
        for household, value in of_round.items():
            if value is None:
                continue
            if household not in mine:
                of_round[household] = scorer.start
            elif share:
                capped = caps[household, period.year].score(book, period, _sums(mine[household]))
                of_round[household], earned[household] = scorer.with_merits(capped)
            else:
                of_round[household], earned[household] = scorer.of(mine[household])
    return Recomputed(scores, merits)


class _Scorer:
    """Scores by one rulebook, each with the merits in it: those with the same points have the same."""

    def __init__(self, book: Rulebook) -> None:
        self.start = start_score(book).total
        self._book = book
        self._known: dict[Live, tuple[int, int]] = {}

    def of(self, live: Live) -> tuple[int, int]:
        """Computed once for all who have these points: most have few."""
        key = tuple(live)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self.with_merits(score(self._book, _sums(live)))
        return known

    def with_merits(self, scored: RoundScore) -> tuple[int, int]:
        """The total, and what was earned beyond the obligations."""
        return scored.total, sum(scored.items[item.code] for item in self._book.merits)


def _sums(live: Live) -> Mapping[str, int]:
    """Σ points by item."""
    sums: defaultdict[str, int] = defaultdict(int)
    for item, points in live:
        sums[item] += points
    return dict(sums)
