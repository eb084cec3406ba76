"""What it costs to have it at all: the time until it is ready, the memory it takes, and the time of a command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.product import command_seconds, product
from bench.town import Town

_TIMES = 3


def costs(town: Town, folder: Path, bot_api: int, unit: str) -> dict[str, float]:
    """Medians of some starts."""
    found: dict[str, float] = {}
    for name, port in (("with chat", bot_api), ("without chat", None)):
        starts = [_start(town, folder, port) for _ in range(_TIMES)]
        found[f"ready {name}, s"] = median(seconds for seconds, _ in starts)
        found[f"memory {name}, MB"] = median(memory for _, memory in starts)
    found["jifen standings, s"] = _median(lambda: command_seconds(town.url, folder, "standings", unit))
    found["jifen --help, s"] = _median(lambda: command_seconds(town.url, folder, "--help"))
    return found


def _start(town: Town, folder: Path, bot_api: int | None) -> tuple[float, float]:
    """Seconds to ready, and the megabytes of the idle product."""
    with product(town.url, folder, bot_api) as child:
        child.settle()
        return child.ready_seconds, child.megabytes()


def _median(measure: Callable[[], float]) -> float:
    return median(measure() for _ in range(_TIMES))
