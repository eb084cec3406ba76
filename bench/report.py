"""What was measured, in lines that line up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from statistics import median

from bench.aims import Verdict
from bench.contest import Contest
from bench.rounds import Race
from text.columns import table


def contests(found: Iterable[Contest]) -> list[str]:
    """A line for each side of a contest."""
    heading = ("", "", "p50", "p99", "a second", "processor")
    return table([heading, *chain.from_iterable(map(_sides, found))], right=range(2, len(heading)))


def _sides(contest: Contest) -> Iterable[tuple[str, ...]]:
    for side in contest.sides:
        yield (
            contest.name if side == next(iter(contest.sides)) else "",
            side,
            f"{contest.middle(side, lambda sample: sample.p50) * 1000:.2f} ms",
            f"{contest.middle(side, lambda sample: sample.p99) * 1000:.2f} ms",
            f"{contest.middle(side, lambda sample: sample.throughput):.0f}",
            f"{contest.middle(side, lambda sample: sample.processor) * 1000:.2f} ms",
        )


def races(found: Iterable[Race]) -> list[str]:
    """One line a race: medians in milliseconds, the median of the rounds' ratios, and its spread."""
    heading = ("", "median", "against", "ratio", "lowest", "highest")
    return table([heading, *map(_race, found)], right=range(1, len(heading)))


def _race(race: Race) -> tuple[str, ...]:
    return (
        race.name,
        f"{median(mine for mine, _ in race.rounds) * 1000:.2f} ms",
        f"{median(theirs for _, theirs in race.rounds) * 1000:.2f} ms",
        f"{median(race.ratios):.2f}×",
        f"{min(race.ratios):.2f}×",
        f"{max(race.ratios):.2f}×",
    )


def others(figures: Mapping[str, float]) -> list[str]:
    """One line a figure."""
    return table([(name, f"{value:.2f}") for name, value in figures.items()], right={1})


def verdicts(found: Sequence[Verdict]) -> list[str]:
    """One line an aim: what was measured, what is wanted, and whether it is so."""
    heading = ("aim", "measured", "wanted", "")
    return table([heading, *map(_verdict, found)], right={1, 2})


def _verdict(verdict: Verdict) -> tuple[str, ...]:
    return verdict.aim.figure, verdict.measured, verdict.aim.wanted, "" if verdict.met else "MISSED"
