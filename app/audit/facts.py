"""What the audit compares: one unit's stored figures, and the entries that they derive from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from domain.households.presence import Absence, absences
from domain.ledger.caps import Caps
from domain.ledger.figures import worth
from domain.model.calendar import Period
from domain.model.change import Change
from domain.model.closed_year import ClosedYear, Honour
from domain.model.entry import Entry
from domain.model.round import Round
from domain.model.rulebook import Rulebook
from domain.model.seal import Seal
from domain.scoring.score import RoundScore, live_points, score, start_score
from storage.audit.mall_rows import MallRows
from storage.audit.record_rows import ClaimedRow, RoundRow
from storage.audit.rows import AccountRow, HouseholdRow, ObjectionRow, Posted
from storage.audit.second_rows import SecondRows

ScoreKey = tuple[int, int]
"""A household id and a round id."""


class _Scored:
    """A household's scores in one round, each with the merits in it: those with the same points have the same."""

    def __init__(self, book: Rulebook) -> None:
        self.start = start_score(book).total
        self._book = book
        self._known: dict[frozenset[tuple[str, int]], tuple[int, int]] = {}

    def of(self, points: Mapping[str, int]) -> tuple[int, int]:
        """Computed once for all who have these points: most have few."""
        key = frozenset(points.items())
        if key not in self._known:
            self._known[key] = _with_merits(self._book, score(self._book, points))
        return self._known[key]


def _with_merits(book: Rulebook, scored: RoundScore) -> tuple[int, int]:
    """The total, and what was earned beyond the obligations."""
    return scored.total, sum(scored.items[item.code] for item in book.merits)


