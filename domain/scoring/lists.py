"""The lists of a year 名单: who comes first, and who is still equal at the edge (design part 3, point 14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ranked household that took part in enough of the year: its points, and what breaks a tie.

    ``merits`` are points earned beyond the obligations, ``deductions`` how many entries took points off.
    """

    id: int
    earned: int
    merits: int
    deductions: int

    @property
    def order(self) -> tuple[int, int, int]:
        """The greater, the further in front."""
        return (self.earned, self.merits, -self.deductions)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is on a list, by id, and who is equal over its edge 并列待评: the village's group decides on those."""

    listed: frozenset[int]
    tied: frozenset[int]


def took_part(rounds: int, of_year: int) -> bool:
    """Whether ``rounds`` with a score are at least half of the year's."""
    return rounds > 0 and 2 * rounds >= of_year


def first_places(candidates: Iterable[Candidate], places: int) -> Chosen:
    """The first ``places`` candidates. Who is equal to the next one behind is not let in, but tied."""
    ordered = sorted(candidates, key=lambda one: one.order, reverse=True)
    if places <= 0 or len(ordered) <= places:
        return Chosen(frozenset(one.id for one in ordered if places > 0), frozenset())
    edge = ordered[places].order
    if ordered[places - 1].order > edge:
        return Chosen(frozenset(one.id for one in ordered[:places]), frozenset())
    return Chosen(
        frozenset(one.id for one in ordered if one.order > edge),
        frozenset(one.id for one in ordered if one.order == edge),
    )


def welfare_places(ranked: int, percent: int) -> int:
    """So many hundredths of the ranked households, rounded down, and one where there is any to be chosen."""
    return max(1, ranked * percent // 100) if ranked and percent else 0
