"""What was measured, in lines that line up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from bench.rounds import Race
from text.columns import table

_HEADINGS = ("", "median", "against", "ratio", "lowest", "highest", "aim")


def comparisons(races: Iterable[Race]) -> list[str]:
    """One line a race: medians in milliseconds, the median of the rounds' ratios, its spread, and the aim."""
    return table([_HEADINGS, *map(_row, races)], right=range(1, len(_HEADINGS)))


def figures(costs: Sequence[tuple[str, str]]) -> list[str]:
    """One line a figure."""
    return table(costs, right={1})


def _row(race: Race) -> tuple[str, ...]:
    return (
        race.name,
        f"{median(mine for mine, _ in race.rounds) * 1000:.2f} ms",
        f"{median(theirs for _, theirs in race.rounds) * 1000:.2f} ms",
        f"{median(race.ratios):.2f}×",
        f"{min(race.ratios):.2f}×",
        f"{max(race.ratios):.2f}×",
        f"≤ {race.aim:.1f}×",
    )