@dataclass(frozen=True)
class Facts:
    """One unit at one moment; ``books`` by round id, ``scores`` by round and household id, ``accounts`` by year,
    ``same_person`` who is the same person as each officer, ``sealed`` the seal's number and the hash of each sealed
    entry, ``honours`` the frozen ranking by closed year, ``unspent`` what was left by then,
    ``corrected`` whose year was corrected since, ``calendar`` the rounds as stored, oldest first, ``officers`` names by
    id, ``histories`` what changed about each household, ``seconds`` what second officers decided."""

    unit: str
    name: str
    rounds: Mapping[int, Round]
    books: Mapping[int, Rulebook]
    households: Mapping[int, HouseholdRow]
    scores: Mapping[int, Mapping[int, int | None]]
    accounts: Mapping[tuple[int, int], AccountRow]
    postings: Mapping[tuple[int, int], Mapping[str, Posted]]
    entries: Mapping[int, Entry]
    confirmers: Mapping[int, Sequence[int]]
    same_person: Mapping[int, frozenset[int]]
    objections: Sequence[ObjectionRow]
    disputes: Mapping[ScoreKey, int]
    mall: MallRows
    calendar: Sequence[RoundRow]
    excused: frozenset[ScoreKey]
    claimed: Sequence[ClaimedRow]
    officers: Mapping[int, str]
    unspent: Mapping[tuple[int, int], int]
    corrected: frozenset[tuple[int, int]]
    histories: Mapping[int, Sequence[Change]] = field(default_factory=dict)
    seals: Sequence[Seal] = ()
    sealed: Mapping[int, tuple[int, str]] = field(default_factory=dict)
    years: Sequence[ClosedYear] = ()
    honours: Mapping[int, Sequence[Honour]] = field(default_factory=dict)
    seconds: SecondRows = field(default_factory=SecondRows)

    @cached_property
    def by_score(self) -> Mapping[ScoreKey, Sequence[Entry]]:
        """The entries of each household and round."""
        groups: defaultdict[ScoreKey, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            groups[entry.household_id, entry.round_id].append(entry)
        return groups

    @cached_property
    def with_entries(self) -> Mapping[int, Sequence[int]]:
        """The households that have entries in each round."""
        groups: defaultdict[int, list[int]] = defaultdict(list)
        for household, round_id in self.by_score:
            groups[round_id].append(household)
        return groups

    @property
    def derived(self) -> Mapping[ScoreKey, int | None]:
        """The score of each household and round, recomputed from its entries; excused stays excused."""
        return self._recomputed[0]

    @property
    def merits(self) -> Mapping[ScoreKey, int]:
        """What each household earned beyond the obligations in each round in which it has entries, recomputed."""
        return self._recomputed[1]

    @cached_property
    def _recomputed(self) -> tuple[Mapping[ScoreKey, int | None], Mapping[ScoreKey, int]]:
        caps: defaultdict[tuple[int, int], Caps] = defaultdict(Caps)
        derived: dict[ScoreKey, int | None] = {}
        merits: dict[ScoreKey, int] = {}
        for round_id, period in self.readable:
            book, scored = self.books[round_id], _Scored(self.books[round_id])
            for household, value in self.scores.get(round_id, {}).items():
                key = household, round_id
                mine = self.by_score.get(key)
                if value is None or mine is None:
                    derived[key] = None if value is None else scored.start
                elif self._shares_caps:
                    capped = caps[household, period.year].score(book, period, live_points(mine))
                    derived[key], merits[key] = _with_merits(book, capped)
                else:
                    derived[key], merits[key] = scored.of(live_points(mine))
        return derived, merits

    @cached_property
    def _shares_caps(self) -> bool:
        return any(book.shared for book in self.books.values())

    @property
    def readable(self) -> Sequence[tuple[int, Period]]:
        """The rounds whose rulebooks are at hand, oldest first."""
        periods = [(round_id, round_.period) for round_id, round_ in self.rounds.items() if round_id in self.books]
        return sorted(periods, key=lambda one: one[1].first)

    @cached_property
    def vetoes(self) -> Mapping[tuple[int, int], int]:
        """Vetoes in force by household and year, recomputed."""
        counts: defaultdict[tuple[int, int], int] = defaultdict(int)
        for entry in self.entries.values():
            if self.in_force(entry):
                counts[entry.household_id, self.rounds[entry.round_id].period.year] += 1
        return counts

    def in_force(self, entry: Entry) -> bool:
        """Whether that entry is a live veto that enough other officers confirmed."""
        book = self.books.get(entry.round_id)
        if book is None or not entry.live or entry.item not in book.veto_by_code:
            return False
        others = {officer for officer in self.confirmers.get(entry.id, ()) if not self.same(officer, entry.officer_id)}
        return 1 + len(others) >= book.policy.veto_confirmations

    def same(self, one: int | None, other: int | None) -> bool:
        """Whether two officers are one person; nobody is None."""
        return one is not None and other in self.same_person.get(one, frozenset())

    def settled(self, household: int, year: int) -> Sequence[int]:
        """The household's recomputed scores in the year's published and final rounds."""
        ended = (round_.id for round_ in self.of_year(year) if round_.state != "open")
        return [points for id_ in ended if (points := self.derived.get((household, id_))) is not None]

    def of_year(self, year: int) -> Sequence[Round]:
        """The rounds of that year, oldest first."""
        return self._years.get(year, ())

    @cached_property
    def _years(self) -> Mapping[int, Sequence[Round]]:
        years: defaultdict[int, list[Round]] = defaultdict(list)
        for round_ in sorted(self.rounds.values(), key=lambda one: one.period.first):
            years[round_.period.year].append(round_)
        return years

    def recomputable(self, year: int) -> bool:
        """Whether the rulebooks of all rounds of the year are at hand; a damaged one is named elsewhere."""
        return year not in self._damaged

    @cached_property
    def _damaged(self) -> frozenset[int]:
        return frozenset(round_.period.year for round_ in self.rounds.values() if round_.id not in self.books)

    def averages(self, year: int) -> bool:
        """Whether the year's rounds count by their mean instead of their sum: as the year's first round has it."""
        return year in self._averaged

    @cached_property
    def _averaged(self) -> frozenset[int]:
        firsts = {year: self.books.get(rounds[0].id) for year, rounds in self._years.items()}
        return frozenset(
            year for year, book in firsts.items() if book is not None and book.policy.accumulate == "average"
        )

    def worth(self, points: Sequence[int], year: int) -> int:
        """What rounds of that year with those scores come to."""
        return worth(points, average=self.averages(year))

    def code(self, household_id: int) -> str:
        """The household's code, or its id when the unit has no such household."""
        row = self.households.get(household_id)
        return row.code if row else f"（第 {household_id} 户）"

    def key(self, round_id: int) -> str:
        """The key of a round, or its id when the unit has no such round."""
        round_ = self.rounds.get(round_id)
        return round_.period.key if round_ else f"（第 {round_id} 轮）"

    @cached_property
    def away(self) -> Mapping[int, Sequence[Absence]]:
        """When each household was not there."""
        return {household: absences(history) for household, history in self.histories.items()}

    @cached_property
    def closed(self) -> Mapping[int, datetime | None]:
        """When each round was settled."""
        return {row.id: row.closed for row in self.calendar}

    def misses(self, household: int, round_id: int) -> bool:
        """Whether that household was away, and has no score in that round for it."""
        away = self.away.get(household)
        if not away:
            return False
        period, closed = self.rounds[round_id].period, self.closed.get(round_id)
        return any(absence.misses(period, closed) for absence in away)

    @cached_property
    def expected(self) -> Mapping[int, Sequence[int]]:
        """The households that must have a score in each round, and an account in its year."""
        return {round_.id: self._expected(round_) for round_ in self.rounds.values()}

    def _expected(self, round_: Round) -> Sequence[int]:
        after = round_.period.after.isoformat()
        joined = (id_ for id_, row in self.households.items() if row.joined_on < after)
        return [id_ for id_ in joined if not self.misses(id_, round_.id)]
