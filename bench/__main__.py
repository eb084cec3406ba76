"""``python -m bench [--quick]``: how fast it is, against the least that could do the same."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

import click

from app.clock import SystemClock
from app.settings import Settings
from app.town import LoadedTown, load
from bench import databases
from bench.children import Child, free_port, serving
from bench.client import balance, kou
from bench.notices import notices
from bench.product import bot_api, product, standings_seconds
from bench.report import comparisons, figures
from bench.rounds import Once, Race
from bench.town import RULEBOOK, Town, fill

_AIM, _GROWTH_AIM = 3.0, 1.2


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured. ``town``, ``small`` and ``large`` are households.

    ``abreast``: how many products are started at a time; more than one spoils the time to ready.
    """

    rounds: int
    requests: int
    town: int
    small: int
    large: int
    abreast: int


FULL = Scale(rounds=7, requests=80, town=10_000, small=1_000, large=100_000, abreast=1)
QUICK = Scale(rounds=1, requests=4, town=100, small=100, large=100, abreast=2)


Step = tuple[str, Callable[[], object]]
"""A piece of the run, with a label for the progress bar."""
Place = tuple[str, int]
"""A kind of database, and how many households it holds."""


@dataclass(frozen=True, slots=True)
class Bench:
    """One run. Everything that it opens is closed with ``stack``."""

    scale: Scale
    folder: Path
    stack: ExitStack
    servers: dict[str, databases.Server]
    books: LoadedTown
    clock: SystemClock
    towns: dict[Place, Town] = field(default_factory=dict)
    copies: dict[str, list[str]] = field(default_factory=dict)
    products: dict[Place, Child] = field(default_factory=dict)
    races: list[Race] = field(default_factory=list)
    costs: list[tuple[str, str]] = field(default_factory=list)

    def steps(self) -> Iterator[Step]:
        """From nothing to all the figures, each step with a label."""
        scale = self.scale
        sizes = dict.fromkeys((scale.town, scale.small, scale.large))
        places = [*(("SQLite", size) for size in sizes), ("PostgreSQL", scale.town)]
        for place in places:
            yield f"{place[1]:,} households, {place[0]}", partial(self._fill, place)
        yield "the products start", partial(self._start, places)
        yield "the floors start", self._pair
        yield "warming up", partial(self._each, Race.warm_up)
        for number in range(scale.rounds):
            yield f"round {number + 1} of {scale.rounds}", partial(self._each, Race.run)
        for size in (scale.small, scale.large):
            yield f"costs, {size:,} households", partial(self._weigh, ("SQLite", size))

    def _fill(self, place: Place) -> None:
        kind, size = place
        server = self.servers[kind]
        town = self.towns[place] = asyncio.run(fill(server.create(), size, self.books, self.clock.now()))
        if size == self.scale.town:
            self.copies[kind] = [server.copy(town.url) for _ in range(3)]

    def _start(self, places: Sequence[Place]) -> None:
        api = self.stack.enter_context(bot_api())
        with ThreadPoolExecutor(self.scale.abreast) as threads:
            started = [
                threads.submit(self.stack.enter_context, product(self.towns[place].url, self.folder, api.port))
                for place in places
            ]
            self.products.update((place, child.result()) for place, child in zip(places, started, strict=True))

    def _pair(self) -> None:
        """Set what is measured against what."""
        scale = self.scale
        for kind, (floor_url, mailing_url, by_hand_url) in self.copies.items():
            town, ours = self.towns[kind, scale.town], self.products[kind, scale.town]
            floor = self.stack.enter_context(_floor(floor_url))
            for name, requests in (("/kou", kou), ("balance text", balance)):
                self._race(f"{name}, {kind}", requests(town, ours.port), requests(town, floor.port), _AIM)
            queueing = self.stack.enter_context(notices(mailing_url, by_hand_url, self.books, self.clock.now()))
            self.races.append(Race(f"notices of {scale.town:,} households, {kind}", *queueing, each=1, aim=_AIM))
        few, many = ("SQLite", scale.small), ("SQLite", scale.large)
        self._race(
            f"balance text, {scale.large:,} / {scale.small:,} households",
            balance(self.towns[many], self.products[many].port),
            balance(self.towns[few], self.products[few].port),
            _GROWTH_AIM,
        )

    def _each(self, what: Callable[[Race], None]) -> None:
        for race in self.races:
            what(race)

    def _race(self, name: str, subject: Once, against: Once, aim: float) -> None:
        self.races.append(Race(name, subject, against, each=self.scale.requests, aim=aim))

    def _weigh(self, place: Place) -> None:
        unit = next(iter(self.books.units))
        times = [standings_seconds(self.towns[place].url, self.folder, unit) for _ in range(min(3, self.scale.rounds))]
        for what, figure in (
            ("time to ready", f"{self.products[place].ready_seconds:.2f} s"),
            ("peak memory", f"{self.products[place].peak_megabytes():.0f} MB"),
            ("jifen standings, whole process", f"{median(times):.2f} s"),
        ):
            self.costs.append((f"{what}, {place[1]:,} households", figure))


@contextmanager
def _floor(url: str) -> Iterator[Child]:
    port = free_port()
    with serving(["bench.floors", url, str(port)], {}, port, "/health/ready") as child:
        yield child


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="only see that everything runs")
    parser.add_argument("--folder", type=Path, help="measure on this disk")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jifen-bench-", dir=options.folder) as name, ExitStack() as stack:
        folder = Path(name)
        servers = {
            "SQLite": stack.enter_context(databases.sqlite(folder)),
            "PostgreSQL": stack.enter_context(databases.postgres(folder)),
        }
        scale = QUICK if options.quick else FULL
        bench = Bench(scale, folder, stack, servers, load(RULEBOOK), SystemClock(Settings().zone))
        # Only on a terminal; standard output gets nothing but the figures.
        with click.progressbar(list(bench.steps()), item_show_func=_label, file=sys.stderr) as steps:
            for _, step in steps:
                step()
        print("\n".join([*comparisons(bench.races), "", *figures(bench.costs)]))


def _label(step: Step | None) -> str:
    return step[0] if step else ""


if __name__ == "__main__":
    main()
