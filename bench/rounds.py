"""Two ways of doing the same thing, measured in turn, so that what else the machine does falls on both."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

Once = Callable[[], float]
"""Does the thing that is measured once; the seconds it took."""

_BLOCKS = 4


@dataclass(frozen=True, slots=True)
class Race:
    """``subject`` against the least that could do the same, ``each`` calls of either a round.

    ``rounds`` holds the median seconds of either side in every round so far.
    """

    name: str
    subject: Once
    against: Once
    each: int
    rounds: list[tuple[float, float]] = field(default_factory=list)

    def warm_up(self) -> None:
        """A round that is not counted."""
        self._round()

    def run(self) -> None:
        """One more round."""
        self.rounds.append(self._round())

    def _round(self) -> tuple[float, float]:
        """In short blocks by turns."""
        gc.collect()
        mine: list[float] = []
        theirs: list[float] = []
        blocks = min(_BLOCKS, self.each)
        for _ in range(blocks):
            mine += [self.subject() for _ in range(self.each // blocks)]
            theirs += [self.against() for _ in range(self.each // blocks)]
        return median(mine), median(theirs)

    @property
    def ratios(self) -> list[float]:
        """Of each round."""
        return [mine / theirs for mine, theirs in self.rounds]
