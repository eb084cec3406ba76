"""How far a unit's officers got round, and what each of them logged."""

from __future__ import annotations

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
