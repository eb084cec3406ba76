"""Two ways measured in turn, in several rounds, so that what else the machine does falls on both."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Once = Callable[[], float]

_BLOCKS = 4


@dataclass(frozen=True, slots=True)
class Comparison:
    """What each round came to: the median seconds of either side."""

    name: str
    subject: tuple[float, ...]
    against: tuple[float, ...]
    aim: float

    @property
    def ratios(self) -> list[float]:
        """Of each round."""
        return [mine / theirs for mine, theirs in zip(self.subject, self.against, strict=True)]

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios."""
        return median(self.ratios)


def compare(name: str, subject: Once, against: Once, *, rounds: int, each: int, aim: float) -> Comparison:
    """``each`` calls of either side in every round, in short blocks by turns, after one block to warm up."""
    blocks = min(_BLOCKS, each)
    _block(subject, each), _block(against, each)
    mine, theirs = [], []
    for _ in range(rounds):
        gc.collect()
        a: list[float] = []
        b: list[float] = []
        for _ in range(blocks):
            a += _block(subject, each // blocks)
            b += _block(against, each // blocks)
        mine.append(median(a))
        theirs.append(median(b))
    return Comparison(name, tuple(mine), tuple(theirs), aim)


def _block(once: Once, count: int) -> list[float]:
    return [once() for _ in range(count)]
