"""``python -m bench [--quick]``: how fast it is, against the least that could do the same."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from app.clock import SystemClock
from app.settings import Settings
from app.town import LoadedTown, load
from bench import databases
from bench.children import Child, free_port, serving
from bench.client import balance, kou
from bench.notices import ByHand, Mailing
from bench.product import bot_api, product, standings_seconds
from bench.report import comparisons, figures
from bench.rounds import Comparison, compare
from bench.town import RULEBOOK, Town, fill
from storage.database import Database

_AIM, _GROWTH_AIM = 3.0, 1.2


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured. ``town``, ``small`` and ``large`` are households."""

    rounds: int
    requests: int
    town: int
    small: int
    large: int


FULL = Scale(rounds=7, requests=80, town=10_000, small=1_000, large=100_000)
QUICK = Scale(rounds=1, requests=4, town=100, small=100, large=200)


@dataclass(frozen=True, slots=True)
class Bench:
    """One run."""

    scale: Scale
    folder: Path
    books: LoadedTown
    clock: SystemClock

    def fill(self, url: str, households: int) -> Town:
        """A filled town."""
        return asyncio.run(fill(url, households, self.books, self.clock.now()))

    def on(
        self, kind: str, fresh: Callable[[Path], AbstractContextManager[tuple[str, databases.Copy]]]
    ) -> Iterator[Comparison]:
        """Commands, texts and notices on one kind of database."""
        with fresh(self.folder) as (url, copy):
            town = self.fill(url, self.scale.town)
            floor_url, notices_url = copy(url), copy(url)
            yield asyncio.run(self._notices(kind, url, notices_url))
            with bot_api() as api, product(url, self.folder, api.port) as ours, _floor(floor_url) as floor:
                for name, requests in (("/kou", kou), ("balance text", balance)):
                    yield self._compare(f"{name}, {kind}", requests(town, ours.port), requests(town, floor.port), _AIM)

    def growth(self) -> tuple[Comparison, list[tuple[str, str]]]:
        """A balance text in a small and in a large town, and what else the size costs."""
        small = self.fill(f"sqlite://{self.folder}/small.db", self.scale.small)
        large = self.fill(f"sqlite://{self.folder}/large.db", self.scale.large)
        with (
            bot_api() as api,
            product(small.url, self.folder, api.port) as few,
            product(large.url, self.folder, api.port) as many,
        ):
            name = f"balance text, {large.households:,} / {small.households:,} households"
            grown = self._compare(name, balance(large, many.port), balance(small, few.port), _GROWTH_AIM)
            figures = [
                (f"{what}, {town.households:,} households", figure)
                for town, child in ((small, few), (large, many))
                for what, figure in self._costs(town, child)
            ]
        return grown, figures

    def _costs(self, town: Town, child: Child) -> Iterator[tuple[str, str]]:
        unit = next(iter(self.books.units))
        standings = median(standings_seconds(town.url, self.folder, unit) for _ in range(3))
        yield "time to ready", f"{child.ready_seconds:.2f} s"
        yield "peak memory", f"{child.peak_megabytes():.0f} MB"
        yield "jifen standings, whole process", f"{standings:.2f} s"

    def _compare(self, name: str, subject: Callable[[], float], against: Callable[[], float], aim: float) -> Comparison:
        return compare(name, subject, against, rounds=self.scale.rounds, each=self.scale.requests, aim=aim)

    async def _notices(self, kind: str, url: str, floor_url: str) -> Comparison:
        database = await Database.open(url)
        try:
            mailing = Mailing(database, self.books, self.clock.timezone, self.clock.now())
            ours, theirs = [], []
            await mailing.queue_all()
            by_hand = ByHand(floor_url, await mailing.take_away())
            for _ in range(self.scale.rounds):
                ours.append(await mailing.queue_all())
                await mailing.take_away()
                theirs.append(await by_hand.queue_all())
        finally:
            await database.close()
        return Comparison(f"notices of {self.scale.town:,} households, {kind}", tuple(ours), tuple(theirs), _AIM)


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
    with tempfile.TemporaryDirectory(prefix="jifen-bench-", dir=options.folder) as name:
        clock = SystemClock(Settings().zone)
        bench = Bench(QUICK if options.quick else FULL, Path(name), load(RULEBOOK), clock)
        compared = [*bench.on("SQLite", databases.sqlite), *bench.on("PostgreSQL", databases.postgres)]
        grown, costs = bench.growth()
        print("\n".join([*comparisons([*compared, grown]), "", *figures(costs)]))


if __name__ == "__main__":
    main()
