"""Several servers doing the same thing, measured in turn, so that what else the machine does falls on all of them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from statistics import median

from bench.children import Child
from bench.load import Sample, drive

PRODUCT, FLOOR, PEER = "product", "floor", "peer"
SMALL, LARGE = "small town", "large town"
_BLOCKS = 4
"""Into which a round is cut; by turns."""


@dataclass(slots=True)
class Side:
    """A server, what it is sent, and how much it has been sent."""

    child: Child
    requests: Iterator[bytes]
    sent: int = 0

    def take(self, count: int, at_once: int) -> Sample:
        """Send it so many."""
        batch = list(islice(self.requests, count))
        before = self.child.processor_seconds()
        latencies, seconds = drive(self.child.port, batch, at_once)
        self.sent += count
        return Sample(tuple(latencies), seconds, self.child.processor_seconds() - before)


@dataclass(frozen=True, slots=True)
class Contest:
    """``each`` requests to each side a round, so many at once."""

    name: str
    sides: Mapping[str, Side]
    at_once: int
    each: int
    rounds: list[dict[str, Sample]] = field(default_factory=list)

    def warm_up(self) -> None:
        """A short round that is not counted."""
        self._round(self.at_once)

    def run(self) -> None:
        """One more round."""
        self.rounds.append(self._round(max(self.each // _BLOCKS, 1)))

    def _round(self, block: int) -> dict[str, Sample]:
        gc.collect()
        taken = [{name: side.take(block, self.at_once) for name, side in self.sides.items()} for _ in range(_BLOCKS)]
        return {name: sum((block[name] for block in taken), Sample((), 0, 0)) for name in self.sides}

    def middle(self, side: str, measure: Callable[[Sample], float]) -> float:
        """The median of the rounds."""
        return median(measure(samples[side]) for samples in self.rounds)

    def ratio(self, over: str, under: str, measure: Callable[[Sample], float]) -> float:
        """Of one side's figure to another's: the median of the rounds."""
        return median(measure(samples[over]) / measure(samples[under]) for samples in self.rounds)

    def figures(self) -> dict[str, float]:
        """What aims are about, each with its name."""
        found = {}
        if FLOOR in self.sides:
            found[f"{self.name}: p50, × floor"] = self.ratio(PRODUCT, FLOOR, _p50)
            found[f"{self.name}: processor time, × floor"] = self.ratio(PRODUCT, FLOOR, _processor)
        if PEER in self.sides:
            found[f"{self.name}: throughput, × peer"] = self.ratio(PRODUCT, PEER, _throughput)
            found[f"{self.name}: processor time saved, × peer"] = self.ratio(PEER, PRODUCT, _processor)
        if LARGE in self.sides:
            found[f"{self.name}: p50, × small"] = self.ratio(LARGE, SMALL, _p50)
            found[f"{self.name}: p95, × small"] = self.ratio(LARGE, SMALL, _p95)
        return found


def _p50(sample: Sample) -> float:
    return sample.p50


def _p95(sample: Sample) -> float:
    return sample.p95


def _throughput(sample: Sample) -> float:
    return sample.throughput


def _processor(sample: Sample) -> float:
    return sample.processor
