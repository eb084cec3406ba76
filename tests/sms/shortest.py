"""How long a text takes to read, whatever else the machine does."""

from __future__ import annotations

import time
from collections.abc import Callable

RUNS = 3


def shortest(text: str, read: Callable[[str], object], seconds: Callable[[], float] = time.process_time) -> float:
    """Processor seconds, the best of some runs: other work only ever makes a run longer."""
    best = float("inf")
    for _ in range(RUNS):
        begun = seconds()
        read(text)
        best = min(best, seconds() - begun)
    return best
