"""What rounds are worth together: every figure of a quarter or a year comes from here (design part 3, point 6).

Only settled rounds count, by their sum or by their mean, as the book of the year's first round says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.model.calendar import Period
from domain.model.round import Round
from domain.ports.store import Store


def worth(scores: Sequence[int], *, average: bool) -> int:
    """What rounds with these scores come to: their sum, or their mean rounded half up; 0 for none."""
    if not average or not scores:
        return sum(scores)
    return (2 * sum(scores) + len(scores)) // (2 * len(scores))


async def averages(store: Store, unit: str, year: int) -> bool:
    """Whether the year's rounds count by their mean instead of their sum: as the book of its first round has it."""
    rounds = await store.rounds.of_year(unit, year)
    return bool(rounds) and (await store.books.version(rounds[0].book_hash)).policy.accumulate == "average"


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """A unit's quarter: its settled rounds and those still open, oldest first, and each household's scores.

    ``scores`` are by household id in the settled rounds that the household was in; None = excused from that one.
    """

    quarter: Period
    settled: tuple[Round, ...]
    unsettled: tuple[Round, ...]
    average: bool
    scores: Mapping[int, Mapping[int, int | None]]

    def points(self, household_id: int) -> int | None:
        """What the household's scores come to; None without any."""
        there = [score for score in self.scores.get(household_id, {}).values() if score is not None]
        return worth(there, average=self.average) if there else None


async def quarter_figures(store: Store, unit: str, quarter: Period) -> QuarterFigures:
    """The quarter as of now."""
    rounds = [one for one in await store.rounds.of_year(unit, quarter.year) if one.period.first in quarter]
    settled = tuple(one for one in rounds if one.state != "open")
    unsettled = tuple(one for one in rounds if one.state == "open")
    scores: defaultdict[int, dict[int, int | None]] = defaultdict(dict)
    for round_ in settled:
        for household, score in (await store.scores.of_round(round_.id)).items():
            scores[household][round_.id] = score
    return QuarterFigures(quarter, settled, unsettled, await averages(store, unit, quarter.year), scores)
