"""What the audit compares: one unit's stored figures, and the entries that they derive from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from app.audit.recomputed import LiveByPlace, Recomputed, Scores, live_by_place, recompute
from domain.households.presence import Absence, absences
from domain.ledger.figures import worth
from domain.model.calendar import Period
from domain.model.change import Change
from domain.model.closed_year import ClosedYear, Honour
from domain.model.round import Round
from domain.model.rulebook import Rulebook
from domain.model.seal import Seal
from storage.audit.entries import EntryRow, cells
from storage.audit.mall_rows import MallRows
from storage.audit.record_rows import ClaimedRow, RoundRow
from storage.audit.rows import AccountRow, HouseholdRow, ObjectionRow, Posted
from storage.audit.second_rows import SecondRows

ScoreKey = tuple[int, int]
"""A household id and a round id."""


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
    scores: Scores
    accounts: Mapping[tuple[int, int], AccountRow]
    postings: Mapping[tuple[int, int], Mapping[str, Posted]]
    entries: Mapping[int, EntryRow]
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

    def having(self, wanted: Callable[..., bool], *columns: str) -> Sequence[EntryRow]:
        """The entries whose values in these columns are wanted, oldest first.

        It is asked once about the values that many entries share, not for each of millions.
        """
        values = cells(*columns)
        chosen = {one for one in set(map(values, self.entries.values())) if wanted(*one)}
        return [entry for entry in self.entries.values() if values(entry) in chosen] if chosen else ()

    @cached_property
    def reversals(self) -> Sequence[EntryRow]:
        """The entries that take others back, oldest first."""
        return [entry for entry in self.entries.values() if entry.reverses is not None]

    @cached_property
    def live(self) -> LiveByPlace:
        """What counts of each household that has entries in a round, by round and household."""
        return live_by_place(self.entries.values())

    @property
    def derived(self) -> Scores:
        """The score of each household and round, recomputed from its entries; excused stays excused."""
        return self._recomputed.scores

    @property
    def merits(self) -> Mapping[int, Mapping[int, int]]:
        """By round and household that has entries in it: what it earned beyond the obligations, recomputed."""
        return self._recomputed.merits

    @cached_property
    def _recomputed(self) -> Recomputed:
        rounds = [(round_id, period, self.books[round_id]) for round_id, period in self.readable]
        return recompute(rounds, self.scores, self.live)

    @property
    def readable(self) -> Sequence[tuple[int, Period]]:
        """The rounds whose rulebooks are at hand, oldest first."""
        periods = [(round_id, round_.period) for round_id, round_ in self.rounds.items() if round_id in self.books]
        return sorted(periods, key=lambda one: one[1].first)

    @cached_property
    def vetoes(self) -> Mapping[tuple[int, int], int]:
        """Vetoes in force by household and year, recomputed."""
        vetoes = self.having(self._is_veto, "round_id", "item")
        return Counter(
            (entry.household_id, self.rounds[entry.round_id].period.year) for entry in vetoes if self.in_force(entry)
        )

    def _is_veto(self, round_id: int, item: str) -> bool:
        return round_id in self.books and item in self.books[round_id].veto_by_code

    def in_force(self, entry: EntryRow) -> bool:
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
        ended = self._ended.get(year, ())
        return [points for _, scores in ended if (points := scores.get(household)) is not None]

    def undisputed(self, household: int, year: int) -> Sequence[int]:
        """The same of its final rounds, without those that an objection holds back."""
        return [
            points
            for round_, scores in self._ended.get(year, ())
            if round_.state == "final"
            and (points := scores.get(household)) is not None
            and not self.disputes.get((household, round_.id), 0)
        ]

    @cached_property
    def _ended(self) -> Mapping[int, Sequence[tuple[Round, Mapping[int, int | None]]]]:
        """The settled rounds of each year with their recomputed scores, oldest first."""
        return {
            year: [(round_, self.derived.get(round_.id, {})) for round_ in rounds if round_.state != "open"]
            for year, rounds in self._years.items()
        }

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
        """When each household that ever left was not there."""
        found = {household: absences(history) for household, history in self.histories.items()}
        return {household: away for household, away in found.items() if away}

    @cached_property
    def closed(self) -> Mapping[int, datetime | None]:
        """When each round was settled."""
        return {row.id: row.closed for row in self.calendar}

    def misses(self, household: int, round_id: int) -> bool:
        """Whether that household was away, and has no score in that round for it."""
        if household not in self.away:
            return False
        period, closed = self.rounds[round_id].period, self.closed.get(round_id)
        return any(absence.misses(period, closed) for absence in self.away[household])

    @cached_property
    def expected(self) -> Mapping[int, Sequence[int]]:
        """The households that must have a score in each round, and an account in its year."""
        return {round_.id: self._expected(round_) for round_ in self.rounds.values()}

    def _expected(self, round_: Round) -> Sequence[int]:
        after = round_.period.after.isoformat()
        joined = [id_ for id_, row in self.households.items() if row.joined_on < after]
        missing = {id_ for id_ in self.away if self.misses(id_, round_.id)}
        return [id_ for id_ in joined if id_ not in missing] if missing else joined
