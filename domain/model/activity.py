"""How far a unit's officers got round, and what each of them logged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.model.calendar import Period


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of a round the households that take part in it, and those with an officer's entry or review."""

    period: Period
    households: int
    seen: int


@dataclass(frozen=True, slots=True)
class ItemTally:
    """What one officer logged alike: for an item, all additions or all deductions. ``points`` are their sum."""

    item: str
    added: bool
    entries: int
    points: int


@dataclass(frozen=True, slots=True)
class OfficerTally:
    """What one officer logged, added up; vetoes and reversals are not among it, reversed entries are.

    ``households``: the entries of each household, by its id. ``last_minute``: entries in the last 24 hours before
    their round's settlement, or its end if that came first.
    """

    officer: str
    items: Sequence[ItemTally]
    households: Mapping[int, int]
    last_minute: int

    @property
    def entries(self) -> int:
        """How many they were."""
        return sum(one.entries for one in self.items)


@dataclass(frozen=True, slots=True)
class Activity:
    """A unit's rounds of a period, oldest first, and what each officer logged in them."""

    coverage: Sequence[Coverage] = ()
    tallies: Sequence[OfficerTally] = ()


def together(one: Activity, other: Activity) -> Activity:
    """What two activities in different rounds come to."""
    if one == Activity() or other == Activity():
        return other if one == Activity() else one
    of_officers: defaultdict[str, list[OfficerTally]] = defaultdict(list)
    for tally in (*one.tallies, *other.tallies):
        of_officers[tally.officer].append(tally)
    coverage = sorted((*one.coverage, *other.coverage), key=lambda each: each.period.first)
    return Activity(coverage, [_added_up(tallies) for tallies in of_officers.values()])


def _added_up(tallies: Sequence[OfficerTally]) -> OfficerTally:
    """One officer's as one."""
    entries: Counter[tuple[str, bool]] = Counter()
    points: Counter[tuple[str, bool]] = Counter()
    households: Counter[int] = Counter()
    for tally in tallies:
        households.update(tally.households)
        for item in tally.items:
            entries[item.item, item.added] += item.entries
            points[item.item, item.added] += item.points
    items = [ItemTally(*alike, many, points[alike]) for alike, many in entries.items()]
    return OfficerTally(tallies[0].officer, items, households, sum(tally.last_minute for tally in tallies))
